/** What the explorer can and cannot tell of a model, in the page and in `--help`. */
export const LIMITS: readonly string[] = [
  "Threads are synchronous code that keeps its state in the buffer; what they keep in variables of a module is not seen, and Atomics.waitAsync is refused.",
  "Memory is sequentially consistent: every thread sees all writes in one order.",
  "Time limits of Atomics.wait may run out at any moment; there is no clock.",
  "After 100,000 states (maxStates) it goes on with schedules that put a running thread aside at most twice, then once, then never, and says so.",
];

/** What is said once a search took longer than that many seconds. */
export function tooLong(seconds: number): string {
  return `No verdict after ${seconds} s: a loop that does nothing with the buffer never ends, or there are too many schedules. Try fewer threads or operations`;
}

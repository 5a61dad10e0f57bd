/**
 * A pool at its smallest: threads that are made once, and work that each takes
 * by itself when it is done with the last. Counts the primes below a million:
 *
 *     deno run -A lessons/7.3-thread-pool/given/example.ts
 *
 * @module
 */
import { answer, inThread, isThread } from "../../given/in_thread.ts";

const THREADS = 2;
const PARTS = 50;
const SIZE = 1_000_000 / PARTS;

/** Words of the shared memory: the next part that nobody has taken, the sum. */
const NEXT = 0, SUM = 1;

function isPrime(n: number): boolean {
  for (let i = 2; i * i <= n; i++) if (n % i === 0) return false;
  return n >= 2;
}

/** The life of a thread: it takes a part, works, and takes the next one. */
function work(words: Int32Array): number {
  for (let taken = 0;; taken++) {
    // (1) Looks and takes in one step: no two threads get the same part.
    const part = Atomics.add(words, NEXT, 1);
    if (part >= PARTS) return taken; // (2) a server's thread would sleep here
    let primes = 0;
    for (let n = part * SIZE; n < (part + 1) * SIZE; n++) {
      if (isPrime(n)) primes++;
    }
    Atomics.add(words, SUM, primes); // (3) once a part, not once a prime
  }
}

if (isThread) {
  answer(work);
} else {
  const words = new Int32Array(new SharedArrayBuffer(8));
  // (4) As many threads as there are to be, however many parts there are.
  const threads = Array.from({ length: THREADS }, () => {
    return inThread<number>(import.meta.url, words);
  });
  const taken = await Promise.all(threads);
  // (5) Who took how many is up to the machine. The sums are not.
  const all = taken.reduce((sum, parts) => sum + parts);
  console.log(`${THREADS} threads have done ${all} parts.`);
  console.log(`There are ${words[SUM]} primes below ${PARTS * SIZE}.`);
}

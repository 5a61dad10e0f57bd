/**
 * Notes the timers that are open, as Deno's sanitizer does in a terminal: a test
 * must not leave one behind.
 *
 * @module
 */

/** The timers that have begun and not ended, each with the call that ends it. */
const open = new Map<unknown, "clearTimeout" | "clearInterval">();

const begin = self.setTimeout.bind(self);
const repeat = self.setInterval.bind(self);
const end = self.clearTimeout.bind(self);

/** Either ends what the other one should. */
const clear = (timer?: Parameters<typeof clearTimeout>[0]) => {
  if (timer !== undefined) open.delete(timer);
  end(timer);
};

Object.assign(self, {
  setTimeout(run: (...args: unknown[]) => void, ms = 0, ...args: unknown[]) {
    const timer = begin(() => {
      open.delete(timer);
      run(...args);
    }, ms);
    open.set(timer, "clearTimeout");
    return timer;
  },
  setInterval(...args: Parameters<typeof setInterval>) {
    const timer = repeat(...args);
    open.set(timer, "clearInterval");
    return timer;
  },
  clearTimeout: clear,
  clearInterval: clear,
});

/**
 * What a test has left open, in Deno's words; undefined if it is nothing. It is
 * forgotten, so that the next test does not answer for it.
 */
export function leftOpen(): string | undefined {
  const calls = [...open.values()];
  open.clear();
  const leaks = [
    told(calls, "clearTimeout", "A timer was", "timers"),
    told(calls, "clearInterval", "An interval was", "intervals"),
  ].filter((leak) => leak !== undefined);
  return leaks.length === 0
    ? undefined
    : `error: Leaks detected:\n${leaks.join("\n")}`;
}

function told(
  calls: string[],
  call: string,
  one: string,
  many: string,
): string | undefined {
  const count = calls.filter((other) => other === call).length;
  if (count === 0) return undefined;
  const what = count === 1 ? one : `${count} ${many} were`;
  return `  - ${what} started in this test, but never completed. This is often caused by not calling \`${call}\`.`;
}

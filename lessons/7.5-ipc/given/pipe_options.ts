import { delay } from "@std/async";

/** Options for `ChildPipe`. */
export interface ChildPipeOptions {
  /**
   * Which way messages go. A pipe that is not asked for is never made: the
   * child finds /dev/null in its place. @default {"both"}
   */
  direction?: "to child" | "from child" | "both";
  /** The program's arguments. */
  args?: string[];
  /**
   * How long, in milliseconds, a child has to end once this is disposed of.
   * Then it is killed. @default {1_000}
   */
  grace?: number;
}

/** Calls `body` after `ms` milliseconds, unless disposed of before. */
export function onTimeout(ms: number, body: () => void): Disposable {
  const over = new AbortController();
  delay(ms, over).then(body, () => {});
  return { [Symbol.dispose]: () => over.abort() };
}

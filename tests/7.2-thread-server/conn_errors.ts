import type { Id } from "./misconceptions.ts";

/** Whether an error tells that a connection has ended, on one side or both. */
export function isEnd(error: unknown): boolean {
  const { BadResource, BrokenPipe, Interrupted } = Deno.errors;
  return [BadResource, BrokenPipe, Interrupted].some((end) =>
    error instanceof end
  );
}

/** Whether it is an Error of no particular kind, such as no engine throws. */
export function isPlain(error: unknown): boolean {
  return error instanceof Error && error.constructor === Error;
}

/** What an error of the engine itself shows. */
export function broken(error: unknown): Id | undefined {
  const text = String(error);
  if (text.includes("offset is out of bounds")) return "overruns-the-array";
  return /duplicate ArrayBuffer|detached/.test(text)
    ? "collects-the-unread"
    : undefined;
}

/** An error, and the learner's line that it came from. */
export function told(error: unknown): string {
  const stack = error instanceof Error ? error.stack ?? "" : "";
  const place = stack.match(/lessons\/7\.2[\w-]*\/(?!given)[\w.]+:\d+/)?.[0];
  return `${error}${place === undefined ? "" : ` (${place})`}`;
}

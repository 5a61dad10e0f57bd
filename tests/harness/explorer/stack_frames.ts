const HERE = new URL(".", import.meta.url).href;

/** A line of a stack. */
export interface StackFrame {
  /** The module's address. */
  url: string;
  row: string;
}

/** What a stack has outside of the explorer, the innermost frame first. */
export function* framesIn(stack: string): Iterable<StackFrame> {
  for (const line of stack.split("\n")) {
    const [, url, row] = line.match(/(file:.*?):(\d+):\d+\)?$/) ?? [];
    if (url === undefined || row === undefined || url.startsWith(HERE)) {
      continue;
    }
    yield { url, row };
  }
}

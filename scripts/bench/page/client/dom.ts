/**
 * What the page's script uses of the browser. Deno's types know no documents,
 * and the types that do would change those of the whole course.
 */
export interface Element {
  readonly dataset: Record<string, string | undefined>;
  readonly textContent: string | null;
}

/** Part of the browser's `window`. */
export interface Page {
  document: {
    querySelector(selector: string): Element | null;
    querySelectorAll(selector: string): Iterable<Element>;
  };
  matchMedia(query: string): {
    readonly matches: boolean;
    addEventListener(type: "change", listener: () => void): void;
  };
  addEventListener(type: "resize", listener: () => void): void;
}

/** The browser's window. */
export const page = globalThis as unknown as Page;

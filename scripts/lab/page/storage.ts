import "./dom.ts";

/** Told once that something is not kept. */
let onLoss = (): void => {};

/** Calls `tell` once when something cannot be kept, or already could not be. */
export function whenNotKept(tell: () => void): void {
  onLoss = tell;
  if (browserStorage.isLossy || tabStorage.isLossy) tell();
}

/**
 * What a browser keeps. Where it refuses, or has no more room, texts stay for as
 * long as the page is open.
 */
class Storage {
  readonly #area: () => globalThis.Storage;
  /** What could not be kept; `undefined` where it was removed. */
  readonly #unkept = new Map<string, string | undefined>();

  /** @param area Reading the global itself throws where storage is forbidden. */
  constructor(area: () => globalThis.Storage) {
    this.#area = area;
  }

  /** Whether something is not kept. */
  get isLossy(): boolean {
    return this.#unkept.size > 0;
  }

  get(key: string): string | undefined {
    if (this.#unkept.has(key)) return this.#unkept.get(key);
    try {
      return this.#area().getItem(key) ?? undefined;
    } catch {
      return undefined;
    }
  }

  /** What is there as JSON; `otherwise` where nothing is, or something else. */
  json<T>(key: string, otherwise: T): T {
    try {
      return JSON.parse(this.get(key) ?? "") ?? otherwise;
    } catch {
      return otherwise;
    }
  }

  /** Keeps a text, if there is room; says whether. */
  keep(key: string, text: string): boolean {
    try {
      this.#area().setItem(key, text);
      this.#unkept.delete(key);
      return true;
    } catch {
      return false;
    }
  }

  /** Keeps a text in the browser or, if need be, in the page. */
  set(key: string, text: string): void {
    if (this.keep(key, text)) return;
    this.#unkept.set(key, text);
    onLoss();
  }

  remove(key: string): void {
    try {
      this.#area().removeItem(key);
      this.#unkept.delete(key);
    } catch {
      this.#unkept.set(key, undefined);
    }
  }
}

/** What stays when the browser is closed; all tabs share it. */
export const browserStorage = new Storage(() => localStorage);

/** What a tab keeps for itself. */
export const tabStorage = new Storage(() => sessionStorage);

import type { SourceFiles } from "../../site.ts";
import { browserStorage } from "../storage.ts";
import { keep } from "./kept.ts";

/** Where a learner's texts are kept. */
export interface Store {
  load(path: string): string | undefined;
  save(path: string, text: string): void;
  /** Calls `listener` on what others save, until what is returned is called. */
  onOthers?(listener: (path: string) => void): () => void;
}

const FILE_KEY = "lab.file:";

/** Keeps texts in this browser. */
export const browserStore: Store = {
  load: (path) => browserStorage.get(FILE_KEY + path),
  save: (path, text) => browserStorage.set(FILE_KEY + path, text),
  // Another tab has the same text, and shows and checks it, too.
  onOthers(listener) {
    const hear = ({ key }: StorageEvent) => {
      if (key?.startsWith(FILE_KEY)) listener(key.slice(FILE_KEY.length));
    };
    addEventListener("storage", hear);
    return () => removeEventListener("storage", hear);
  },
};

/** Keeps texts for as long as the page is shown. */
export function memoryStore(files: Readonly<Record<string, string>>): Store {
  const texts = new Map(Object.entries(files));
  return {
    load: (path) => texts.get(path),
    save: (path, text) => void texts.set(path, text),
  };
}

/** Told of a text that has changed, and whether in the editor or elsewhere. */
export type ChangeListener = (path: string, elsewhere: boolean) => void;

/** The files of a lesson as the learner has them, and what is there to read. */
export class Workspace {
  /** The folder below `lessons/` whose files go without its name. */
  readonly folder: string;
  readonly #sources: SourceFiles;
  readonly #store: Store;
  readonly #listeners = new Set<ChangeListener>();

  constructor(folder: string, sources: SourceFiles, store: Store) {
    this.folder = folder;
    this.#sources = sources;
    this.#store = store;
  }

  /** The files that the learner writes. */
  get own(): string[] {
    return Object.keys(this.#sources.starters);
  }

  /** All files that can be shown. */
  get all(): string[] {
    return [...this.own, ...Object.keys(this.#sources.given)];
  }

  isOwn(path: string): boolean {
    return path in this.#sources.starters;
  }

  has(path: string): boolean {
    return this.isOwn(path) || path in this.#sources.given;
  }

  read(path: string): string {
    const { starters, given } = this.#sources;
    const starter = starters[path];
    return starter === undefined
      ? given[path] ?? ""
      : this.#store.load(path) ?? starter;
  }

  write(path: string, text: string): void {
    if (!this.isOwn(path) || this.read(path) === text) return;
    this.#store.save(path, text);
    for (const listener of this.#listeners) listener(path, false);
  }

  /** The starter comes back; what was there is kept. */
  reset(path: string): void {
    this.replace(path, this.#sources.starters[path] ?? "", "reset");
  }

  /** Another text comes into the editor; what was there is kept. */
  replace(path: string, text: string, why: string): void {
    const before = this.read(path);
    if (before === text) return;
    keep(path, before, why);
    this.#store.save(path, text);
    this.changedElsewhere(path);
  }

  /** Tells the editor that a text has changed without it. */
  changedElsewhere(path: string): void {
    for (const listener of this.#listeners) listener(path, true);
  }

  /** Whether the learner has changed a file. */
  isChanged(path: string): boolean {
    return this.isOwn(path) &&
      this.read(path) !== this.#sources.starters[path];
  }

  /** The learner's files. */
  texts(): Record<string, string> {
    return Object.fromEntries(this.own.map((path) => [path, this.read(path)]));
  }

  /** Calls `listener` until what is returned is called. */
  onChange(listener: ChangeListener): () => void {
    this.#listeners.add(listener);
    const forget = this.#store.onOthers?.((path) => {
      if (this.isOwn(path)) listener(path, true);
    });
    return () => {
      this.#listeners.delete(listener);
      forget?.();
    };
  }
}

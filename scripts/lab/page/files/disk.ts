import "../dom.ts";
import type {
  Conflict,
  LabEvent,
  LabState,
  LearnerFile,
} from "../../server/api.ts";
import type { LabClient } from "../../server/client.ts";
import type { Store } from "./workspace.ts";

/** How long after the last key a file is written, in milliseconds. */
const PAUSE = 400;

/** A file as the page has it, and the version on disk that it comes from. */
interface Open {
  text: string;
  /** What is on disk, as far as the page knows. */
  saved: string;
  version: string | null;
  timer?: ReturnType<typeof setTimeout>;
  conflict?: Conflict;
}

/** What the page must know of the files on disk. */
export interface DiskListener {
  /** A text has changed on disk, and is another one now. */
  onChange(path: string): void;
  /** Both have changed. Nothing is lost: a person decides. */
  onConflict(conflict: Conflict): void;
  /** The server is gone, or there again. */
  onConnected(isConnected: boolean): void;
}

/** The learner's files on this machine, both ways. */
export class Disk implements Store {
  readonly client: LabClient;
  readonly #listener: DiskListener;
  readonly #files = new Map<string, Open>();
  readonly #others = new Set<(event: LabEvent) => void>();

  constructor(client: LabClient, listener: DiskListener) {
    this.client = client;
    this.#listener = listener;
  }

  state(): Promise<LabState> {
    return this.client.state();
  }

  /** One more hint of a step is shown, also by `deno task hint`. */
  async hint(step: string): Promise<void> {
    await this.client.hint(step);
  }

  /** Calls `listener` on what happens until what is returned is called. */
  onEvent(listener: (event: LabEvent) => void): () => void {
    this.#others.add(listener);
    return () => this.#others.delete(listener);
  }

  /** Reads a lesson's files, so that they can be had at once. */
  async read(lesson: string): Promise<void> {
    for (const file of await this.client.files(lesson)) this.#opened(file);
  }

  load(path: string): string | undefined {
    return this.#files.get(path)?.text;
  }

  save(path: string, text: string): void {
    const file = this.#files.get(path) ??
      { text, saved: "", version: null };
    file.text = text;
    this.#files.set(path, file);
    clearTimeout(file.timer);
    if (file.conflict !== undefined) return;
    file.timer = setTimeout(() => void this.#write(path), PAUSE);
  }

  /** Ends a conflict with the text that a person has chosen. */
  async settle({ path, disk }: Conflict, text: string): Promise<void> {
    const file = this.#files.get(path);
    if (file === undefined) return;
    delete file.conflict;
    file.version = disk?.version ?? null;
    file.saved = disk?.text ?? "";
    file.text = text;
    this.#listener.onChange(path);
    if (text !== disk?.text) await this.#write(path);
  }

  /** Listens to the server for as long as the page is open. */
  async listen(): Promise<void> {
    for (;;) {
      try {
        for await (const event of this.client.events()) {
          this.#listener.onConnected(true);
          for (const other of this.#others) other(event);
          if (event.type === "file") await this.#changedOnDisk(event.path);
        }
      } catch {
        // The server has ended, or is not there yet.
      }
      this.#listener.onConnected(false);
      await new Promise((resolve) => setTimeout(resolve, 1_000));
    }
  }

  async #write(path: string): Promise<void> {
    const file = this.#files.get(path);
    if (file === undefined || file.text === file.saved) return;
    const { text, version } = file;
    const answer = await this.client.write({ path, text, version });
    if ("backup" in answer) {
      if (answer.disk?.text === text) this.#opened({ path, ...answer.disk });
      else this.#conflict(file, answer);
      return;
    }
    file.version = answer.version;
    file.saved = text;
  }

  async #changedOnDisk(path: string): Promise<void> {
    const file = this.#files.get(path);
    if (file === undefined || file.conflict !== undefined) return;
    const onDisk = await this.client.file(path);
    if (onDisk.version === file.version) return;
    if (file.text !== file.saved) {
      clearTimeout(file.timer);
      await this.#write(path);
      return;
    }
    this.#opened(onDisk);
    this.#listener.onChange(path);
  }

  #conflict(file: Open, conflict: Conflict): void {
    file.conflict = conflict;
    this.#listener.onConflict(conflict);
  }

  #opened(
    { path, text, version }: Pick<LearnerFile, "path" | "text" | "version">,
  ): void {
    const file = this.#files.get(path);
    // What is not written yet stays: writing it will tell of the conflict.
    if (file !== undefined && file.text !== file.saved && file.text !== text) {
      return;
    }
    this.#files.set(path, { text, saved: text, version });
  }
}

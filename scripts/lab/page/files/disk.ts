import "../dom.ts";
import type {
  Conflict,
  LabEvent,
  LabState,
  LearnerFile,
} from "../../server/api.ts";
import type { LabClient } from "../../server/client.ts";
import type { CourseLesson } from "../../site.ts";
import { drafts } from "./drafts.ts";
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
  /** Ends when nothing more is asked of the server about it. */
  turn: Promise<void>;
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
  #state: LabState | undefined;
  #lastRun: LabEvent[] = [];

  constructor(client: LabClient, listener: DiskListener) {
    this.client = client;
    this.#listener = listener;
  }

  /** What the learner has reached, once the server has told it. */
  get state(): LabState | undefined {
    return this.#state;
  }

  /** What has happened in the run that was begun last. */
  get lastRun(): readonly LabEvent[] {
    return this.#lastRun;
  }

  /** Paths of files whose text is not on disk yet. */
  get unsaved(): string[] {
    return [...this.#files].filter(([, { text, saved }]) => text !== saved)
      .map(([path]) => path);
  }

  /** One more hint of a step is shown, also by `deno task hint`. */
  async hint(step: string): Promise<void> {
    await this.client.hint(step);
  }

  /** Runs the tests of a lesson, or of a step, on what is in the page. */
  async run(lesson: string, step?: string): Promise<void> {
    await this.flush();
    await this.client.run(lesson, step);
  }

  /**
   * Puts starters back; the server keeps a copy of what was there.
   *
   * @param paths From the course's folder.
   * @returns Where the copy lies.
   */
  async reset(
    { number, folder }: CourseLesson,
    paths: readonly string[],
  ): Promise<string | null> {
    await this.flush();
    const files = paths.map((path) =>
      path.replace(`lessons/${folder}/`, "").replace(/^lessons\//, "../")
    );
    const { backup } = await this.client.reset(number, files);
    await Promise.all(paths.map((path) => this.#changedOnDisk(path)));
    return backup;
  }

  /** Calls `listener` on what happens until what is returned is called. */
  onEvent(listener: (event: LabEvent) => void): () => void {
    this.#others.add(listener);
    return () => this.#others.delete(listener);
  }

  /** Reads a lesson's files, so that they can be had at once. */
  async read(lesson: string): Promise<void> {
    this.#state ??= await this.client.state();
    for (const file of await this.client.files(lesson)) this.#opened(file);
  }

  load(path: string): string | undefined {
    return this.#files.get(path)?.text;
  }

  save(path: string, text: string): void {
    const file = this.#files.get(path) ??
      { text, saved: "", version: null, turn: Promise.resolve() };
    file.text = text;
    this.#files.set(path, file);
    drafts.save(path, { text, version: file.version });
    clearTimeout(file.timer);
    if (file.conflict !== undefined) return;
    file.timer = setTimeout(() => void this.#write(path), PAUSE);
  }

  /** Writes what is not written yet. */
  async flush(): Promise<void> {
    await Promise.all(this.unsaved.map((path) => this.#write(path)));
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
    else drafts.remove(path);
  }

  /** Listens to the server for as long as the page is open. */
  async listen(): Promise<void> {
    for (let isNew = true;; isNew = true) {
      try {
        for await (const event of this.client.events()) {
          if (isNew) {
            this.#listener.onConnected(true);
            // What changed on either side while they did not hear each other.
            for (const path of this.#files.keys()) {
              void this.#changedOnDisk(path);
            }
          }
          isNew = false;
          this.#take(event);
        }
      } catch {
        // The server has ended, or is not there yet.
      }
      this.#listener.onConnected(false);
      await new Promise((resolve) => setTimeout(resolve, 1_000));
    }
  }

  #take(event: LabEvent): void {
    if (event.type === "state") this.#state = event.state;
    else if (event.type === "file") void this.#changedOnDisk(event.path);
    else if (event.type === "run") this.#lastRun = [event];
    else this.#lastRun.push(event);
    for (const other of this.#others) other(event);
  }

  #write(path: string): Promise<void> {
    return this.#inTurn(path, (file) => this.#writeNow(path, file));
  }

  #changedOnDisk(path: string): Promise<void> {
    return this.#inTurn(path, async (file) => {
      if (file.conflict !== undefined) return;
      const onDisk = await this.client.file(path);
      // It is written over the version that the page knew, or is a conflict.
      if (file.text !== file.saved) return await this.#writeNow(path, file);
      if (onDisk.version === file.version) return;
      this.#opened(onDisk);
      this.#listener.onChange(path);
    });
  }

  /**
   * Asks one thing after another about a file: the answer to an earlier question
   * must not overtake what was written since. Without a server, nothing happens;
   * it is asked again once there is one.
   */
  #inTurn(path: string, ask: (file: Open) => Promise<void>): Promise<void> {
    const file = this.#files.get(path);
    if (file === undefined) return Promise.resolve();
    return file.turn = file.turn.then(() => ask(file)).catch(() => {});
  }

  async #writeNow(path: string, file: Open): Promise<void> {
    clearTimeout(file.timer);
    if (file.text === file.saved || file.conflict !== undefined) return;
    const { text, version } = file;
    const answer = await this.client.write({ path, text, version });
    if ("backup" in answer) {
      file.conflict = answer;
      this.#listener.onConflict(answer);
      return;
    }
    file.version = answer.version;
    file.saved = text;
    if (file.text === text) drafts.remove(path);
    else drafts.save(path, file);
  }

  #opened(
    { path, text, version }: Pick<LearnerFile, "path" | "text" | "version">,
  ): void {
    const file = this.#files.get(path);
    // What is not written yet stays: writing it will tell of the conflict.
    if (file !== undefined && file.text !== file.saved && file.text !== text) {
      return;
    }
    const draft = file === undefined ? drafts.load(path) : undefined;
    const turn = file?.turn ?? Promise.resolve();
    if (draft === undefined || draft.text === text) {
      this.#files.set(path, { text, saved: text, version, turn });
      return;
    }
    // Typed when the page was open last, and never written.
    this.#files.set(path, { ...draft, saved: text, turn });
    void this.#write(path);
  }
}

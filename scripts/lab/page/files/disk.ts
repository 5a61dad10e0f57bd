import "../dom.ts";
import type { Conflict, LabEvent, LabState } from "../../server/api.ts";
import type { LabClient } from "../../server/client.ts";
import type { CourseLesson } from "../../site.ts";
import { browserDrafts, type Drafts } from "./drafts.ts";
import { DiskFile, type FileListener } from "./disk_file.ts";
import type { Store } from "./workspace.ts";

/** What the page must know of the files on disk. */
export interface DiskListener extends FileListener {
  /** The server is gone, or there again. */
  onConnected(isConnected: boolean): void;
}

/** The learner's files on this machine, both ways, and what happens there. */
export class Disk implements Store {
  readonly client: LabClient;
  readonly #listener: DiskListener;
  readonly #drafts: Drafts;
  readonly #files = new Map<string, DiskFile>();
  readonly #others = new Set<(event: LabEvent) => void>();
  #state: LabState | undefined;
  #lastRun: LabEvent[] = [];

  constructor(
    client: LabClient,
    listener: DiskListener,
    drafts: Drafts = browserDrafts,
  ) {
    this.client = client;
    this.#listener = listener;
    this.#drafts = drafts;
  }

  /** What the learner has reached, once the server has told it. */
  get state(): LabState | undefined {
    return this.#state;
  }

  /** What has happened in the run that was begun last. */
  get lastRun(): readonly LabEvent[] {
    return this.#lastRun;
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
    await Promise.all(paths.map((path) => this.#files.get(path)?.look()));
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
    for (const file of await this.client.files(lesson)) {
      const known = this.#files.get(file.path);
      if (known === undefined) this.#files.set(file.path, this.#file(file));
    }
  }

  load(path: string): string | undefined {
    return this.#files.get(path)?.text;
  }

  save(path: string, text: string): void {
    const file = this.#files.get(path) ??
      this.#file({ path, text: "", version: null });
    this.#files.set(path, file);
    file.edit(text);
  }

  /** Writes what is not written yet. */
  async flush(): Promise<void> {
    await Promise.all([...this.#files.values()].map((file) => file.write()));
  }

  /** Ends a conflict with the text that a person has chosen. */
  async settle(conflict: Conflict, text: string): Promise<void> {
    await this.#files.get(conflict.path)?.settle(conflict, text);
  }

  /** Listens to the server for as long as the page is open. */
  async listen(): Promise<void> {
    for (;;) {
      try {
        let isNew = true;
        for await (const event of this.client.events()) {
          if (isNew) this.#connected();
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

  #connected(): void {
    this.#listener.onConnected(true);
    // What changed on either side while they did not hear each other.
    for (const file of this.#files.values()) void file.look();
  }

  #take(event: LabEvent): void {
    if (event.type === "state") this.#state = event.state;
    else if (event.type === "file") void this.#files.get(event.path)?.look();
    else if (event.type === "run") this.#lastRun = [event];
    else this.#lastRun.push(event);
    for (const other of this.#others) other(event);
  }

  #file(file: ConstructorParameters<typeof DiskFile>[1]): DiskFile {
    const [client, listener, drafts] = [
      this.client,
      this.#listener,
      this.#drafts,
    ];
    return new DiskFile({ client, listener, drafts }, file);
  }
}

import "../dom.ts";
import type { Conflict, LearnerFile } from "../../server/api.ts";
import type { LabClient } from "../../server/client.ts";
import type { Drafts } from "./drafts.ts";

/** How long after the last key a file is written, in milliseconds. */
const PAUSE = 400;

/** What the page must know of a file on disk. */
export interface FileListener {
  /** A text has changed on disk, and is another one now. */
  onChange(path: string): void;
  /** Both have changed. Nothing is lost: a person decides. */
  onConflict(conflict: Conflict): void;
}

/** What a file on disk needs. */
export interface FileHost {
  client: LabClient;
  listener: FileListener;
  drafts: Drafts;
}

/** A file as the page has it, and what it knows of the one on disk. */
export class DiskFile {
  readonly #path: string;
  readonly #client: LabClient;
  readonly #listener: FileListener;
  readonly #drafts: Drafts;
  #text: string;
  /** What is on disk, as far as the page knows. */
  #saved: string;
  /** The version that the text comes from; `null` where there was none. */
  #version: string | null;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #conflict: Conflict | undefined;
  /** Ends when nothing more is asked of the server about it. */
  #turn: Promise<void> = Promise.resolve();

  constructor(
    { client, listener, drafts }: FileHost,
    { path, text, version }: Pick<LearnerFile, "path" | "text"> & {
      version: string | null;
    },
  ) {
    this.#path = path;
    this.#client = client;
    this.#listener = listener;
    this.#drafts = drafts;
    this.#text = this.#saved = text;
    this.#version = version;
    // Typed when the page was open last, and never written.
    const draft = drafts.get(path);
    if (draft === undefined || draft.text === text) return;
    this.#text = draft.text;
    this.#version = draft.version;
    void this.write();
  }

  get text(): string {
    return this.#text;
  }

  /** Whether the text is on disk. */
  get isSaved(): boolean {
    return this.#text === this.#saved;
  }

  /** Another text was typed: it is written after a pause. */
  edit(text: string): void {
    this.#text = text;
    this.#keepDraft();
    clearTimeout(this.#timer);
    if (this.#conflict !== undefined) return;
    this.#timer = setTimeout(() => void this.write(), PAUSE);
  }

  /** Writes the text, if it is not on disk. */
  write(): Promise<void> {
    return this.#inTurn(() => this.#write());
  }

  /** Looks whether the file is another one on disk. */
  look(): Promise<void> {
    return this.#inTurn(async () => {
      if (this.#conflict !== undefined) return;
      const onDisk = await this.#client.file(this.#path);
      // It is written over the version that it comes from, or is a conflict.
      if (!this.isSaved) return await this.#write();
      if (onDisk.version === this.#version) return;
      this.#text = this.#saved = onDisk.text;
      this.#version = onDisk.version;
      this.#listener.onChange(this.#path);
    });
  }

  /** Ends a conflict with the text that a person has chosen. */
  async settle({ disk }: Conflict, text: string): Promise<void> {
    this.#conflict = undefined;
    this.#version = disk?.version ?? null;
    this.#saved = disk?.text ?? "";
    this.#text = text;
    this.#keepDraft();
    this.#listener.onChange(this.#path);
    await this.write();
  }

  /**
   * Asks one thing after another: the answer to an earlier question must not
   * overtake what was written since. Without a server nothing happens, and it is
   * asked again once there is one.
   */
  #inTurn(ask: () => Promise<void>): Promise<void> {
    return this.#turn = this.#turn.then(ask).catch(() => {});
  }

  async #write(): Promise<void> {
    clearTimeout(this.#timer);
    if (this.isSaved || this.#conflict !== undefined) return;
    const path = this.#path;
    const [text, version] = [this.#text, this.#version];
    const answer = await this.#client.write({ path, text, version });
    if ("backup" in answer) {
      this.#conflict = answer;
      this.#listener.onConflict(answer);
      return;
    }
    this.#version = answer.version;
    this.#saved = text;
    this.#keepDraft();
  }

  #keepDraft(): void {
    const [text, version] = [this.#text, this.#version];
    if (this.isSaved) this.#drafts.delete(this.#path);
    else this.#drafts.set(this.#path, { text, version });
  }
}

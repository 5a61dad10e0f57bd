import type { PlainPath } from "../paths/plain_path.ts";
import { Findings } from "../report/findings.ts";
import type { Finding } from "../report/report.ts";
import { MEGABYTE } from "../sandbox/limits.ts";
import { type Entries, type Entry, MOST_ENTRIES } from "./entries.ts";
import { Layout, type Wanted } from "./layout.ts";

/** The files of a submission that were read, by their paths in the course. */
export interface Tree {
  files: Map<PlainPath, Uint8Array>;
  /** What was left out. */
  findings: Finding[];
  /** Names at its top, to say what there was instead of a lesson. */
  found: string[];
  /** Why it could not be read to its end. */
  problem?: string;
}

/** No file of a lesson comes near it, in bytes. */
export const LARGEST_FILE = MEGABYTE / 4;

/** Nor do all of a submission's files together. */
export const LARGEST_TREE = 8 * MEGABYTE;

/** More files than any lesson has. */
export const MOST_FILES = 500;

/** Reads what is wanted of a submission, within bounds. */
export async function readTree(
  entries: Entries,
  wanted: Wanted,
): Promise<Tree> {
  const tree = new TreeBuilder(wanted);
  let problem: string | undefined;
  for (const pass of ["see", "take"] as const) {
    try {
      await eachOf(entries, (entry) => tree[pass](entry));
    } catch (error) {
      problem = error instanceof Error ? error.message : String(error);
      tree.leaveOut(".", `It cannot be read to its end (${problem})`);
    }
  }
  return { ...tree.build(), ...(problem === undefined ? {} : { problem }) };
}

async function eachOf(
  entries: Entries,
  take: (entry: Entry) => void | Promise<void>,
): Promise<void> {
  let count = 0;
  for await (const entry of entries()) {
    if (++count > MOST_ENTRIES) {
      throw new Error(`there are more than ${MOST_ENTRIES} files`);
    }
    await take(entry);
  }
}

class TreeBuilder {
  readonly #files = new Map<PlainPath, Uint8Array>();
  readonly #folders = new Set<string>();
  readonly #findings = new Findings();
  readonly #layout: Layout;
  #bytes = 0;

  constructor(wanted: Wanted) {
    this.#layout = new Layout(wanted);
  }

  /** Notes something that is left out. */
  leaveOut(path: string, why: string): void {
    this.#findings.add({ path, message: `${why}; it was left out.` });
  }

  see({ name }: Entry): void {
    this.#layout.see(name);
  }

  async take(entry: Entry): Promise<void> {
    const place = this.#layout.place(entry.name);
    if (place === undefined || entry.kind === "folder") return;
    if ("problem" in place) return this.leaveOut(entry.name, place.problem);
    const { path } = place;
    const why = this.#whyNot(path, entry);
    if (why !== undefined) return this.leaveOut(path, why);
    this.#bytes += entry.size;
    for (let at = path.indexOf("/"); at > 0; at = path.indexOf("/", at + 1)) {
      this.#folders.add(path.slice(0, at));
    }
    this.#files.set(path, await entry.read());
  }

  #whyNot(path: PlainPath, { kind, size }: Entry): string | undefined {
    if (kind === "link") return "It is a link";
    if (kind === "encrypted") return "It is encrypted";
    if (kind !== "file") return "It is no ordinary file";
    if (this.#files.has(path)) return "There is this file twice";
    if (this.#folders.has(path) || this.#isInFile(path)) {
      return "There is a file and a folder of this name";
    }
    if (this.#files.size >= MOST_FILES) {
      return `There are more than ${MOST_FILES} files`;
    }
    if (size > LARGEST_FILE) {
      return `The file is larger than ${LARGEST_FILE / 1024} kB`;
    }
    return this.#bytes + size > LARGEST_TREE
      ? `The submission's files are more than ${LARGEST_TREE / MEGABYTE} MB`
      : undefined;
  }

  #isInFile(path: PlainPath): boolean {
    const parts = path.split("/");
    return parts.some((_, index) =>
      this.#files.has(parts.slice(0, index).join("/") as PlainPath)
    );
  }

  build(): Tree {
    return {
      files: new Map([...this.#files].sort(([a], [b]) => a < b ? -1 : 1)),
      findings: this.#findings.list(),
      found: [...this.#layout.found],
    };
  }
}

import type { Finding } from "../report/report.ts";
import { MEGABYTE } from "../sandbox/limits.ts";

/** The files of a submission that were read, by their paths in it. */
export interface Tree {
  files: Map<string, Uint8Array>;
  /** What was left out. */
  findings: Finding[];
}

/** A submission, read when it is its turn. */
export interface Submission {
  name: string;
  /** Reads the files below one of these folders, and files with these names. */
  read(wanted: readonly string[]): Promise<Tree>;
}

/** No file of a lesson comes near it, in bytes. */
export const LARGEST_FILE = MEGABYTE / 4;

/** Nor do all of a submission's files together. */
export const LARGEST_TREE = 8 * MEGABYTE;

/** How many entries an archive or a folder may have that are looked at. */
export const MOST_ENTRIES = 20_000;

/** How much an archive may unpack to, in bytes, before the rest is left. */
export const LARGEST_ARCHIVE = 256 * MEGABYTE;

/** Whether a path is one of these, or below one of these. */
export function isWanted(path: string, wanted: readonly string[]): boolean {
  return wanted.some((one) => path === one || path.startsWith(`${one}/`));
}

/** Puts a tree together within the bounds, whatever it is read from. */
export class TreeBuilder {
  readonly #files = new Map<string, Uint8Array>();
  readonly #findings: Finding[] = [];
  #bytes = 0;

  /** Notes something that is left out. */
  leaveOut(path: string, why: string): void {
    this.#findings.push({ path, message: `${why}; it was left out.` });
  }

  /** Whether a file of this size is read; says so in the findings if not. */
  admits(path: string, size: number): boolean {
    if (size > LARGEST_FILE) {
      this.leaveOut(
        path,
        `The file is larger than ${LARGEST_FILE / 1024} kB`,
      );
      return false;
    }
    if (this.#bytes + size > LARGEST_TREE) {
      this.leaveOut(
        path,
        `The submission's files are more than ${LARGEST_TREE / MEGABYTE} MB`,
      );
      return false;
    }
    this.#bytes += size;
    return true;
  }

  add(path: string, bytes: Uint8Array): void {
    if (this.#files.has(path)) {
      this.leaveOut(path, "The archive has this file twice");
    } else this.#files.set(path, bytes);
  }

  build(): Tree {
    return {
      files: new Map(
        [...this.#files].sort(([a], [b]) => a < b ? -1 : 1),
      ),
      findings: this.#findings,
    };
  }
}

import type { Entries, Entry } from "./entries.ts";
import { folderEntries } from "./folder.ts";
import type { Wanted } from "./layout.ts";
import type { Submission } from "./submission.ts";
import { tarEntries } from "./tar.ts";
import { readTree, type Tree } from "./tree.ts";
import { zipEntries } from "./zip.ts";

/** Reads what is wanted of a submission, and never more than that. */
export async function readSubmission(
  { kind, path }: Submission,
  wanted: Wanted,
): Promise<Tree> {
  const open: Record<Submission["kind"], (path: string) => Entries> = {
    folder: folderEntries,
    zip: zipEntries,
    tar: tarEntries,
    other: () => unreadable,
  };
  return await readTree(open[kind](path), wanted);
}

async function* unreadable(): AsyncGenerator<Entry> {
  yield* await Promise.reject<Entry[]>(
    new Error("it is no folder, .zip, .tar or .tar.gz"),
  );
}

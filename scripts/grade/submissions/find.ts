import { join, resolve } from "node:path";
import { UsageError } from "../../terminal/errors.ts";
import type { Submission } from "./submission.ts";

const ARCHIVE = /\.(?:zip|tar|tar\.gz|tgz)$/i;

/** What somebody handed in and cannot be read here. */
const UNREADABLE =
  /\.(?:rar|7z|gz|bz2|xz|zst|lz4?|lzma|tbz2?|txz|z|cab|iso|dmg|arj|ace|egg|alz|part|crdownload|m?[jt]sx?)$/i;

/**
 * The submissions in a folder, in order of their names: folders, `.zip`, `.tar`
 * and `.tar.gz`, and what was meant to be one.
 *
 * @param leftOut Takes the names of other files, which are none.
 * @throws {UsageError} If there is no such folder, or nothing in it.
 */
export async function findSubmissions(
  folder: string,
  leftOut: string[] = [],
): Promise<Submission[]> {
  const found: Submission[] = [];
  for (const { name, isDirectory, isFile } of await entriesOf(folder)) {
    if (name.startsWith(".") || name === "__MACOSX") continue;
    const path = resolve(join(folder, name));
    const short = name.replace(ARCHIVE, "");
    if (isDirectory) found.push({ name, kind: "folder", path });
    else if (isFile && short !== name && short !== "") {
      const kind = /\.zip$/i.test(name) ? "zip" : "tar";
      found.push({ name: short, kind, path });
    } else if (isFile && UNREADABLE.test(name)) {
      found.push({ name, kind: "other", path });
    } else leftOut.push(name);
  }
  if (found.length === 0) {
    throw new UsageError(
      `Cannot grade ${folder} as it holds no folder, .zip or .tar.gz.`,
    );
  }
  return uniquely(found).sort((a, b) => a.name < b.name ? -1 : 1);
}

async function entriesOf(folder: string): Promise<Deno.DirEntry[]> {
  try {
    const entries = await Array.fromAsync(Deno.readDir(folder));
    return entries.sort((a, b) => a.name < b.name ? -1 : 1);
  } catch (error) {
    const why = error instanceof Deno.errors.NotFound
      ? "there is no such folder"
      : error instanceof Deno.errors.NotADirectory
      ? "it is no folder"
      : error instanceof Deno.errors.PermissionDenied
      ? "it cannot be read"
      : undefined;
    if (why === undefined) throw error;
    throw new UsageError(
      `Cannot grade ${folder} as ${why}: give --submissions the folder that holds them.`,
    );
  }
}

/** `ada` and `ada.zip` are two submissions, and so are names that look alike. */
function uniquely(submissions: Submission[]): Submission[] {
  const seen = new Set<string>();
  return submissions.map((submission) => {
    let { name } = submission;
    for (let count = 2; seen.has(lookOf(name)); count++) {
      name = `${submission.name} (${count})`;
    }
    seen.add(lookOf(name));
    return { ...submission, name };
  });
}

/** What a reader sees of a name. */
function lookOf(name: string): string {
  return name.normalize("NFKC").replaceAll(/[\p{DI}\p{Cf}\p{Cc}]/gu, "")
    .replaceAll(/\s+/gu, " ").trim();
}

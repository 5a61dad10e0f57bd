import { join } from "node:path";
import { UsageError } from "../../terminal/errors.ts";
import { folderSubmission } from "./folder.ts";
import { tarSubmission } from "./tar.ts";
import type { Submission } from "./tree.ts";
import { zipSubmission } from "./zip.ts";

/**
 * The submissions in a folder, in order of their names: folders, `.zip` and
 * `.tar.gz`.
 *
 * @param leftOut Takes the names of other files, which are none.
 * @throws {UsageError} If there is no such folder, or nothing in it.
 */
export async function findSubmissions(
  folder: string,
  leftOut: string[] = [],
): Promise<Submission[]> {
  const found: Submission[] = [];
  const path = (name: string) => join(folder, name);
  try {
    const entries = await Array.fromAsync(Deno.readDir(folder));
    entries.sort((a, b) => a.name < b.name ? -1 : 1);
    for (const { name, isDirectory, isFile } of entries) {
      if (name.startsWith(".") || name === "__MACOSX") continue;
      if (isDirectory) found.push(folderSubmission(name, path(name)));
      else if (isFile && /\.zip$/i.test(name)) {
        found.push(zipSubmission(name.slice(0, -4), path(name)));
      } else if (isFile && /\.(tar\.gz|tgz)$/i.test(name)) {
        const short = name.replace(/\.(tar\.gz|tgz)$/i, "");
        found.push(tarSubmission(short, path(name)));
      } else leftOut.push(name);
    }
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
  if (found.length === 0) {
    throw new UsageError(
      `Cannot grade ${folder} as it holds no folder, .zip or .tar.gz.`,
    );
  }
  return uniquely(found).sort((a, b) => a.name < b.name ? -1 : 1);
}

/** `ada` and `ada.zip` are two submissions. */
function uniquely(submissions: Submission[]): Submission[] {
  const seen = new Set<string>();
  return submissions.map((submission) => {
    let { name } = submission;
    for (let count = 2; seen.has(name); count++) {
      name = `${submission.name} (${count})`;
    }
    seen.add(name);
    return { ...submission, name };
  });
}

import { join } from "node:path";
import { UsageError } from "../../terminal/usage_error.ts";
import { folderSubmission } from "./folder.ts";
import { tarSubmission } from "./tar.ts";
import type { Submission } from "./tree.ts";
import { zipSubmission } from "./zip.ts";

/**
 * The submissions in a folder, in order of their names: folders, `.zip` and
 * `.tar.gz`. Other files are none.
 *
 * @throws {UsageError} If there is no such folder, or nothing in it.
 */
export async function findSubmissions(folder: string): Promise<Submission[]> {
  const found: Submission[] = [];
  const path = (name: string) => join(folder, name);
  try {
    for await (const { name, isDirectory, isFile } of Deno.readDir(folder)) {
      if (name.startsWith(".") || name === "__MACOSX") continue;
      if (isDirectory) found.push(folderSubmission(name, path(name)));
      else if (isFile && /\.zip$/i.test(name)) {
        found.push(zipSubmission(name.slice(0, -4), path(name)));
      } else if (isFile && /\.(tar\.gz|tgz)$/i.test(name)) {
        const short = name.replace(/\.(tar\.gz|tgz)$/i, "");
        found.push(tarSubmission(short, path(name)));
      }
    }
  } catch (error) {
    if (!(error instanceof Deno.errors.NotFound)) throw error;
    throw new UsageError(
      `Cannot grade ${folder} as there is no such folder: give --submissions the folder that holds them.`,
    );
  }
  if (found.length === 0) {
    throw new UsageError(
      `Cannot grade ${folder} as it holds no folder, .zip or .tar.gz.`,
    );
  }
  return uniquely(found.sort((a, b) => a.name < b.name ? -1 : 1));
}

/** `ada` and `ada.zip` are two submissions. */
function uniquely(submissions: Submission[]): Submission[] {
  const seen = new Map<string, number>();
  return submissions.map((submission) => {
    const count = (seen.get(submission.name) ?? 0) + 1;
    seen.set(submission.name, count);
    return count === 1
      ? submission
      : { ...submission, name: `${submission.name} (${count})` };
  });
}

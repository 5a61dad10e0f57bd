import { fileURLToPath } from "node:url";
import { UsageError } from "../terminal/errors.ts";

/** Whether a course has solutions: one may be handed out without them. */
export async function hasSolutions(root: URL): Promise<boolean> {
  try {
    return (await Deno.stat(new URL("solutions/", root))).isDirectory;
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return false;
    throw error;
  }
}

/**
 * Makes sure that there are solutions.
 *
 * @param doing What cannot be done without them: `"test the course"`.
 * @throws {UsageError} If there are none.
 */
export async function needSolutions(root: URL, doing: string): Promise<void> {
  if (await hasSolutions(root)) return;
  throw new UsageError(
    `Cannot ${doing} as this copy of the course has no solutions/: that is for those who look after it.`,
  );
}

/**
 * A lesson's files as they came into this Git repository: its starters, in a
 * course without solutions to make them from. None where there is no history.
 */
export async function firstFiles(
  root: URL,
  folder: string,
): Promise<Map<string, string>> {
  const place = `lessons/${folder}/`;
  const came = await git(root, [
    ...["log", "--diff-filter=A", "--format=%H", "--", `${place}lesson.json`],
  ]);
  const commit = came.trim().split("\n").at(-1) ?? "";
  const names = commit === ""
    ? ""
    : await git(root, ["ls-tree", "-rz", "--name-only", commit, "--", place]);
  const paths = names.split("\0").filter((path) => path.startsWith(place));
  return new Map(
    await Promise.all(paths.map(async (path) =>
      [
        path.slice(place.length),
        await git(root, ["show", `${commit}:./${path}`]),
      ] as const
    )),
  );
}

/** What Git prints; nothing where there is no repository, or no Git. */
async function git(root: URL, args: string[]): Promise<string> {
  try {
    const { success, stdout } = await new Deno.Command("git", {
      args,
      cwd: fileURLToPath(root),
      stderr: "null",
    }).output();
    return success ? new TextDecoder().decode(stdout) : "";
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return "";
    throw error;
  }
}

import { fileURLToPath } from "node:url";

/** Fetched when it is needed, and by nobody else. */
const CSPELL = "npm:cspell@10.4.1";

/** What is spelled in English: texts, hints, and the code that learners read. */
const FILES = [
  "*.md",
  "solutions/**/*.{md,json,ts,c,h}",
  "tests/7.*/misconceptions{.ts,/*.ts}",
];

/**
 * Looks for misspelt words in texts, hints and comments. Prints what it finds.
 *
 * @returns Whether there is none.
 */
export async function spelling(
  root: URL,
  { signal }: { signal?: AbortSignal } = {},
): Promise<boolean> {
  const config = fileURLToPath(new URL("./cspell.json", import.meta.url));
  const { success } = await new Deno.Command(Deno.execPath(), {
    args: [
      ...["run", "--no-config", "--allow-all", "--quiet", CSPELL, "lint"],
      ...["--no-progress", "--no-summary", "--config", config],
      ...["--root", fileURLToPath(root), ...FILES],
    ],
    cwd: root,
    signal,
    stdin: "null",
    stdout: "inherit",
    stderr: "inherit",
  }).output();
  return success;
}

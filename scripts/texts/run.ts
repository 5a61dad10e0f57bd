import { fileURLToPath } from "node:url";
import type { Mark } from "./marks.ts";

/** Options of runs. */
export interface RunOptions {
  /** Whether also those marked `once` are run again. */
  again?: boolean;
  signal?: AbortSignal;
}

/** What a mark of the kind `run` wants. */
interface Wanted {
  command: string;
  /** Its output is another each time: it is kept. */
  once: boolean;
}

/**
 * What stands in a text for a mark of the kind `run`: a command of the shell
 * in the course's root, and what it prints.
 *
 * ```md
 * <!-- run "deno run -A lessons/7.3-thread-pool/given/example.ts" -->
 * <!-- run once "cc -o /tmp/race lessons/7.4-locks/c/race.c && /tmp/race" -->
 * ```
 *
 * @throws {SyntaxError} If the mark cannot be read, or the command fails.
 */
export async function run(
  mark: Mark,
  root: URL,
  { again = false, signal }: RunOptions = {},
): Promise<string> {
  const { command, once } = wanted(mark);
  const typed = command.split(" && ").map((line) => `$ ${line}\n`).join("");
  const head = `\`\`\`console\n${typed}`;
  const done = mark.content.startsWith(head) &&
    mark.content !== `${head}\`\`\``;
  if (once && done && !again) return mark.content;
  const { code, stdout } = await new Deno.Command("sh", {
    args: ["-c", `{ ${command} ; } 2>&1`],
    cwd: root,
    env: { NO_COLOR: "1" },
    stdin: "null",
    signal,
  }).output();
  const output = new TextDecoder().decode(stdout)
    .replaceAll(root.href, "").replaceAll(fileURLToPath(root), "");
  // There is no such program here: no C compiler, for example.
  if (code === 127 && done) return mark.content;
  if (code !== 0) {
    throw new SyntaxError(
      `Line ${mark.line} has a command that fails: ${command}\n${output}`,
    );
  }
  return `${head}${output.trimEnd()}\n\`\`\``;
}

function wanted({ argument, line }: Mark): Wanted {
  const [, once, command] = /^(once )?"(.+)"$/.exec(argument) ?? [];
  if (command !== undefined) return { command, once: once !== undefined };
  throw new SyntaxError(
    `Line ${line} is no mark: write <!-- run "COMMAND" -->, or <!-- run once "COMMAND" --> where it prints something else each time.`,
  );
}

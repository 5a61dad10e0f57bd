import type { Part } from "./part.ts";
import { digestOf } from "./run/digest.ts";

/** A lesson of a submission that was graded, as the journal keeps it. */
export interface Entry extends Part {
  /** Stands for all that the result depends on. */
  key: string;
}

/**
 * What was graded so far, one line each, written as each comes out: after an
 * interruption, `--resume` goes on where it stopped.
 */
export class Journal {
  /** Why a result could not be kept, if one could not. */
  problem: string | undefined;
  readonly #file: URL;
  readonly #entries: Map<string, Entry>;

  private constructor(file: URL, entries: Map<string, Entry>) {
    this.#file = file;
    this.#entries = entries;
  }

  /**
   * Opens the journal of the course at `course`; what it holds is forgotten
   * unless `resume`.
   */
  static async open(
    course: URL,
    { resume }: { resume: boolean },
  ): Promise<Journal> {
    const file = new URL(".course/grade.jsonl", course);
    await Deno.mkdir(new URL("./", file), { recursive: true });
    const entries = new Map<string, Entry>();
    if (!resume) await Deno.writeTextFile(file, "");
    else {
      for (const line of (await readIfThere(file)).split("\n")) {
        const entry = parse(line);
        if (entry !== undefined) entries.set(entry.key, entry);
      }
    }
    return new Journal(file, entries);
  }

  /** What is known of a result with this key. */
  find(key: string): Entry | undefined {
    return this.#entries.get(key);
  }

  /** Keeps a result. What the grader could not run is not kept. */
  async add(entry: Entry): Promise<void> {
    if (entry.result.status === "error") return;
    const line = `${JSON.stringify(entry)}\n`;
    try {
      await Deno.writeTextFile(this.#file, line, { append: true });
    } catch (error) {
      // A full disk, say: the grades are worth more than the journal.
      this.problem ??= error instanceof Error ? error.message : String(error);
    }
  }
}

/** A key for a result: of the submission's name and files, tests and limits. */
export async function journalKey(
  name: string,
  files: ReadonlyMap<string, Uint8Array>,
  circumstances: unknown,
): Promise<string> {
  const parts = [JSON.stringify([name, circumstances])];
  for (const [path, bytes] of files) {
    parts.push(path, new TextDecoder().decode(bytes));
  }
  return await digestOf(parts.join("\0"));
}

function parse(line: string): Entry | undefined {
  try {
    return JSON.parse(line);
  } catch {
    // The last line, cut off as it was written.
    return undefined;
  }
}

async function readIfThere(file: URL): Promise<string> {
  try {
    return await Deno.readTextFile(file);
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return "";
    throw error;
  }
}

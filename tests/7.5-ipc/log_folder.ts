import { delay } from "@std/async";
import type { LogProcess } from "../../lessons/7.5-ipc/log_process.ts";
import type { Story } from "../harness/story/story.ts";

/** A folder with a log file that a test has to itself. */
export class LogFolder implements AsyncDisposable {
  readonly path = Deno.makeTempDirSync({ prefix: "test-log-" });
  readonly file = `${this.path}/server.log`;

  /** The lines of the file, each with its line break. */
  lines(): string[] {
    return Deno.readTextFileSync(this.file).match(/[^\n]*\n|[^\n]+$/g) ?? [];
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await Deno.remove(this.path, { recursive: true });
  }
}

/**
 * Fails unless every sender's lines are in the file, whole, once, in order and
 * numbered from 1.
 */
export function logged(
  story: Story,
  folder: LogFolder,
  expected: Record<string, string[]>,
): void {
  const found: Record<string, string[]> = Object.create(null);
  for (const line of folder.lines()) {
    const [, sender = "?", number, text = ""] =
      line.match(/^(\S+) (\d+) (.*)\n$/) ?? [];
    const lines = found[sender] ??= [];
    story.equal(number, `${lines.length + 1}`, {
      what: `the number of the line ${
        JSON.stringify(line)
      }, after ${lines.length} lines of this sender`,
      cause:
        "a line is torn, lost, doubled or out of order. Keep each line until the logger has confirmed it, and let the next logger begin with what the file has.",
    });
    lines.push(text);
  }
  for (
    const sender of new Set([...Object.keys(expected), ...Object.keys(found)])
  ) {
    const want = expected[sender] ?? [];
    const got = found[sender] ?? [];
    story.equal(got.length, want.length, {
      what: `how many lines of ${sender} are in the file`,
      cause: "lines are lost or doubled when a logger ends.",
    });
    story.equal(got, want, {
      what: `the lines of ${sender}`,
      cause: "they were changed on the way.",
    });
  }
}

/** So many lines for a sender to log. */
export const lines = (name: string, count: number) =>
  Array.from(
    { length: count },
    (_, i) => `${name} says ${i} ${"·".repeat(i % 9)}`,
  );

/** Waits until all lines are in the file. */
export async function flushed(story: Story, log: LogProcess): Promise<void> {
  await story.within(log.flush(), {
    expected: "flush() resolves when all lines are in the file",
    got: "it still waits",
    cause:
      "a line was not sent to the logger, the logger does not confirm what it has written, its confirmation drops no line, or a line is not sent again to the logger after one that died.",
  });
}

/**
 * Disposes of a log or a server at the end of a block. A test that has failed
 * does not wait for its end: lines that never come to the file hold it up.
 */
export function ending(story: Story, of: AsyncDisposable): AsyncDisposable {
  return {
    async [Symbol.asyncDispose]() {
      const end = Promise.resolve(of[Symbol.asyncDispose]());
      if (story.failure !== undefined) {
        await Promise.race([end.catch(() => {}), delay(500)]);
        return;
      }
      await story.within(end, {
        expected: "the log ends when all lines are in the file",
        got: "it still waits",
        cause:
          "a line was not written, or the logger's word that it is in the file did not drop it.",
      });
    },
  };
}

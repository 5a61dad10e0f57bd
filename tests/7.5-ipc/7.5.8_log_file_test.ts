import { existsSync } from "node:fs";
import { lessonTest } from "../harness/lesson_test.ts";
import type { Story } from "../harness/story/story.ts";
import { ChildPipe } from "../../lessons/7.5-ipc/pipe.ts";
import { program, text } from "./children.ts";
import { LogFolder } from "./log_folder.ts";
import { type Known, means } from "./misconceptions.ts";

const LOGGER = new URL("../../lessons/7.5-ipc/logger.ts", import.meta.url);
const ON_A_SLOW_DISK = program("short_writes_logger");
const LINE = "a 1 안녕 🙂\n";
const encoder = new TextEncoder();

/** A logger on a file, alone with a test. Disposing of it ends it. */
class Logger implements AsyncDisposable {
  readonly #story: Story;
  readonly #folder = new LogFolder();
  readonly #pipe: ChildPipe;
  constructor(story: Story, before: Uint8Array, program = LOGGER) {
    this.#story = story;
    Deno.writeFileSync(this.#folder.file, before);
    this.#pipe = new ChildPipe(program, { args: [this.#folder.file] });
  }

  /** Its first message. */
  async numbers(): Promise<string> {
    const message = await this.#story.within(this.#pipe.receive(), {
      expected: "the logger tells the last numbers in the file",
      got: "it says nothing",
    });
    return text(message) ?? "nothing: it has ended";
  }

  /** Gives it its only line, and waits for its word that it is in the file. */
  async write(line: string): Promise<void> {
    await this.#pipe.send(line);
    await this.#pipe.closeWrite();
    const message = await this.#story.within(this.#pipe.receive(), {
      expected: "the logger ends when its input has ended",
      got: "it runs on",
    });
    const came = (text(this.file()) ?? "").includes(line);
    this.#story.holds(message !== undefined, {
      expected: "for a line that is in the file, the logger sends a message",
      got: `it sent none; the line is ${came ? "" : "not "}in the file`,
      ...means(came ? "writes-without-confirming" : undefined),
    });
    this.#story.holds(message.length === 0, {
      expected: "that message is empty",
      got: `it is ${JSON.stringify(text(message))}`,
      ...means("confirms-by-a-word"),
    });
  }

  /** Waits until it has said all that it has to say. */
  async end(): Promise<void> {
    while (await this.#pipe.receive() !== undefined);
  }

  /** What is in the file now. */
  file(): Uint8Array {
    return Deno.readFileSync(this.#folder.file);
  }

  /** What was in it on a slow disk when the logger sent its message. */
  confirmed(): Uint8Array {
    return Deno.readFileSync(`${this.#folder.file}.confirmed`);
  }

  /** Whether it has called write() of a slow disk. */
  get hasWritten(): boolean {
    return existsSync(`${this.#folder.file}.written`);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#pipe[Symbol.asyncDispose]();
    await this.#folder[Symbol.asyncDispose]();
  }
}

lessonTest(
  "7.5.8 logger.ts confirms a line when it is in the file",
  async (story: Story) => {
    await using logger = new Logger(story, new Uint8Array(), ON_A_SLOW_DISK);
    await logger.numbers();
    await logger.write(LINE);
    await logger.end();
    story.did(
      `the line ${
        JSON.stringify(LINE)
      } went to a file on a slow disk, which takes 5 bytes of each write`,
    );
    const confirmed = text(logger.confirmed());
    const file = text(logger.file());
    // A logger that ends in the middle of a write leaves the file empty.
    story.holds(confirmed === file && file !== "", {
      expected:
        "when the logger sends its message, the file has all that is ever written of the line",
      got: `it had ${JSON.stringify(confirmed)}, and has ${
        JSON.stringify(file)
      } now`,
      ...means(logger.hasWritten ? "confirms-before-writing" : undefined),
    });
  },
  { smoke: true },
);

lessonTest(
  "7.5.8 logger.ts cuts off a torn line, and adds new ones at the end",
  async (story: Story) => {
    const whole = "a 1 héllo\nb 1 안녕\na 2 two\n";
    const bytes = encoder.encode(`${whole}b 2 half a charact🙂`);
    // In the middle of a character of four bytes.
    await using logger = new Logger(story, bytes.subarray(0, -2));
    story.did(
      "a logger began with a file that has a 1, b 1, a 2, and the half of b 2",
    );
    const numbers = await logger.numbers();
    const isCut = logger.file().length <= encoder.encode(whole).length;
    story.holds(numbers === '[["a",2],["b",1]]', {
      expected: 'it tells the last numbers of whole lines, [["a",2],["b",1]]',
      got: `${numbers}; the file is ${JSON.stringify(text(logger.file()))}`,
      ...means(
        numbers.includes('["b",2]')
          ? isCut ? "torn-line-counted" : "torn-line-stays"
          : numbers === '[["a",2]]'
          ? "only-the-last-line-is-read"
          : numbers === '[["a",1]]'
          ? "cut-at-the-first-break"
          : logger.file().length === whole.length
          ? "cut-in-characters"
          : undefined,
      ),
    });
    await logger.write("c 1 new\n");
    const file = text(logger.file()) ?? "";
    const size = logger.file().length;
    story.holds(file === `${whole}c 1 new\n`, {
      expected: `the file is ${JSON.stringify(`${whole}c 1 new\n`)}`,
      got: JSON.stringify(file),
      ...means(cutWrongly(file, size, whole, bytes.length - 2)),
    });
  },
  { smoke: true },
);

/** What the logger has done with a torn line, of a file of `before` bytes. */
function cutWrongly(
  file: string,
  size: number,
  whole: string,
  before: number,
): Known {
  const line = "c 1 new\n";
  const length = encoder.encode(whole).length;
  const behind = (gap: number) => whole + "\0".repeat(gap) + line;
  if (file.replaceAll("\0", "") === line) return "whole-file-is-cut";
  if (file.startsWith(line)) return "written-from-the-start";
  if (size === whole.length + line.length && file.endsWith(line)) {
    return "cut-in-characters";
  }
  if (file === whole.slice(0, -1) + line) return "last-break-is-cut-off";
  if (file === behind(before - length)) return "gap-of-zeros";
  if (file === behind(length)) return "seeks-twice-as-far";
  if (file.startsWith(whole + line)) return "torn-line-is-written-over";
  return file.startsWith(`${whole}b 2`) && file.endsWith(line)
    ? "torn-line-stays"
    : undefined;
}

lessonTest(
  "7.5.8 logger.ts begins with a file that has nothing whole in it",
  async (story: Story) => {
    for (const before of ["", "a 1 half of the fir"]) {
      await using logger = new Logger(story, encoder.encode(before));
      const numbers = await logger.numbers();
      await logger.write("a 1 new\n");
      const file = text(logger.file());
      story.holds(numbers === "[]" && file === "a 1 new\n", {
        expected: `a logger that begins with ${
          JSON.stringify(before)
        } tells [] and leaves "a 1 new\\n"`,
        got: `it told ${numbers} and left ${JSON.stringify(file)}`,
        ...means(
          file === `${before}a 1 new\n` ? "no-line-break-not-cut" : undefined,
        ),
      });
    }
  },
  { smoke: true },
);

lessonTest(
  "7.5.8 logger.ts writes all of a line where a write may be short",
  async (story: Story) => {
    await using logger = new Logger(story, new Uint8Array(), ON_A_SLOW_DISK);
    await logger.numbers();
    await logger.write(LINE);
    const file = text(logger.file()) ?? "";
    story.did("a line went to a file that takes 5 bytes of each write");
    const start = text(encoder.encode(LINE).subarray(0, 5)) ?? "";
    story.holds(file === LINE, {
      expected: `the file is ${JSON.stringify(LINE)}`,
      got: JSON.stringify(file),
      ...means(
        file === start
          ? "short-write-is-the-line"
          : file.startsWith(start + start)
          ? "written-again-from-its-start"
          : undefined,
      ),
    });
  },
  { smoke: true },
);

import { lessonTest } from "../harness/lesson_test.ts";
import type { Story } from "../harness/story/story.ts";
import { FrameError } from "../../lessons/7.5-ipc/framing.ts";
import {
  type LastNumbers,
  UnwrittenLines,
} from "../../lessons/7.5-ipc/log_lines.ts";
import { LogProcess } from "../../lessons/7.5-ipc/log_process.ts";
import { means } from "./misconceptions.ts";
import { ending, flushed, lines, LogFolder, logged } from "./log_folder.ts";

/** Kills the logging process and waits until it is gone. */
async function killLogger(story: Story, log: LogProcess): Promise<void> {
  const { pid } = log;
  if (pid === undefined) return;
  Deno.kill(pid, "SIGKILL");
  story.did(`the logging process ${pid} was killed`, `kill -9 ${pid}`);
  await story.eventually(() => log.pid !== pid, {
    expected: "another logging process is started",
    got: `its id is still ${pid}`,
  });
}

/**
 * Counts lines that are dropped when a logger has said that the file is empty,
 * before anything else can be received.
 */
class FirstMessage implements Disposable {
  drops = 0;
  readonly #restore: () => void;

  constructor() {
    const { resume, dropFirst } = UnwrittenLines.prototype;
    let saidNothing = false;
    const said = (numbers: number) => {
      saidNothing = numbers === 0;
      queueMicrotask(() => saidNothing = false);
    };
    const dropped = () => {
      if (saidNothing) this.drops++;
    };
    this.#restore = () =>
      Object.assign(UnwrittenLines.prototype, { resume, dropFirst });
    Object.assign(UnwrittenLines.prototype, {
      resume(this: UnwrittenLines, inFile: LastNumbers) {
        resume.call(this, inFile);
        said(inFile.size);
      },
      dropFirst(this: UnwrittenLines) {
        dropped();
        dropFirst.call(this);
      },
    });
  }

  [Symbol.dispose](): void {
    this.#restore();
  }
}

lessonTest(
  "7.5.8 LogProcess has each line written once, though a logger dies in between",
  async (story: Story) => {
    await using folder = new LogFolder();
    const program = new URL("./programs/crashing_logger.ts", import.meta.url);
    const errors: string[] = [];
    const log = new LogProcess({
      file: folder.file,
      program,
      onError: (error) => errors.push(error.message),
    });
    await using _end = ending(story, log);
    using first = new FirstMessage();
    const expected = { a: lines("a", 3), constructor: ["only one"] };
    log.log("a", expected.a[0] ?? "");
    log.log("a", expected.a[1] ?? "");
    log.log("constructor", "only one");
    log.log("a", expected.a[2] ?? "");
    story.did(
      "4 lines were logged; the first logger wrote one and said so, one without saying so, and half of the next, and died",
    );
    await flushed(
      story,
      log,
      folder,
      // The half of the third line is no line.
      () =>
        folder.lines().filter((line) => line.endsWith("\n")).length === 2
          ? "sent-lines-forgotten"
          : undefined,
    );
    story.holds(first.drops === 0, {
      expected: "no line is dropped before the first logger wrote one",
      got: "dropFirst() was called when it had told the last numbers, none",
      ...means("first-message-drops-a-line"),
    });
    logged(story, folder, expected);
    story.equal(errors.length, 1, {
      what: `how many errors were reported (${errors.join("; ")})`,
    });
  },
  { smoke: true },
);

lessonTest(
  "7.5.8 LogProcess goes on when a logger dies in the middle of a word",
  async (story: Story) => {
    await using folder = new LogFolder();
    const expected = { a: lines("a", 5) };
    const errors: Error[] = [];
    {
      const log = new LogProcess({
        file: folder.file,
        program: new URL("./programs/stammering_logger.ts", import.meta.url),
        onError: (error) => errors.push(error),
      });
      await using _end = ending(story, log);
      for (const text of expected.a) log.log("a", text);
      story.did(
        "five loggers told the last numbers, and then died in the middle of a message to their parent; the sixth does not",
      );
      const failed = await story.within(
        log.flush().then(() => undefined, (error) => `${error}`),
        {
          expected: "flush() resolves when all lines are in the file",
          got: "it still waits",
        },
      );
      story.holds(failed === undefined, {
        expected: "flush() resolves, by the sixth logger",
        got: `it rejects after ${folder.starts()}: ${failed}`,
        ...means(
          folder.starts() === 5 ? "good-logger-counts-as-failed" : undefined,
        ),
        method: "LogProcess.serve()",
      });
    }
    logged(story, folder, expected);
    story.holds(errors.some((error) => error instanceof FrameError), {
      expected: "what receive() throws is reported",
      got: `reported was only: ${errors.join("; ")}`,
      ...means("logger-error-swallowed"),
    });
  },
  { smoke: true },
);

lessonTest(
  "7.5.8 LogProcess loses, doubles and tears nothing when the logger is killed",
  async (story: Story) => {
    await using folder = new LogFolder();
    const expected: Record<string, string[]> = { a: [], b: [] };
    const log = new LogProcess({ file: folder.file, onError: () => {} });
    await using _end = ending(story, log);
    for (let round = 0; round < 2; round++) {
      const before = folder.size;
      for (let i = 0; i < 400; i++) {
        for (const sender of ["a", "b"]) {
          const text = `${sender} ${round}/${i} ${"·".repeat(i % 50)}`;
          expected[sender]?.push(text);
          log.log(sender, text);
        }
      }
      // Some lines are written, the others are on their way.
      await story.eventually(() => folder.size > before, {
        expected: "the logger writes lines",
        got: "the file does not grow",
      });
      await killLogger(story, log);
    }
    await flushed(story, log, folder);
    logged(story, folder, expected);
  },
  { smoke: true },
);

lessonTest(
  "7.5.8 LogProcess repairs a file whose last line is torn, and goes on counting",
  async (story: Story) => {
    await using folder = new LogFolder();
    const whole = "a 1 héllo\nb 1 안녕\na 2 two\n";
    const torn = new TextEncoder().encode(`${whole}b 2 half a charact🙂`);
    // In the middle of a character of four bytes.
    await Deno.writeFile(folder.file, torn.subarray(0, -2));
    story.did("a log was found that ends in the middle of a line");
    {
      const log = new LogProcess({ file: folder.file });
      await using _end = ending(story, log);
      log.log("a", "three");
      log.log("b", "two");
      log.log("c", "new");
      await flushed(story, log, folder);
    }
    logged(story, folder, {
      a: ["héllo", "two", "three"],
      b: ["안녕", "two"],
      c: ["new"],
    });
  },
  { smoke: true },
);

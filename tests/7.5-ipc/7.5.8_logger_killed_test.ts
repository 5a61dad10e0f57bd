import { lessonTest } from "../harness/lesson_test.ts";
import type { Story } from "../harness/story/story.ts";
import { LogProcess } from "../../lessons/7.5-ipc/log_process.ts";
import { ending, flushed, lines, LogFolder, logged } from "./log_folder.ts";

/** Kills the logging process and waits until it is gone. */
async function killLogger(story: Story, log: LogProcess): Promise<void> {
  const { pid } = log;
  if (pid === undefined) return;
  Deno.kill(pid, "SIGKILL");
  story.did(`the logging process ${pid} was killed`, `kill -9 ${pid}`);
  await story.eventually(() => log.pid !== pid, {
    expected: "another logging process is started",
    got: "nothing happened",
    cause: "the end of the logger is not noticed.",
  });
}

lessonTest(
  "7.5.8 LogProcess loses, doubles and tears nothing when the logger is killed",
  async (story: Story) => {
    await using folder = new LogFolder();
    const expected: Record<string, string[]> = { a: [], b: [] };
    const log = new LogProcess({ file: folder.file, onError: () => {} });
    await using _end = ending(story, log);
    for (let round = 0; round < 2; round++) {
      const before = await sizeOf(folder);
      for (let i = 0; i < 400; i++) {
        for (const sender of ["a", "b"]) {
          const text = `${sender} ${round}/${i} ${"·".repeat(i % 50)}`;
          expected[sender]?.push(text);
          log.log(sender, text);
        }
      }
      // Some lines are written, the others are on their way.
      await story.eventually(async () => await sizeOf(folder) > before, {
        expected: "the logger writes lines",
        got: "the file does not grow",
        cause: "lines are not sent to the logger that was started last.",
      });
      await killLogger(story, log);
    }
    await flushed(story, log);
    logged(story, folder, expected);
  },
  { smoke: true },
);

lessonTest(
  "7.5.8 LogProcess goes on where a logger died between writing and saying so",
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
    const expected = { a: lines("a", 3), constructor: ["only one"] };
    log.log("a", expected.a[0] ?? "");
    log.log("a", expected.a[1] ?? "");
    log.log("constructor", "only one");
    log.log("a", expected.a[2] ?? "");
    await flushed(story, log);
    story.did(
      "the first logger wrote a line without saying so, and half of the next, and died",
    );
    logged(story, folder, expected);
    story.equal(errors.length, 1, {
      what: `how many errors were reported (${errors.join("; ")})`,
      cause: "that a logger died is to be reported, once.",
    });
  },
  { smoke: true },
);

lessonTest(
  "7.5.8 LogProcess has a line in the file when flush() says so",
  async (story: Story) => {
    await using folder = new LogFolder();
    const log = new LogProcess({ file: folder.file, onError: () => {} });
    await using _end = ending(story, log);
    const expected: string[] = [];
    for (let i = 0; i < 2; i++) {
      // Long enough that writing takes its time.
      const text = `${i} ${"x".repeat(1_000_000)}`;
      expected.push(text);
      log.log("a", text);
      await flushed(story, log);
      const size = (await Deno.stat(folder.file)).size;
      story.holds(size >= expected.join("a 0 \n").length, {
        expected: `the file has ${i + 1} lines of 1 MB when flush() resolves`,
        got: `it has ${size} bytes`,
        cause: "the logger confirms a line before it has written it.",
      });
      await killLogger(story, log);
    }
    logged(story, folder, { a: expected });
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
      await flushed(story, log);
    }
    logged(story, folder, {
      a: ["héllo", "two", "three"],
      b: ["안녕", "two"],
      c: ["new"],
    });
  },
  { smoke: true },
);

lessonTest(
  "7.5.8 LogProcess gives up on a logger that never comes to write",
  async (story: Story) => {
    await using folder = new LogFolder();
    const errors: string[] = [];
    const program = new URL("./programs/useless_logger.ts", import.meta.url);
    // It says that all went well.
    program.searchParams.set("code", "0");
    const log = new LogProcess({
      file: folder.file,
      program,
      onError: (error) => errors.push(error.message),
    });
    log.log("a", "in vain");
    const error = await story.within(
      log.flush().then(() => undefined, (error: unknown) => error),
      {
        expected: "flush() rejects after some attempts",
        got: "it still waits",
        cause: "a logger that ended at once is taken for one that has served.",
      },
    );
    await log[Symbol.asyncDispose]().catch(() => {});
    story.holds(error instanceof Error && errors.length >= 2, {
      expected: "each failure is reported, and flush() rejects with an Error",
      got: `${errors.length} reports; flush(): ${error}`,
      cause: "#serve() must return whether the logger sent its first message.",
    });
  },
);

/** The length of the log file; 0 if it is not there yet. */
async function sizeOf(folder: LogFolder): Promise<number> {
  return await Deno.stat(folder.file).then(({ size }) => size, () => 0);
}

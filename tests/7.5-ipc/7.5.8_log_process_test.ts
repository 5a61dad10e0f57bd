import { lessonTest } from "./register.ts";
import { isRunning, withoutProc } from "../harness/processes/proc.ts";
import type { Story } from "../harness/story/story.ts";
import { LogProcess } from "../../lessons/7.5-ipc/log_process.ts";
import {
  type End,
  PortEnd,
  threadPair,
} from "../../lessons/7.5-ipc/socket_pair.ts";
import { LogFolder, logged } from "./log_folder.ts";

const lines = (name: string, count: number) =>
  Array.from(
    { length: count },
    (_, i) => `${name} says ${i} ${"·".repeat(i % 9)}`,
  );

/** Waits until all lines are in the file. */
async function flushed(story: Story, log: LogProcess): Promise<void> {
  await story.within(log.flush(), {
    expected: "flush() resolves when all lines are in the file",
    got: "it still waits",
    cause:
      "a line that was written is not confirmed, or not sent again to the logger after the one that died.",
  });
}

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
  "7.5.8 LogProcess writes every line of every sender, in order",
  async (story: Story) => {
    await using folder = new LogFolder();
    const expected = { a: lines("a", 200), "b-1": lines("b", 200) };
    let pid: number | undefined;
    {
      await using log = new LogProcess({ file: folder.file });
      for (let i = 0; i < 200; i++) {
        log.log("a", expected.a[i] ?? "");
        log.log("b-1", expected["b-1"][i] ?? "");
      }
      await flushed(story, log);
      story.did("two senders logged 200 lines each, and flush() resolved");
      logged(story, folder, expected);
      pid = log.pid;
      story.holds(pid !== undefined && pid !== Deno.pid, {
        expected: "a process of its own writes the log",
        got: `its id is ${pid}, and that of this process ${Deno.pid}`,
        cause: "the file is written by this process.",
      });
    }
    story.holds(withoutProc || pid === undefined || !isRunning(pid), {
      expected: "the logging process ends with its LogProcess",
      got: `process ${pid} still runs`,
      cause: "its input is still open.",
    });
    logged(story, folder, expected);
  },
);

lessonTest(
  "7.5.8 LogProcess loses, doubles and tears nothing when the logger is killed",
  async (story: Story) => {
    await using folder = new LogFolder();
    const expected: Record<string, string[]> = { a: [], b: [] };
    await using log = new LogProcess({ file: folder.file, onError: () => {} });
    for (let round = 0; round < 3; round++) {
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
);

lessonTest(
  "7.5.8 LogProcess goes on where a logger died between writing and saying so",
  async (story: Story) => {
    await using folder = new LogFolder();
    const program = new URL("./programs/crashing_logger.ts", import.meta.url);
    const errors: string[] = [];
    await using log = new LogProcess({
      file: folder.file,
      program,
      onError: (error) => errors.push(error.message),
    });
    const expected = { a: lines("a", 3), b: ["only one"] };
    log.log("a", expected.a[0] ?? "");
    log.log("a", expected.a[1] ?? "");
    log.log("b", "only one");
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
);

lessonTest(
  "7.5.8 LogProcess has a line in the file when flush() says so",
  async (story: Story) => {
    await using folder = new LogFolder();
    await using log = new LogProcess({ file: folder.file, onError: () => {} });
    const expected: string[] = [];
    for (let i = 0; i < 3; i++) {
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
      await using log = new LogProcess({ file: folder.file });
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
);

lessonTest(
  "7.5.8 LogProcess.restart() changes the process and loses nothing",
  async (story: Story) => {
    await using folder = new LogFolder();
    const expected = { a: lines("a", 90) };
    const errors: string[] = [];
    {
      await using log = new LogProcess({
        file: folder.file,
        onError: (error) => errors.push(error.message),
      });
      for (let i = 0; i < 2; i++) {
        const before = log.pid;
        for (const text of expected.a.slice(i * 30, i * 30 + 15)) {
          log.log("a", text);
        }
        const restarting = log.restart();
        for (const text of expected.a.slice(i * 30 + 15, i * 30 + 30)) {
          log.log("a", text);
        }
        await story.within(restarting, {
          expected: "restart() resolves when another process writes the log",
          got: "it still waits",
          cause:
            "the new logger's first message is not waited for, or not told.",
        });
        story.holds(log.pid !== before, {
          expected: "another process writes the log after restart()",
          got: `it is still ${log.pid}`,
          cause: "the old one was not ended.",
        });
      }
      for (const text of expected.a.slice(60)) log.log("a", text);
    }
    logged(story, folder, expected);
    story.equal(errors, [], {
      what: "the errors that were reported",
      cause: "a restart that was asked for is no error.",
    });
  },
);

lessonTest("7.5.8 LogProcess keeps each line a line", async (story: Story) => {
  await using folder = new LogFolder();
  {
    await using log = new LogProcess({ file: folder.file });
    log.log("a", "first\nb 1 forged by a client\r\n");
    log.log("a", "");
    log.log("b", "real");
    let error: unknown;
    try {
      log.log("two words", "x");
    } catch (caught) {
      error = caught;
    }
    story.holds(error instanceof TypeError, {
      expected: "a sender whose name has a space in it is refused",
      got: `${error}`,
      cause: "nobody could tell its name from its number.",
    });
  }
  logged(story, folder, {
    a: ["first\\nb 1 forged by a client\\r\\n", ""],
    b: ["real"],
  });
});

lessonTest(
  "7.5.8 LogProcess.attach() logs what comes out of an end until it closes",
  async (story: Story) => {
    await using folder = new LogFolder();
    const expected = { thread: lines("thread", 50) };
    {
      await using log = new LogProcess({ file: folder.file });
      const { mine, theirs } = threadPair();
      const attached = log.attach("thread", mine);
      using end = new PortEnd(theirs);
      for (const text of expected.thread) await end.send(text);
      await end.closeWrite();
      await story.within(attached, {
        expected: "attach() resolves when the other end was closed",
        got: "it still waits",
        cause: "it goes on after receive() has given undefined.",
      });
    }
    logged(story, folder, expected);
  },
);

lessonTest(
  "7.5.8 LogProcess gives up on a logger that never comes to write",
  async (story: Story) => {
    await using folder = new LogFolder();
    const errors: string[] = [];
    const program = new URL("./programs/useless_logger.ts", import.meta.url);
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

lessonTest(
  "7.5.8 LogProcess.attach() takes no more than can be kept",
  async (story: Story) => {
    await using folder = new LogFolder();
    const program = new URL("./programs/useless_logger.ts", import.meta.url);
    const log = new LogProcess({
      file: folder.file,
      program,
      onError: () => {},
    });
    let taken = 0;
    let closed = false;
    const end: End = {
      send: () => Promise.resolve(),
      closeWrite: () => Promise.resolve(),
      receive: () =>
        Promise.resolve(taken++ < 50_000 ? new Uint8Array([120]) : undefined),
      [Symbol.dispose]: () => void (closed = true),
    };
    await story.within(log.attach("flood", end), {
      expected: "attach() comes to an end when no logger can be started",
      got: "it still waits",
      cause: "nobody tells it that loggers are given up.",
    });
    await log[Symbol.asyncDispose]().catch(() => {});
    story.did("a sender offered 50,000 lines while no logger took any");
    story.holds(taken < 20_000 && closed, {
      expected: "10,000 lines are taken, and then the end is closed",
      got: `${taken} were taken; the end was ${closed ? "" : "not "}closed`,
      cause:
        "lines are taken without limit: memory runs full, and the sender never has to wait.",
    });
  },
);

/** The length of the log file; 0 if it is not there yet. */
async function sizeOf(folder: LogFolder): Promise<number> {
  return await Deno.stat(folder.file).then(({ size }) => size, () => 0);
}

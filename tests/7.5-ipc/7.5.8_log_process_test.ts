import { lessonTest } from "../harness/lesson_test.ts";
import { isRunning, withoutProc } from "../harness/processes/proc.ts";
import type { Story } from "../harness/story/story.ts";
import { LogProcess } from "../../lessons/7.5-ipc/log_process.ts";
import type { End } from "../../lessons/7.5-ipc/given/end.ts";
import { PortEnd, threadPair } from "../../lessons/7.5-ipc/thread_pair.ts";
import { ending, flushed, lines, LogFolder, logged } from "./log_folder.ts";

lessonTest(
  "7.5.8 LogProcess writes every line of every sender, in order",
  async (story: Story) => {
    await using folder = new LogFolder();
    const expected = { a: lines("a", 200), "b-1": lines("b", 200) };
    let pid: number | undefined;
    {
      const log = new LogProcess({ file: folder.file });
      await using _end = ending(story, log);
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
  "7.5.8 LogProcess.restart() changes the process and loses nothing",
  async (story: Story) => {
    await using folder = new LogFolder();
    const expected = { a: lines("a", 90) };
    const errors: string[] = [];
    {
      const log = new LogProcess({
        file: folder.file,
        onError: (error) => errors.push(error.message),
      });
      await using _end = ending(story, log);
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
  { smoke: true },
);

lessonTest("7.5.8 LogProcess keeps each line a line", async (story: Story) => {
  await using folder = new LogFolder();
  {
    const log = new LogProcess({ file: folder.file });
    await using _end = ending(story, log);
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
}, { smoke: true });

lessonTest(
  "7.5.8 LogProcess.attach() logs what comes out of an end until it closes",
  async (story: Story) => {
    await using folder = new LogFolder();
    const expected = { thread: lines("thread", 50) };
    {
      const log = new LogProcess({ file: folder.file });
      await using _end = ending(story, log);
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
  { smoke: true },
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

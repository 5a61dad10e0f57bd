import { lessonTest } from "../harness/lesson_test.ts";
import { isRunning, withoutProc } from "../harness/processes/proc.ts";
import { howMany } from "../harness/story/how_many.ts";
import type { Story } from "../harness/story/story.ts";
import { LogProcess } from "../../lessons/7.5-ipc/log_process.ts";
import { program } from "./children.ts";
import {
  ending,
  flushed,
  lines,
  LineSpy,
  LogFolder,
  logged,
} from "./log_folder.ts";
import { means } from "./misconceptions.ts";

lessonTest(
  "7.5.8 LogProcess writes every line of every sender, in order",
  async (story: Story) => {
    await using folder = new LogFolder();
    const expected = { a: lines("a", 200), "b-1": lines("b", 200) };
    let pid: number | undefined;
    {
      const log = new LogProcess({ file: folder.file });
      await using _end = ending(story, log);
      using numbered = new LineSpy("format");
      using dropped = new LineSpy("dropFirst");
      for (let i = 0; i < 200; i++) {
        log.log("a", expected.a[i] ?? "");
        log.log("b-1", expected["b-1"][i] ?? "");
      }
      story.holds(numbered.calls === 0, {
        expected:
          "no line gets a number before the logger has told the last numbers",
        got: `${howMany(numbered.calls, "line")} of 400 got one at once`,
        ...means("ready-before-it-spoke"),
        method: "LogProcess.serve()",
      });
      await flushed(
        story,
        log,
        folder,
        () => dropped.calls === 400 ? "progress-is-not-told" : undefined,
      );
      story.did("two senders logged 200 lines each, and flush() resolved");
      logged(story, folder, expected);
      // Whenever a line is in the file, another one is on its way.
      const many = expected.a.length + 30;
      const more = () => {
        if (expected.a.length === many) return;
        expected.a.push("more");
        log.log("a", "more");
      };
      using _before = new LineSpy("dropFirst", more);
      more();
      await flushed(
        story,
        log,
        folder,
        () =>
          folder.lines().some((line) => line.includes("more"))
            ? undefined
            : "new-lines-are-not-sent",
      );
      story.did(
        "a line was logged, and flush() called; while each was written, another one was logged, 30 in all",
      );
      story.holds(expected.a.length < many, {
        expected: "flush() resolves when the lines before it are in the file",
        got: "it resolved when no other was left",
        ...means("told-when-none-is-left"),
      });
      pid = log.pid;
      story.holds(pid !== undefined && pid !== Deno.pid, {
        expected: "a process of its own writes the log",
        got: `its id is ${pid}, and that of this process ${Deno.pid}`,
      });
    }
    story.holds(withoutProc || pid === undefined || !isRunning(pid), {
      expected: "the logging process ends with its LogProcess",
      got: `process ${pid} still runs`,
    });
    logged(story, folder, expected);
  },
);

lessonTest(
  "7.5.8 LogProcess writes older lines before newer ones",
  async (story: Story) => {
    await using folder = new LogFolder();
    const expected = {
      a: lines("a", 200).map((text) => text.padEnd(1_000, ".")),
    };
    const log = new LogProcess({
      file: folder.file,
      program: program("wordy_logger"),
    });
    await using _end = ending(story, log);
    for (const text of expected.a) log.log("a", text);
    story.did(
      "200 lines of 1 kB were logged before there was a logger, which sends as much for each",
    );
    let done = false;
    const flushing = log.flush().finally(() => done = true);
    flushing.catch(() => {});
    // A line in each turn of the event loop, until those are in the file, or it
    // has not grown for long.
    let [size, still] = [0, 0];
    while (!done && still < 300 && expected.a.length < 3_000) {
      const text = `meanwhile ${expected.a.length}`;
      expected.a.push(text);
      log.log("a", text);
      await new Promise((resolve) => setTimeout(resolve, 0));
      still = size > 0 && size === folder.size ? still + 1 : 0;
      size = folder.size;
    }
    story.did("more were logged while the logger came and took them");
    await flushed(
      story,
      log,
      folder,
      () => {
        const there = folder.lines();
        return !there[0]?.includes(expected.a[0] ?? "")
          ? undefined
          : there.length < 200
          ? "reads-only-after-sending"
          : there.length < expected.a.length
          ? "new-lines-are-not-sent"
          : undefined;
      },
    );
    logged(story, folder, expected, "newer-lines-overtake");
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
      got: error === undefined ? "it was taken" : `log() threw ${error}`,
    });
  }
  logged(story, folder, {
    a: ["first\\nb 1 forged by a client\\r\\n", ""],
    b: ["real"],
  });
}, { smoke: true });

lessonTest(
  "7.5.8 LogProcess takes senders of any name",
  async (story: Story) => {
    await using folder = new LogFolder();
    const names = ["constructor", "__proto__", "toString", "7", "é.ü-1"];
    const expected: Record<string, string[]> = Object.create(null);
    for (const round of ["first", "second"]) {
      const log = new LogProcess({ file: folder.file });
      await using _end = ending(story, log);
      for (const name of names) {
        (expected[name] ??= []).push(round);
        log.log(name, round);
      }
      await flushed(story, log, folder);
      story.did(`each of ${names.join(", ")} logged a line`);
    }
    logged(story, folder, expected);
  },
  { smoke: true },
);

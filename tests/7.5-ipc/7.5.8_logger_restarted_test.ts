import { lessonTest } from "../harness/lesson_test.ts";
import { howMany } from "../harness/story/how_many.ts";
import type { Story } from "../harness/story/story.ts";
import { LogProcess } from "../../lessons/7.5-ipc/log_process.ts";
import { ending, lines, LineSpy, LogFolder, logged } from "./log_folder.ts";
import { means } from "./misconceptions.ts";

lessonTest(
  "7.5.8 LogProcess.restart() changes the process and loses nothing",
  async (story: Story) => {
    await using folder = new LogFolder();
    const expected = { a: lines("a", 90) };
    const errors: string[] = [];
    let idle = 0;
    {
      const log = new LogProcess({
        file: folder.file,
        onError: (error) => errors.push(error.message),
      });
      await using _end = ending(story, log);
      const { pid } = log;
      /** Whether a line is sent as soon as it is logged. */
      const isReady = () => {
        using sent = new LineSpy("format");
        log.log("a", "is it sent?");
        return sent.calls > 0;
      };
      await story.within(log.restart(), () => ({
        expected: "restart() resolves where no line waits",
        got: `it still waits; the logger was ${pid}, and is ${log.pid} now`,
        ...means(
          log.pid !== pid && isReady() ? "readiness-is-not-told" : undefined,
        ),
      }));
      idle = errors.length;
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
        });
        story.holds(log.pid !== before, {
          expected: "another process writes the log after restart()",
          got: `it is still ${log.pid}`,
        });
      }
      for (const text of expected.a.slice(60)) log.log("a", text);
    }
    logged(story, folder, expected);
    story.did(
      "four loggers told the last numbers, and ended when their input did: the first had no line to write, the others had some",
    );
    story.holds(errors.length === 0, {
      expected: "no error is reported: each of them has served",
      got: `${howMany(idle, "error")} of the first, and ${
        errors.length - idle
      } of the others: ${errors.join("; ")}`,
      ...means(
        errors.every((text) => text.endsWith("with 0")) &&
          (errors.length === 4 || idle === 1 && errors.length === 1)
          ? "good-logger-counts-as-failed"
          : undefined,
      ),
      method: "LogProcess.serve()",
    });
  },
  { smoke: true },
);

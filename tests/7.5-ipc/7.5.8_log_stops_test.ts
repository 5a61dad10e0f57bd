import { lessonTest } from "../harness/lesson_test.ts";
import type { Story } from "../harness/story/story.ts";
import { LogProcess } from "../../lessons/7.5-ipc/log_process.ts";
import { LogFolder, stopping } from "./log_folder.ts";
import { type Known, means } from "./misconceptions.ts";

/** After so many loggers that never came to write, a log has given up. */
const ATTEMPTS = 5;

for (
  const [logger, program, reports, shows] of [
    [
      "a logger that never comes to write",
      "useless_logger.ts?code=0",
      1,
      "never-gives-up",
    ],
    [
      "a logger that talks nonsense",
      "stammering_logger.ts?nonsense",
      // What it said, and that it ended.
      2,
      "nonsense-counts-as-served",
    ],
    [
      "a logger that dies in its first word",
      "stammering_logger.ts?half",
      2,
      "never-gives-up",
    ],
  ] satisfies [string, string, number, Known][]
) {
  lessonTest(
    `7.5.8 LogProcess gives up on ${logger}`,
    async (story: Story) => {
      await using folder = new LogFolder();
      const errors: string[] = [];
      const log = new LogProcess({
        file: folder.file,
        program: new URL(`./programs/${program}`, import.meta.url),
        onError: (error) => errors.push(error.message),
      });
      await using stop = stopping(log);
      log.log("a", "in vain");
      let end: { error?: unknown } | undefined;
      log.flush().then(() => end = {}, (error) => end = { error });
      const started = () => folder.starts();
      await story.eventually(
        () => end !== undefined || started() > ATTEMPTS + 1,
        () => ({
          expected: `flush() rejects after ${ATTEMPTS} such loggers`,
          got: `it still waits, after ${started()}`,
        }),
      );
      story.holds(end !== undefined, {
        expected: `flush() rejects after ${ATTEMPTS} such loggers`,
        got: `another one was started, and it still waits`,
        ...means(shows),
      });
      await stop.over();
      story.holds(end.error instanceof Error, {
        expected: "flush() rejects with an Error",
        got: "error" in end ? `with ${end.error}` : "it resolved",
      });
      story.holds(errors.length === ATTEMPTS * reports, {
        expected: `each is reported: ${ATTEMPTS * reports} reports`,
        got: `${errors.length}: ${[...new Set(errors)].join("; ")}`,
        ...means(
          reports === 2 && errors.length === ATTEMPTS
            ? "logger-error-swallowed"
            : undefined,
        ),
      });
    },
  );
}

import { lessonTest } from "../harness/lesson_test.ts";
import type { Story } from "../harness/story/story.ts";
import type { End } from "../../lessons/7.5-ipc/given/end.ts";
import { FrameError } from "../../lessons/7.5-ipc/framing.ts";
import { LogProcess } from "../../lessons/7.5-ipc/log_process.ts";
import { ending, flushed, lines, LogFolder, logged } from "./log_folder.ts";

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
      await flushed(story, log);
      story.did(`each of ${names.join(", ")} logged a line`);
    }
    logged(story, folder, expected);
  },
  { smoke: true },
);

lessonTest(
  "7.5.8 LogProcess writes older lines before newer ones",
  async (story: Story) => {
    await using folder = new LogFolder();
    const expected = { a: lines("a", 300) };
    const log = new LogProcess({ file: folder.file });
    await using _end = ending(story, log);
    for (const text of expected.a) log.log("a", text);
    story.did("300 lines were logged before there was a logger");
    let done = false;
    const flushing = log.flush().finally(() => done = true);
    flushing.catch(() => {});
    // A line in each turn of the event loop, until those are in the file.
    while (!done && expected.a.length < 3_000) {
      const text = `meanwhile ${expected.a.length}`;
      expected.a.push(text);
      log.log("a", text);
      await new Promise((resolve) => setTimeout(resolve, 0));
    }
    story.did("more were logged while the logger came and took them");
    await flushed(story, log);
    logged(story, folder, expected);
  },
  { smoke: true },
);

lessonTest(
  "7.5.8 LogProcess.attach() reports an error of its end, and closes it",
  async (story: Story) => {
    await using folder = new LogFolder();
    const errors: string[] = [];
    let closed = 0;
    let received = 0;
    const end: End = {
      send: () => Promise.resolve(),
      closeWrite: () => Promise.resolve(),
      receive: () =>
        received++ === 0
          ? Promise.resolve(new TextEncoder().encode("the only line"))
          : Promise.reject(new Error("the wire was cut")),
      [Symbol.dispose]: () => void closed++,
    };
    {
      const log = new LogProcess({
        file: folder.file,
        onError: (error) => errors.push(error.message),
      });
      await using _end = ending(story, log);
      const outcome = await story.within(
        log.attach("a", end).then(() => "resolved", (error) => `${error}`),
        {
          expected: "attach() resolves when its end has failed",
          got: "it still waits",
          cause: "the error is swallowed, and nothing ends the loop.",
        },
      );
      story.did("an end gave a line, and then failed");
      story.equal(
        { outcome, errors, closed: closed > 0 },
        { outcome: "resolved", errors: ["the wire was cut"], closed: true },
        {
          what: "how attach() ended, what onError was told, and the end",
          cause:
            "an error of the end is to be reported once, and the end disposed of in any case.",
        },
      );
    }
    logged(story, folder, { a: ["the only line"] });
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
      await flushed(story, log);
    }
    story.did("a logger died in the middle of a message to its parent");
    logged(story, folder, expected);
    story.holds(errors.some((error) => error instanceof FrameError), {
      expected: "what receive() throws is reported",
      got: `the reports are ${errors.join("; ")}`,
      cause: "the error is swallowed.",
    });
  },
  { smoke: true },
);

lessonTest(
  "7.5.8 LogProcess gives up on a logger that talks nonsense",
  async (story: Story) => {
    await using folder = new LogFolder();
    const program = new URL(
      "./programs/stammering_logger.ts?nonsense",
      import.meta.url,
    );
    const log = new LogProcess({
      file: folder.file,
      program,
      onError: () => {},
    });
    log.log("a", "in vain");
    const error = await story.within(
      log.flush().then(() => undefined, (error: unknown) => error),
      {
        expected: "flush() rejects after some attempts",
        got: "it still waits",
        cause:
          "a logger whose first message is no list of numbers is taken for one that has served: it is started for ever.",
      },
    );
    await log[Symbol.asyncDispose]().catch(() => {});
    story.holds(error instanceof Error, {
      expected: "flush() rejects with an Error",
      got: `${error}`,
      cause: "#serve() must return whether the logger came to write.",
    });
  },
  { smoke: true },
);

lessonTest(
  "7.5.8 logger.ts writes all of a line where a write may be short",
  async (story: Story) => {
    await using folder = new LogFolder();
    const expected = { a: lines("a", 20), b: ["안녕 🙂", ""] };
    const program = new URL(
      "./programs/short_writes_logger.ts",
      import.meta.url,
    );
    const log = new LogProcess({ file: folder.file, program });
    await using _end = ending(story, log);
    for (const text of expected.a) log.log("a", text);
    for (const text of expected.b) log.log("b", text);
    await flushed(story, log);
    story.did("22 lines went to a file that takes 5 bytes of each write");
    logged(story, folder, expected);
  },
  { smoke: true },
);

for (
  const [what, text, expected] of [
    ["nothing but the start of a line", "a 1 half of the fir", {
      a: ["new"],
    }],
    ["a line and the start of another sender's", "a 1 whole\nb 1 ha", {
      a: ["whole", "new"],
    }],
    ["nothing", "", { a: ["new"] }],
  ] as const
) {
  lessonTest(
    `7.5.8 LogProcess goes on with a file that has ${what}`,
    async (story: Story) => {
      await using folder = new LogFolder();
      await Deno.writeTextFile(folder.file, text);
      story.did(`a log was found that holds ${JSON.stringify(text)}`);
      {
        const log = new LogProcess({ file: folder.file });
        await using _end = ending(story, log);
        log.log("a", "new");
      }
      logged(story, folder, { a: [...expected.a] });
    },
    { smoke: true },
  );
}

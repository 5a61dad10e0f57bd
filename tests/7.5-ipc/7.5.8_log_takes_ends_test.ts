import { lessonTest } from "../harness/lesson_test.ts";
import type { Story } from "../harness/story/story.ts";
import type { End } from "../../lessons/7.5-ipc/given/end.ts";
import { LogProcess } from "../../lessons/7.5-ipc/log_process.ts";
import { PortEnd, threadPair } from "../../lessons/7.5-ipc/thread_pair.ts";
import { program } from "./children.ts";
import {
  ending,
  lines,
  LinesBefore,
  LogFolder,
  logged,
  stopping,
} from "./log_folder.ts";
import { means } from "./misconceptions.ts";

const utf8 = new TextEncoder();
/** A message with line breaks, and the text of its line in the file. */
const BROKEN = "one\ntwo\r\n";
const ESCAPED = "one\\ntwo\\r\\n";

/** An end that gives so many lines, and what comes of `last` after them. */
class FakeEnd implements End {
  /** How many lines were taken. */
  taken = 0;
  closed = false;
  readonly #count: number;
  readonly #last: () => Promise<undefined>;
  readonly #message: (number: number) => Uint8Array;

  constructor(
    count: number,
    last = () => Promise.resolve(undefined),
    message = (number: number) => utf8.encode(number === 2 ? "" : "x"),
  ) {
    this.#count = count;
    this.#last = last;
    this.#message = message;
  }

  receive(): Promise<Uint8Array | undefined> {
    if (this.taken === this.#count) return this.#last();
    this.taken++;
    return Promise.resolve(this.#message(this.taken));
  }

  async send(): Promise<void> {}

  async closeWrite(): Promise<void> {}

  [Symbol.dispose](): void {
    this.closed = true;
  }
}

lessonTest(
  "7.5.8 LogProcess.attach() logs what comes out of an end until it closes",
  async (story: Story) => {
    await using folder = new LogFolder();
    const expected = { thread: lines("thread", 50) };
    {
      const log = new LogProcess({ file: folder.file, onError: () => {} });
      await using _end = ending(story, log);
      const fake = new FakeEnd(3);
      await story.within(log.attach("fake", fake), {
        expected: "attach() resolves when the other end was closed",
        got: "it still waits",
      });
      story.holds(fake.taken === 3, {
        expected: "attach() takes all 3 messages of an end",
        got: `it was done after ${fake.taken}`,
        ...means(
          fake.taken === 1
            ? "attach-ends-after-one"
            : fake.taken === 2
            ? "empty-message-is-the-end"
            : undefined,
        ),
      });
      const cut = new FakeEnd(
        2,
        undefined,
        (number) => number === 1 ? new Uint8Array([0xc3]) : utf8.encode("x"),
      );
      await story.within(log.attach("cut", cut), {
        expected: "attach() resolves when the other end was closed",
        got: "it still waits",
      });
      const broken = new FakeEnd(1, undefined, () => utf8.encode(BROKEN));
      await story.within(log.attach("broken", broken), {
        expected: "attach() resolves when the other end was closed",
        got: "it still waits",
      });
      const { mine, theirs } = threadPair();
      using _mine = mine; // Whether attach() does it, another test tells.
      const attached = log.attach("thread", mine);
      using end = new PortEnd(theirs);
      for (const text of expected.thread) await end.send(text);
      await end.closeWrite();
      await story.within(attached, {
        expected: "attach() resolves when the other end was closed",
        got: "it still waits",
      });
    }
    const count = folder.lines().filter((line) => line.startsWith("fake "));
    story.holds(count.length === 3, {
      expected: 'the lines "x", "" and "x" of an end are in the file',
      got: `${count.length} are`,
      ...means(
        count.length === 2 && count.every((line) => line.endsWith(" x\n"))
          ? "empty-message-is-none"
          : undefined,
      ),
      method: "LogProcess.attach()",
    });
    const cut = folder.lines().filter((line) => line.startsWith("cut "))
      .map((line) => line.slice("cut 1 ".length, -1));
    const second = cut[1] ?? "x";
    story.holds(second === "x", {
      expected:
        'behind a message that ends within a character (the byte 195), "x" is logged as "x"',
      got: `it is logged as ${JSON.stringify(second)}`,
      ...means(second.endsWith("x") ? "decodes-as-one-text" : undefined),
    });
    const broken = folder.lines().filter((line) => line.startsWith("broken "))
      .map((line) => line.slice("broken 1 ".length, -1));
    // When it is there twice, or not at all, the lines went wrong elsewhere.
    story.holds(broken.length === 0 || broken.includes(ESCAPED), {
      expected: `the message ${JSON.stringify(BROKEN)} is one line: ${ESCAPED}`,
      got: `in the file ${
        broken.length === 1 ? "it is" : `${broken.length} lines are`
      } ${broken.map((text) => JSON.stringify(text)).join(", ")}`,
      ...means(
        broken.join("") !== "" && broken.every((text) => ESCAPED.includes(text))
          ? "message-cut-at-line-breaks"
          : undefined,
      ),
      method: "LogProcess.attach()",
    });
    logged(story, folder, {
      ...expected,
      cut,
      fake: ["x", "", "x"],
      broken: [ESCAPED],
    });
  },
  { smoke: true },
);

lessonTest(
  "7.5.8 LogProcess.attach() goes on when many lines were written before",
  async (story: Story) => {
    await using folder = new LogFolder();
    using _before = new LinesBefore(10_000);
    {
      const log = new LogProcess({ file: folder.file, onError: () => {} });
      await using _end = ending(story, log);
      const end = new FakeEnd(3);
      story.did(
        "a log had taken 10,000 lines and written all of them; then an end gave 3",
      );
      await story.within(log.attach("late", end), () => ({
        expected: "attach() takes them: no line waits for the logger",
        got: `it waits after ${end.taken}`,
        ...means("limit-on-all-that-ever-came"),
      }));
    }
    logged(story, folder, { late: ["x", "", "x"] });
  },
);

lessonTest(
  "7.5.8 LogProcess.attach() reports an error of its end, and closes it",
  async (story: Story) => {
    await using folder = new LogFolder();
    const errors: string[] = [];
    let asked = 0;
    // Who asks on and on would let nobody else have a turn.
    const end = new FakeEnd(
      1,
      () =>
        ++asked > 10
          ? new Promise(() => {})
          : Promise.reject(new Error("the wire was cut")),
    );
    {
      const log = new LogProcess({
        file: folder.file,
        onError: (error) => errors.push(error.message),
      });
      await using _end = ending(story, log);
      const outcome = await story.within(
        log.attach("a", end).then(() => "resolved", (error) => `${error}`),
        () => ({
          expected: "attach() resolves when its end has failed",
          got: asked < 2
            ? "it still waits"
            : `it has asked its end ${asked - 1} times more`,
          ...means(asked < 2 ? undefined : "failed-end-is-asked-again"),
        }),
      );
      story.did(
        'an end gave a line, and then receive() threw "the wire was cut"',
      );
      story.holds(outcome === "resolved", {
        expected: "attach() resolves",
        got: `it rejects with ${outcome}; onError was told ${
          errors.length === 0 ? "nothing" : `"${errors.join('", "')}"`
        }`,
        ...means(
          outcome.includes("the wire was cut")
            ? "end-error-fails-attach"
            : undefined,
        ),
      });
      story.holds(`${errors}` === "the wire was cut", {
        expected: "onError is told of it, once",
        got: errors.length === 0 ? "it was told nothing" : errors.join("; "),
        ...means(errors.length === 0 ? "end-error-swallowed" : undefined),
      });
      const other = new FakeEnd(0);
      await story.within(log.attach("b", other), {
        expected: "attach() resolves when the other end was closed",
        got: "it still waits",
      });
      story.holds(end.closed, {
        expected: "the end is disposed of",
        got: other.closed
          ? "it is left open; one that gave undefined was disposed of"
          : "it is left open, and so is one that gave undefined",
        ...means(other.closed ? "failed-end-left-open" : "end-left-open"),
      });
    }
    logged(story, folder, { a: ["x"] });
  },
  { smoke: true },
);

lessonTest(
  "7.5.8 LogProcess.attach() takes no more than can be kept",
  async (story: Story) => {
    await using folder = new LogFolder();
    let errors = 0;
    const log = new LogProcess({
      file: folder.file,
      program: program("useless_logger"),
      onError: () => errors++,
    });
    await using _stop = stopping(log);
    const end = new FakeEnd(50_000);
    let isEarly = false;
    const attached = log.attach("flood", end)
      .finally(() => isEarly = errors === 0);
    await story.eventually(() => end.taken > 100, () => ({
      expected: "the sender waits only while 10,000 lines are kept",
      got: isEarly
        ? `attach() is over after ${end.taken}`
        : `it waits after ${end.taken}`,
      ...means(
        end.taken === 1 && !isEarly ? "waits-for-each-line" : undefined,
      ),
    }), 300);
    await story.within(attached, {
      expected: "attach() comes to an end when loggers are given up",
      got: "it still waits",
    });
    story.did("a sender offered 50,000 lines while no logger took any");
    story.holds(end.taken <= 10_000, {
      expected: "10,000 lines are taken, and then the sender has to wait",
      got: `${end.taken} were taken`,
      ...means(
        end.taken === 10_001
          ? "takes-one-too-many"
          : end.taken === 50_000
          ? "takes-without-limit"
          : undefined,
      ),
    });
    story.holds(errors >= 5, {
      expected: "it waits for room until loggers are given up, after 5",
      got: `it was done after ${errors}`,
      ...means("leaves-at-the-limit"),
    });
    await log[Symbol.asyncDispose]().catch(() => {});
    story.holds(end.closed, {
      expected: "the end is disposed of",
      got: "it is left open",
    });
  },
  { smoke: true },
);

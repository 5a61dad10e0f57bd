import { firstDifference, randomBytes } from "../harness/net/random_bytes.ts";
import { lessonTest } from "../harness/lesson_test.ts";
import { soon } from "../harness/story/soon.ts";
import type { Story } from "../harness/story/story.ts";
import { difference, textOf } from "./difference.ts";
import { EchoChild } from "./echo_child.ts";
import {
  MOST,
  MUCH,
  SHORT_WRITES,
  whatIsLeftOut,
  whatItWaitsFor,
  writtenAtOnce,
} from "./echo_waits.ts";
import { means } from "./misconceptions.ts";

/** What is said of a stream that has a reader or a writer, or is closed. */
const NO_STREAM = /TypeError:.*(\blocked\b|closing or is closed)/;

/** Writes `input`, closes stdin, and expects the same on stdout. */
async function roundTrip(
  story: Story,
  child: EchoChild,
  input: Uint8Array<ArrayBuffer>,
): Promise<void> {
  child.write(input);
  child.end();
  const tooMany = () => child.output.length > input.length;
  await story.eventually(() => child.ended || tooMany(), () => {
    const all = child.output.length === input.length;
    const written = `it has written ${child.output.length} bytes`;
    const left = child.leavesBytes;
    return {
      expected: "the program ends when its input has ended",
      got: child.readsNothing
        ? `${written}, and reads into an empty array, again and again`
        : left > 0
        ? `${written}, and then an empty array, again and again, while ${left} bytes of the piece are left`
        : all
        ? `${written} and still runs`
        : `${written}, no more come, and it still runs`,
      ...means(
        child.readsNothing
          ? "reads-into-nothing"
          : left > 0
          ? "leaves-nothing-of-the-rest"
          : all
          ? "misses-the-end-of-input"
          : undefined,
      ),
    };
  });
  const differs = difference(child.output, input);
  if (differs !== undefined) {
    const early = isCutOff(child, input) && await soon(() => child.leftInput);
    const rest = differs.shows === "sends-stale-bytes" && await passesOnOne();
    story.fail({
      expected: `the ${input.length} bytes come back as they were sent`,
      got: `${differs.told}${
        early
          ? ": it ended and left the rest of its input unread"
          : rest
          ? "; where a write takes all, as of a single byte, none do"
          : ""
      }${child.lastWords}`,
      ...means(
        early
          ? "ends-before-its-input"
          : rest
          ? "writes-more-than-the-rest"
          : differs.shows,
      ),
    });
  }
  story.holds(child.code === 0, {
    expected: "the program's exit code is 0",
    got: `it is ${child.code}${child.lastWords}`,
    ...means("fails-at-the-end-of-input"),
  });
}

/** Whether of a single byte, which any write takes, that byte alone comes out. */
async function passesOnOne(): Promise<boolean> {
  await using child = new EchoChild();
  child.write(new TextEncoder().encode("h"));
  await soon(() => child.output.length > 0, 1_000);
  return child.output.length === 1;
}

/** Whether it has ended well, and has written less than it should have. */
function isCutOff({ code, output }: EchoChild, input: Uint8Array): boolean {
  return code === 0 && output.length < input.length &&
    firstDifference(output, input.subarray(0, output.length)) === -1;
}

lessonTest(
  "7.1.1 echo_child answers before its input ends",
  async (story: Story) => {
    await using child = new EchoChild();
    let written = 0;
    for (const piece of ["h", "el", "lo"]) {
      child.write(new TextEncoder().encode(piece));
      written += piece.length;
      story.did(
        `"${piece}", without a newline, was written to the stdin of echo_child.ts, which stays open`,
      );
      await story.eventually(
        () => child.output.length >= written || child.ended,
        async () => ({
          expected: `it writes "${piece}" to its stdout at once`,
          ...whatIsLeftOut(child, written - piece.length, piece) ??
            await whatItWaitsFor(child, piece),
        }),
      );
    }
    const more = randomBytes(3_000, 71);
    child.write(more);
    story.did("3,000 random bytes (seed 71) were written, too");
    await story.eventually(
      () => child.output.length >= 3_005 || child.ended,
      async () => {
        const came = difference(child.output.subarray(5), more);
        return {
          expected: "it writes them to its stdout at once",
          ...came?.shows !== undefined && child.output.length > 100
            ? { got: came.told, ...means(came.shows) }
            : await whatItWaitsFor(child),
        };
      },
    );
    const [first, then] = [
      child.output.subarray(0, 5),
      child.output.subarray(5),
    ];
    const text = new TextDecoder().decode(first);
    const begin = textOf(child.output.subarray(0, 40));
    const zeros = then.length > 0 && then.subarray(0, 100).every((b) => !b);
    const whole = new Uint8Array([
      ...new TextEncoder().encode("hello"),
      ...more,
    ]);
    // Its stdin is open, and there was more to read than the first piece.
    const early = text.length !== 1 && isCutOff(child, whole);
    const once = !early && child.code === 0 && "hello".startsWith(text);
    const atOnce = once ? await writtenAtOnce() : { length: 0, ended: true };
    story.holds(text === "hello" && difference(then, more) === undefined, {
      expected: "its output is the 5 bytes of hello and those 3,000",
      got: child.ended
        ? `it ended when it had written ${JSON.stringify(text)}${
          then.length > 0 ? ` and ${then.length} bytes` : ""
        }, though its stdin was still open${child.lastWords}${
          once
            ? `; another one, to which ${MUCH} bytes were written at once, wrote ${atOnce.length} of them and ${
              atOnce.ended ? "ended" : "still runs"
            }`
            : ""
        }`
        : `${child.output.length} bytes: ${
          JSON.stringify(begin.length > 8 ? begin : text)
        }, and then ${
          begin.length > 8
            ? "more"
            : zeros
            ? "zeros"
            : difference(then, more)?.told ?? "the 3,000"
        }`,
      ...means(
        early
          ? "ends-before-its-input"
          : /^h\0/.test(text)
          ? "sends-stale-bytes"
          : /^h\n/.test(text)
          ? "prints-instead-of-writing"
          : once
          ? atOnce.length > MOST
            ? "takes-a-short-read-for-the-end"
            : "carries-one-piece"
          : /^h{5}$/.test(text) && then.every((byte) => byte === first[0])
          ? "never-reads-again"
          : /^h+e/.test(text.slice(1))
          ? "repeats-what-was-taken"
          : child.ended && child.code !== 0
          ? NO_STREAM.test(child.lastWords)
            ? "takes-the-stream-for-each-piece"
            : undefined
          : text !== "hello"
          ? /^[helo]{5}$/i.test(text) ? "changes-bytes" : "adds-bytes"
          : text === "hello"
          ? zeros ? "sends-stale-bytes" : difference(then, more)?.shows
          : undefined,
      ),
    });
  },
);

lessonTest(
  "7.1.1 echo_child writes all bytes to a stdout that takes few at a time",
  async (story: Story) => {
    const input = randomBytes(100_000, 7110);
    await using child = new EchoChild("--preload", SHORT_WRITES.href);
    story.did(
      "100,000 random bytes (seed 7110) were written to echo_child.ts, whose stdout takes at most 1,000 bytes with each write, and its stdin closed",
    );
    const timed = () => {
      const [call] = child.timers;
      return call === undefined ? undefined : {
        expected: "it sets no timer: it waits for input, and for nothing else",
        got: call,
        ...means("delays-by-timer"),
      };
    };
    using _suspicion = story.suspect(timed);
    await roundTrip(story, child, input);
    const verdict = timed();
    if (verdict !== undefined) story.fail(verdict);
  },
);

lessonTest(
  "7.1.1 echo_child writes the rest of a piece before more comes",
  async (story: Story) => {
    const expected = "all of them come, though nothing more is sent";
    const piece = randomBytes(5_000, 7112);
    await using child = new EchoChild("--preload", SHORT_WRITES.href);
    child.write(piece);
    story.did(
      "5,000 random bytes (seed 7112) were written to echo_child.ts, whose stdout takes at most 1,000 bytes with each write; its stdin stays open",
    );
    await story.eventually(
      () => child.output.length >= piece.length || child.ended,
      async () => {
        const { length } = child.output;
        child.write(new Uint8Array(1));
        await soon(() => child.output.length > length + 1, 1_000);
        const then = child.output.subarray(length, piece.length);
        const goesOn = length > 0 && then.length > 1 &&
          firstDifference(
              then,
              piece.subarray(length).subarray(0, then.length),
            ) ===
            -1;
        return {
          expected,
          got: `${length} come${
            goesOn ? "; when one more byte is sent, others do" : ""
          }`,
          ...means(goesOn ? "writes-the-rest-later" : undefined),
        };
      },
    );
    const differs = difference(child.output, piece);
    story.holds(differs === undefined, {
      expected,
      got: `${differs?.told}${child.lastWords}`,
      ...means(differs?.shows),
    });
  },
);

lessonTest(
  "7.1.1 echo_child gives back 2 MB byte for byte and ends",
  async (story: Story) => {
    const input = randomBytes(2_000_003, 711);
    await using child = new EchoChild();
    story.did(
      "2,000,003 random bytes (seed 711) were written to echo_child.ts and its stdin closed",
      "head -c 2000003 /dev/urandom | tee sent | deno run echo_child.ts | cmp - sent",
    );
    await roundTrip(story, child, input);
  },
);

import { lessonTest } from "../harness/lesson_test.ts";
import type { Story } from "../harness/story/story.ts";
import { UnwrittenLines } from "../../lessons/7.5-ipc/log_lines.ts";
import { type Known, means } from "./misconceptions.ts";

lessonTest(
  "7.5.8 UnwrittenLines numbers lines on from the file, each once",
  (story: Story) => {
    const lines = new UnwrittenLines();
    const line = lines.add("a", "text");
    lines.resume(new Map([["a", 7]]));
    story.did("the file of the first logger has 7 lines of sender a");
    story.holds(lines.length === 1, {
      expected: "resume() keeps a line that came before the first logger",
      got: "it is dropped",
      ...means("drops-what-was-never-sent"),
    });
    const first = lines.format(line);
    story.holds(first === "a 8 text\n", {
      expected: 'format() makes "a 8 text" of a\'s next line',
      got: JSON.stringify(first),
      ...means(first === "a 1 text\n" ? "numbering-starts-over" : undefined),
      method: ["UnwrittenLines.resume()", "UnwrittenLines.format()"],
    });
    const again = lines.format(line);
    story.holds(again === first, {
      expected: "format() of the same line gives the same again",
      got: JSON.stringify(again),
      ...means(again === "a 9 text\n" ? "new-number-each-time" : undefined),
    });
    story.did(
      'format() made "a 8 text" of a line of a, also when asked for that line again',
    );
    const next = lines.format(lines.add("a", "more"));
    story.holds(next === "a 9 more\n", {
      expected: 'format() makes "a 9 more" of a\'s next line',
      got: JSON.stringify(next),
      ...means(
        next === "a 10 more\n" ? "number-used-up-by-old-line" : undefined,
      ),
      method: "UnwrittenLines.format()",
    });
    story.did('it made "a 9 more" of the next line');
    lines.resume(new Map([["a", 7]]));
    const last = lines.format(lines.add("a", "last"));
    story.did(
      "a second logger found lines 1 to 7 of a in the file, and neither 8 nor 9",
    );
    story.holds(last === "a 10 last\n", {
      expected: 'format() makes "a 10 last" of a\'s next line',
      got: JSON.stringify(last),
      ...means(
        last === "a 8 last\n" ? "each-logger-begins-the-numbering" : undefined,
      ),
    });
  },
);

lessonTest(
  "7.5.8 UnwrittenLines.resume() drops the lines that the file has, and no others",
  (story: Story) => {
    const lines = new UnwrittenLines();
    lines.resume(new Map());
    const sent = { a: 5, b: 3, c: 1, constructor: 2 };
    for (const [sender, count] of Object.entries(sent)) {
      for (let i = 0; i < count; i++) lines.format(lines.add(sender, "text"));
    }
    lines.add("a", "text");
    const none = "without number";
    const inFile = new Map([["a", 3], ["b", 1]]);
    lines.resume(inFile);
    story.did(
      "lines a 1 to a 5, b 1 to b 3, c 1, constructor 1 and constructor 2 were sent, and one more of a was not yet; of these, the file has a 1 to a 3 and b 1",
    );
    // Whether resume() or format() gives it the next one is all the same.
    const left = [...lines].map(({ sender, number }) =>
      `${sender} ${sender === "a" && number === 6 ? none : number ?? none}`
    );
    const expected = [
      "a 4",
      "a 5",
      "b 2",
      "b 3",
      "c 1",
      "constructor 1",
      "constructor 2",
      "a without number",
    ];
    const kept = left.filter((one) => !expected.includes(one));
    const inVain = kept.filter((one) => /^(a [123]|b 1)$/.test(one));
    const dropped = expected.filter((one) => !left.includes(one));
    // Lines with other numbers are told by who numbers them.
    const isKnown = dropped.length === 0 ||
      left.length + dropped.length === expected.length;
    /** What is left where all are compared with one number. */
    const above = (last: number) =>
      Object.entries(sent).flatMap(([sender, count]) =>
        Array.from({ length: count }, (_, i) => i + 1)
          .filter((number) => number > last)
          .map((number) => `${sender} ${number}`)
      );
    const isOneForAll = [...inFile.values()].some((last) =>
      `${left}` === `${[...above(last), "a without number"]}`
    );
    story.holds(`${left}` === `${expected}`, {
      expected: `resume() leaves ${expected.join(", ")}`,
      got: `it leaves ${left.join(", ")}${
        inVain.length > 0 ? `; the file has ${inVain.join(", ")} of these` : ""
      }`,
      ...means(
        isOneForAll
          ? "one-senders-number-for-all"
          : `${left}` === `a 2,${expected}`
          ? "passes-over-lines"
          : dropped.length === 0 && `${kept}` === "a 3,b 1"
          ? "last-line-in-the-file-is-kept"
          : isKnown
          ? DROPPED[`${dropped}`]
          : undefined,
      ),
      method: "UnwrittenLines.resume()",
    });
    story.holds(lines.length === 8 && lines.written === 4, {
      expected: "4 of the 12 lines are written",
      got: `${lines.written} are`,
    });
  },
);

/** What it shows when these were dropped. */
const DROPPED: Record<string, Known> = {
  "": "resends-what-the-file-has",
  "a 4,b 2,c 1,constructor 1": "drops-an-unwritten-line",
  "c 1,constructor 1,constructor 2": "unknown-sender-is-dropped",
  "constructor 1,constructor 2": "sender-looked-up-in-object",
  "a without number": "drops-what-was-never-sent",
  "a 4,a 5,b 2,b 3,c 1,constructor 1,constructor 2":
    "takes-what-was-sent-for-written",
  "a 4,a 5,b 2,b 3": "drops-all-of-a-known-sender",
};

import { lessonTest } from "../harness/lesson_test.ts";
import type { Story } from "../harness/story/story.ts";
import type { Entry } from "../../lessons/7.5-ipc/given/queue_files.ts";
import {
  choose,
  fits,
  nextSequence,
} from "../../lessons/7.5-ipc/queue_rules.ts";
import { type Known, means } from "./misconceptions.ts";

/** Entries with these numbers. */
const entriesOf = (...numbers: number[]): Entry[] =>
  numbers.map((sequence) => ({ sequence, type: 1, length: 0 }));

/** Where a wrong number comes from. */
function source(entries: Entry[], got: number): Known {
  // No number here is near what a clock says.
  if (Number.isFinite(got) && got >= 1000) return "numbers-by-the-clock";
  const again = nextSequence(entries);
  if (again !== got && again === got + 1) return "numbers-by-its-own-count";
  if (entries.length === 0) {
    return nextSequence(entriesOf(7)) === 8
      ? "begins-with-another-number"
      : undefined;
  }
  if (got === entries.at(-1)?.sequence && nextSequence(entriesOf(7)) === 7) {
    return "numbers-by-the-last-again";
  }
  if (got === (entries[0]?.sequence ?? 0) + 1) return "numbers-by-the-first";
  if (got === entries.length + 1) return "numbers-by-how-many";
  if (got === (entries[0]?.sequence ?? 1) + entries.length) {
    return "numbers-from-the-first";
  }
  const taken = entries.map(({ sequence }) => sequence);
  return got < Math.max(...taken) && !taken.includes(got)
    ? "numbers-fill-a-gap"
    : undefined;
}

lessonTest(
  "7.5.4 nextSequence() counts on from the last message that is there",
  (story: Story) => {
    const cases: [there: number[], next: number][] = [
      [[], 1],
      [[1], 2],
      [[1, 2, 3], 4],
      [[3], 4],
      [[5, 12], 13],
      [[99, 100], 101],
      [[2 ** 31, 2 ** 32], 2 ** 32 + 1],
      [[1], 2],
    ];
    for (const [there, next] of cases) {
      const entries = entriesOf(...there);
      const got = nextSequence(entries);
      story.equal(got, next, {
        what: `the next message's number, where ${
          there.length === 0
            ? "the queue is empty"
            : `the messages have ${there.join(", ")}`
        }`,
        ...means(source(entries, got)),
      });
    }
  },
);

lessonTest(
  "7.5.4 choose(), as fits() and nextSequence(), leaves the caller's entries as they are",
  (story: Story) => {
    const types = [3, 2, 5, 2, 1];
    const wanted = [0, 2, 3, 4, -1, -2, -4, -9];
    const calls: [call: string, (entries: Entry[]) => unknown][] = [
      ...wanted.map((type): typeof calls[number] => [
        `choose(entries, ${type})`,
        (entries) => choose(entries, type),
      ]),
      ["fits(entries, 1, 10)", (entries) => fits(entries, 1, 10)],
      ["nextSequence(entries)", nextSequence],
    ];
    for (const [call, use] of calls) {
      const entries = types.map((type, i) => ({
        sequence: i + 1,
        type,
        length: 0,
      }));
      use(entries);
      story.equal(entries.map(({ type }) => type), types, {
        what: `the types of the entries after ${call}`,
        ...means("rule-changes-the-entries"),
        method: `${call.slice(0, call.indexOf("("))}()`,
      });
    }
  },
);

import { lessonTest } from "../harness/lesson_test.ts";
import type { Story } from "../harness/story/story.ts";
import {
  ASLEEP,
  HEAD,
  READER,
  TAIL,
  WRITER,
} from "../../lessons/7.5-ipc/ring_ends.ts";
import {
  alone,
  ANOTHER,
  beforeSaying,
  NO_REASON,
  notifies,
  type Outcome,
  told,
} from "./alone.ts";
import { type Known, means } from "./misconceptions.ts";
import { cameBefore, endsOf, sleepOf } from "./ring_alone.ts";

/** What a sleep shows that does not end as it must. */
function sleepless(call: Outcome<unknown>, unwoken: Known): Known {
  if (call.how === "spun") return "spins-on-memory";
  if (call.limits.some((ms) => ms !== Infinity)) {
    return "sleeps-with-a-time-limit";
  }
  switch (call.woken[0]) {
    case "not woken":
      return unwoken;
    case "word not changed":
      return "wakes-without-changing-the-word";
    case "word changed too late":
      return "wakes-before-changing-the-word";
    default:
      return undefined;
  }
}

lessonTest(
  "7.5.5 RingBuffer sleeps once where it must, and is woken by a change and by the end",
  (story: Story) => {
    for (
      const [by, unwoken] of [
        ["change", "change-wakes-nobody"],
        ["close", "close-wakes-nobody"],
      ] as const
    ) {
      for (const full of [false, true]) {
        const { what, body, method, change, [by]: other } = endsOf(full);
        const call = alone(body, other.call);
        const [became] = call.woken;
        const theirs = sleepOf(!full);
        const isElsewhere = call.place !== (full ? WRITER : READER);
        story.holds(
          call.limits.length === 1 && call.limits[0] === Infinity &&
            became === "woken" && call.how !== "slept",
          {
            expected:
              `${what} sleeps once, without a time limit, until ${other.what} wakes it`,
            got: became === "word not changed" ||
                became === "word changed too late"
              ? `${other.what} calls notify while the sleeper's word still says ASLEEP`
              : told(call, other.what),
            ...means(
              call.place === (full ? READER : WRITER)
                ? "sleeps-on-the-other-ends-word"
                : call.place === HEAD || call.place === TAIL
                ? "sleeps-on-an-index"
                : call.says !== undefined && call.says !== ASLEEP
                ? "sleeps-in-secret"
                // A change does wake: it was looked at before.
                : by === "close" && became === "word not changed"
                ? "close-leaves-the-word-asleep"
                : sleepless(
                  call,
                  by === "close" && full ? "close-wakes-no-writer" : unwoken,
                ),
            ),
            site: isElsewhere ? call.site : undefined,
            // What both ends do alike may be what they share.
            method: call.how === "spun" && theirs.how !== "spun"
              ? method
              : by === "change" && became === "not woken" &&
                  theirs.woken[0] === "woken"
              ? change.method
              : undefined,
          },
        );
      }
    }
  },
);

lessonTest(
  "7.5.5 RingReader.read() sleeps on when it wakes for no reason",
  (story: Story) => {
    const { what, body, change } = endsOf(false);
    const call = alone(body, NO_REASON, change.call);
    story.holds(call.how === "returned" && call.value === 4, {
      expected: `${what} returns 4 when 4 bytes come, after two sleeps`,
      got: told(call),
      ...means(
        call.value === 0 && call.limits.length > 0
          ? "woken-is-not-enough"
          : undefined,
      ),
    });
  },
);

lessonTest(
  "7.5.5 RingBuffer wakes the other end for a byte, also where it has an old look at it",
  (story: Story) => {
    const one = new Uint8Array(1);
    const wakes = (
      full: boolean,
      { writer, reader }: Pick<ReturnType<typeof endsOf>, "writer" | "reader">,
      otherwise = "",
    ) => {
      const body = (): unknown => full ? writer.write(one) : reader.read(one);
      const call = () => full ? reader.tryRead(one) : writer.tryWrite(one);
      const change = `${full ? "tryRead()" : "tryWrite()"} of one byte`;
      const sleep = alone(body, call);
      story.holds(sleep.woken[0] === "woken" && sleep.how === "returned", {
        expected: `${
          full ? "write() of one byte into a full" : "read() from an empty"
        } ring sleeps until ${change} wakes it`,
        got: `${told(sleep, change)}${otherwise}`,
        ...means(
          sleep.woken[0] === "not woken" && sleep.says === ASLEEP
            ? "change-wakes-nobody"
            : undefined,
        ),
        method: sleep.woken[0] === "not woken" &&
            sleepOf(full).woken[0] === "woken"
          ? endsOf(full).change.method
          : undefined,
      });
    };
    for (const full of [false, true]) {
      const isWoken = sleepOf(full).woken[0] === "woken";
      wakes(full, endsOf(full), isWoken ? "; that of 4 bytes does" : "");
    }
    const { writer, reader } = endsOf(false);
    writer.tryWrite(one);
    reader.tryRead(one);
    story.did("a byte was written into a ring of 4, and read");
    wakes(false, { writer, reader });
    writer.tryWrite(one);
    writer.tryWrite(one);
    reader.tryRead(one);
    writer.tryWrite(one);
    writer.tryWrite(one);
    writer.tryWrite(one);
    story.did(
      "two bytes were written, one of them was read, and three written: the ring is full",
    );
    wakes(true, { writer, reader });
  },
);

lessonTest(
  "7.5.5 RingBuffer is awake again when its second look found something",
  (story: Story) => {
    for (const full of [false, true]) {
      const { what, body, method, change, ring, end } = endsOf(full);
      {
        using hook = beforeSaying(ASLEEP, change.call);
        const call = alone(body);
        const [own, theirs] = full ? [HEAD, TAIL] : [TAIL, HEAD];
        const second = call.looks.slice(call.looks.lastIndexOf(ANOTHER) + 1);
        const isOwn = second.includes(own) && !second.includes(theirs);
        const isBlind = call.how === "slept" && hook.isCalled &&
          !second.includes(theirs) && sleepOf(full).how !== "slept";
        story.did(cameBefore(change.what, what, hook));
        story.holds(call.how === "returned", {
          expected: "it looks again, finds that, and does not sleep",
          got: told(call),
          ...means(
            !isBlind
              ? undefined
              : isOwn
              ? "second-look-at-its-own-index"
              : "sleeps-without-a-second-look",
          ),
          method: isBlind && isOwn ? method : undefined,
        });
      }
      const calls = notifies(change.call);
      story.holds(calls === 0, {
        expected: `it is awake: the next ${change.what} calls no notify`,
        got: `calls of notify: ${calls}`,
        ...means(
          notifies(endsOf(full).change.call) > 0
            ? "notifies-each-time"
            : "stays-asleep",
        ),
      });
      story.holds(alone(() => ring[end]()).how === "threw", {
        expected: `a second ${end} is refused, also after the first has slept`,
        got: `the ring has a second ${end}`,
        ...means(
          alone(() => endsOf(full).ring[end]()).how === "threw"
            ? "end-free-after-sleep"
            : "second-end-accepted",
        ),
      });
    }
  },
);

lessonTest(
  "7.5.5 RingBuffer notices that the other end was closed just before it sleeps",
  (story: Story) => {
    for (const full of [false, true]) {
      const { what, body, close, writer, reader } = endsOf(full);
      const later = endsOf(full);
      const woken = alone(later.body, later.close.call);
      using hook = beforeSaying(ASLEEP, close.call);
      const call = alone(body);
      const one = new Uint8Array(1);
      const tried = alone(() =>
        full ? writer.tryWrite(one) : reader.tryRead(one)
      );
      const ended = full
        ? call.error instanceof Deno.errors.BrokenPipe
        : call.value === null;
      story.did(
        `${cameBefore(close.what, what, hook)}${
          ended ? `; ${told(call)}` : ""
        }`,
      );
      const isUnnoticed = full && tried.how === "returned";
      story.holds(ended, {
        expected: `it looks again, finds that, and ${
          full ? "throws a Deno.errors.BrokenPipe" : "returns null"
        }`,
        got: `${told(call)}${
          isUnnoticed
            ? `; tryWrite() of a byte returns ${tried.value}, and throws nothing`
            : ""
        }`,
        ...means(
          call.how === "slept" && woken.how !== "slept" && hook.isCalled
            ? "second-look-misses-the-end"
            : call.how !== "spun"
            ? undefined
            : isUnnoticed
            ? "reader-left-unnoticed"
            : !full && tried.value === null
            ? "end-is-taken-for-nothing"
            : undefined,
        ),
      });
    }
  },
);

lessonTest(
  "7.5.5 RingWriter.write() writes all, and read() into no room does not wait",
  (story: Story) => {
    const { writer, reader, words } = endsOf(false);
    const nothing = alone(() => reader.read(new Uint8Array(0)));
    story.holds(nothing.how === "returned" && nothing.value === 0, {
      expected:
        "read() into an array of length 0 returns 0, from an empty ring",
      got: told(nothing),
      ...means(nothing.how === "slept" ? "read-of-nothing-waits" : undefined),
    });
    const bytes = new Uint8Array([1, 2, 3, 4, 5]);
    const into = new Uint8Array(8);
    let read = 0;
    const takes = () => read += reader.tryRead(into.subarray(read)) ?? 0;
    const call = alone(() => writer.write(bytes), takes);
    takes();
    /** Whether tryWrite() tells what it has taken: a part, and a byte then. */
    const isRight = () => {
      const { writer, reader } = endsOf(false);
      const taken = [bytes, new Uint8Array(1)].map((bytes) => {
        const { value } = alone(() => writer.tryWrite(bytes));
        reader.tryRead(new Uint8Array(4));
        return value;
      });
      return `${taken}` === "4,1";
    };
    story.holds(call.how === "returned" && read === 5, {
      expected:
        "write() of 5 bytes into a ring of 4 writes all, as the reader takes some",
      got: call.how === "slept" && read === 0
        ? "it sleeps, and nothing has come that the reader could take"
        : `${told(call)}; ${read} bytes came`,
      ...means(
        call.how === "returned" && call.limits.length === 0 && read === 4
          ? "write-forgets-the-rest"
          : read > 5 && Atomics.load(words, HEAD) > 5 && isRight()
          ? "write-begins-again"
          : undefined,
      ),
    });
    story.equal([...into.subarray(0, 5)], [1, 2, 3, 4, 5], {
      what: "what came of the bytes 1 to 5",
    });
    read = 0;
    const woken = alone(() => writer.write(bytes), NO_REASON, takes);
    takes();
    story.holds(woken.how === "returned" && read === 5, {
      expected:
        "write() of 5 bytes writes all, also if it wakes for no reason before the reader takes some",
      got: `${told(woken)}; ${read} bytes came`,
      ...means(
        woken.how === "returned" && woken.limits.length === 1
          ? "write-forgets-the-rest"
          : undefined,
      ),
    });
  },
);

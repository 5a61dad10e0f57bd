import { lessonTest } from "../harness/lesson_test.ts";
import type { Story } from "../harness/story/story.ts";
import { Flow, MB, standsStill } from "./flow.ts";
import { type Id, means } from "./misconceptions.ts";
import { earlyEnd, waits } from "./new_pair.ts";
import { Pair } from "./pair.ts";
import { untimedBytes } from "./untimed.ts";

const BYTE = new Uint8Array(1);

lessonTest(
  "7.2.1 PortConn.closeWrite() ends one direction and not the other",
  untimedBytes(async (story: Story) => {
    using pair = new Pair(story);
    const { a, b } = pair;
    await a.send("last words");
    await a.settled("closeWrite()", a.conn.closeWrite(), {
      pending: "close-write-waits",
    });
    story.did("a closed its writing side");
    await b.hears("last");
    await b.hears(" words");
    await b.hearsEnd();
    await b.hearsEnd({ pending: "end-read-once", rejects: "end-read-once" });
    // What b was told, or what it made of that.
    const deaf = () =>
      pair.closes > 0 ? "half-close-is-close" : whoIsDeaf(story);
    const ends = pair.closes > 0
      ? "half-close-is-close"
      : "own-end-ends-reading";
    await b.send("an answer", { rejects: deaf });
    await a.hears("an answer", {
      pending: "own-end-ends-reading",
      rejects: ends,
      ended: ends,
    });
    const late = await a.conn.write(BYTE).then(String, (error) => {
      if (String(error).includes("TODO(")) throw error;
      return error;
    });
    await pair.quiet();
    const { b: before } = pair.got;
    await a.settled("closeWrite(), called again,", a.conn.closeWrite(), {
      rejects: "end-told-twice-fails",
    });
    await pair.quiet();
    const more = pair.got.b - before;
    story.holds(late instanceof Deno.errors.BrokenPipe, {
      expected:
        "a.write() after closeWrite() rejects with Deno.errors.BrokenPipe, as a Deno.Conn does",
      got: typeof late !== "string"
        ? `it rejected with ${late}`
        : `it resolved with ${late}; a second closeWrite() posted ${
          more === 0 ? "nothing" : "the end again"
        }`,
      ...means(
        typeof late !== "string"
          ? "fails-with-another-error"
          : more === 0
          ? "writes-after-end"
          : "end-not-noted",
      ),
    });
    story.equal(more, 0, {
      what: "how many messages b gets when a calls closeWrite() again",
      ...means("tells-the-end-twice"),
    });
    await b.conn.closeWrite();
    story.did("b closed its writing side");
    await a.hearsEnd();
    await b.hearsEnd({ rejects: "half-close-is-close" });
  }),
);

/**
 * Where it is taken for the end of both directions that the peer has ended one:
 * what was noted when the message came also lets go on a write without credit.
 */
async function whoIsDeaf(story: Story): Promise<Id> {
  story.did("b's next write() failed");
  using pair = new Pair(story);
  const { a, b } = pair;
  await standsStill(new Flow(b, new Uint8Array(MB)));
  await a.conn.closeWrite();
  await pair.quiet();
  let fails = false;
  b.conn.write(BYTE).catch((error) => {
    fails = error instanceof Deno.errors.BrokenPipe;
  });
  await pair.quiet();
  story.did(
    `this b wrote until it had no credit, this a closed its writing side, and b's next write() ${
      fails ? "failed, too" : "did not fail: it waits for credit"
    }`,
  );
  return fails ? "end-makes-deaf" : "end-ends-writing";
}

lessonTest(
  "7.2.1 PortConn.read() waits on when it was woken and nothing came",
  untimedBytes(async (story: Story) => {
    using pair = new Pair(story);
    const { a, b } = pair;
    let isEarly = false;
    let isSent = false;
    const shown = (early?: Id) => async (): Promise<Id | undefined> => {
      // It has waited on, and something else is wrong.
      if (isSent) return undefined;
      isEarly = true;
      if (!await waits(story)) return early;
      return await waits(story, true) ? "looks-once" : "own-end-ends-reading";
    };
    const shows = { nothing: shown(), ended: shown("read-does-not-wait") };
    const heard = b.hears("late", shows);
    heard.catch(() => {});
    story.did("b waits in read()");
    await b.settled("closeWrite()", b.conn.closeWrite());
    story.did("b closed its writing side, which wakes whoever waits");
    await pair.quiet();
    if (isEarly) await heard;
    isSent = true;
    await a.send("late");
    await heard;
  }),
);

/** Expects that end b can write no more, as end a has closed. */
async function isDeaf(story: Story, pair: Pair): Promise<void> {
  const { b } = pair;
  // Of a close that is told in another way than the end, b may hear later.
  await story.eventually(
    () => b.conn.write(BYTE).then(() => false, () => true),
    () => ({
      expected: "b.write() rejects once a has closed",
      got: "it resolves, again and again",
      ...means(
        // Where bytes come in messages, the close does, too.
        pair.ends + pair.arrived > 0 && pair.closes === 0
          ? "end-for-close"
          : "writes-to-the-deaf",
      ),
    }),
    b.ms,
  );
  await b.rejects("write()", b.conn.write(BYTE), "BrokenPipe");
}

lessonTest(
  "7.2.1 PortConn.close() ends both directions",
  untimedBytes(async (story: Story) => {
    using pair = new Pair(story);
    const { a, b } = pair;
    await b.send("never read");
    await a.send("last words");
    a.conn.close();
    const late = a.conn.read(BYTE);
    story.did("a closed, and called read() at once");
    const open = { other: "close-not-noted" } as const;
    await a.rejects("read() after close()", late, "BadResource", open);
    await pair.quiet();
    const untold = {
      pending: () => pair.closes > 0 ? "close-is-no-end" : "close-untold",
    } as const;
    await b.hears("last words", {
      ...untold,
      ended: () => earlyEnd(story, pair, "close-drops-unread"),
    });
    await b.hearsEnd({ ...untold, rejects: "close-is-an-error" });
    await isDeaf(story, pair);
    const end = "closeWrite(), to a peer that has closed,";
    await b.settled(end, b.conn.closeWrite(), {
      rejects: "close-write-of-the-deaf",
    });
    for (
      const [action, call] of [
        ["read()", () => a.conn.read(BYTE)],
        ["write()", () => a.conn.write(BYTE)],
        ["closeWrite()", () => a.conn.closeWrite()],
        // deno-lint-ignore require-await
        ["close()", async () => a.conn.close()],
      ] as const
    ) {
      await a.rejects(`${action} after close()`, call(), "BadResource");
    }
    a.conn[Symbol.dispose]();
    story.did("disposing of a, which is closed, did nothing");
  }),
);

lessonTest(
  "7.2.1 PortConn.close() is told also after closeWrite()",
  untimedBytes(async (story: Story) => {
    using pair = new Pair(story);
    const { a, b } = pair;
    await a.settled("closeWrite()", a.conn.closeWrite());
    story.did("a closed its writing side");
    await b.hearsEnd();
    a.conn.close();
    story.did("a closed");
    await isDeaf(story, pair);
  }),
);

/** Whether close() ends a read that has waited for some turns. */
async function wakesLater(story: Story): Promise<boolean> {
  using pair = new Pair(story);
  const waiting = pair.a.conn.read(BYTE);
  let over = false;
  waiting.catch(() => over = true);
  await pair.quiet();
  pair.a.conn.close();
  await pair.quiet();
  story.did(
    `a waited in read() for some turns of the event loop, then it closed, and read() ${
      over ? "rejected" : "waits"
    }`,
  );
  return over;
}

lessonTest(
  "7.2.1 PortConn.close() interrupts a read of its own that waits",
  untimedBytes(async (story: Story) => {
    using pair = new Pair(story);
    const { a } = pair;
    const waiting = a.conn.read(BYTE);
    let settled = false;
    const note = () => settled = true;
    waiting.then(note, note);
    story.did("a waits in read()");
    a.conn.close();
    story.did("a closed");
    await a.rejects("read() that waits", waiting, "Interrupted", {
      ended: "closed-read-is-the-end",
      async pending() {
        await pair.nudgeA();
        story.did(
          `then a got a message from the test, which wakes who waits: read() ${
            settled ? "went on" : "waits again"
          }`,
        );
        if (!settled) return "waits-again-after-close";
        return await wakesLater(story) ? "news-missed" : "close-wakes-nobody";
      },
    });
  }),
);

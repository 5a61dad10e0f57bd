import { lessonTest } from "../harness/lesson_test.ts";
import { howMany } from "../harness/story/how_many.ts";
import { soon as comesTrue } from "../harness/story/soon.ts";
import type { Story } from "../harness/story/story.ts";
import { QueueFiles } from "../../lessons/7.5-ipc/given/queue_files.ts";
import { MessageQueue } from "../../lessons/7.5-ipc/message_queue.ts";
import { means } from "./misconceptions.ts";
import { QueueSpy } from "./queue_spies.ts";
import { QueueFolder, shown, soon, withoutQueues } from "./queue_folder.ts";

const KEY = 99;
const options = { skip: withoutQueues };

/** An error in words. */
const told = (error: unknown) => `"${error}"`;

/** Whether receive() of an empty queue waits where no signal ends that. */
async function waits(queue: MessageQueue): Promise<boolean> {
  let isOver = false;
  queue.receive(0).catch(() => {}).finally(() => isOver = true);
  return !await comesTrue(() => isOver);
}

lessonTest(
  "7.5.4 MessageQueue does not look again and again while nothing changes",
  async (story: Story) => {
    await using folder = new QueueFolder();
    const options = { folder: folder.path, maxBytes: 4 };
    const queue = await MessageQueue.open(KEY, options);
    const waits: [
      what: string,
      wait: () => Promise<unknown>,
      wake: () => Promise<unknown>,
    ][] = [
      ["receive(5)", () => queue.receive(5), async () => {
        story.holds(await queue.trySend(5, ""), {
          expected:
            'trySend(5, "") puts an empty message into a queue of maxBytes 4 that holds one of 4 bytes',
          got: "it returns false, and receive(5) waits on",
          ...means("full-of-bytes-is-full"),
        });
      }],
      ["send()", () => queue.send(2, "more"), () => queue.tryReceive(1)],
    ];
    await soon(story, queue.send(1, "full"));
    for (const [what, wait, wake] of waits) {
      using spy = new QueueSpy();
      const waiting = wait();
      // It fails with the folder if the test fails before.
      waiting.catch(() => {});
      story.did(`${what} was called, which has to wait`);
      // The queue's own looks take some turns of the event loop each.
      const looks = await spy.countLooks(() => queue.stat(), 4);
      story.holds(looks <= 4, {
        expected:
          `${what} looks once or twice, and then sleeps until the folder changes`,
        got: `it looked ${looks} times, and nothing had changed; of ${
          howMany(spy.count("sleep"), "call", "calls")
        } of next() until then, ${
          spy.count("wake") + spy.count("stop")
        } had come to an end`,
        ...means("asks-again-and-again"),
      });
      await spy.unseen(wake);
      story.did(`what ${what} waits for was done`);
      const verdict = () => ({
        expected: `${what} wakes, looks, and goes on`,
        got: `its last steps: ${spy.told}`,
        ...means(spy.oversleeps),
      });
      await story.within(waiting, verdict);
      const dozed = spy.acts.findIndex((act, i) =>
        act === "wake" && spy.acts[i + 1] === "sleep"
      );
      story.holds(dozed < 0, {
        expected: `${what} looks whenever it wakes`,
        got: `it did: ${spy.acts.slice(0, 12).join(", ")}`,
        ...means("sleeps-without-a-look"),
      });
    }
    story.equal(shown(await queue.tryReceive()), "2:more", {
      what: "what lies in the queue then",
    });
    await queue.remove();
  },
  options,
);

lessonTest(
  "7.5.4 MessageQueue sees what came just before it began to watch",
  async (story: Story) => {
    await using folder = new QueueFolder();
    const options = { folder: folder.path, maxBytes: 4 };
    const queue = await MessageQueue.open(KEY, options);
    using spy = new QueueSpy();
    const sleepsBeside = (expected: string) => () => ({
      expected,
      got: `it sleeps; its last steps: ${spy.told}`,
      ...means(spy.oversleeps),
    });
    spy.beforeWatching = (messages) =>
      new QueueFiles(messages).add(
        { sequence: 1, type: 5, length: 4 },
        new TextEncoder().encode("late"),
      );
    story.did("another process sends just before receive() begins to watch");
    const got = await story.within(
      queue.receive(5),
      sleepsBeside("receive() gets that message"),
    );
    story.equal(shown(got), "5:late", { what: "what it gets" });
    await soon(story, queue.send(1, "full"));
    spy.beforeWatching = (messages) => {
      const files = new QueueFiles(messages);
      for (const entry of files.entries()) files.take(entry);
    };
    story.did("another process receives just before send() begins to watch");
    await story.within(
      queue.send(2, "next"),
      sleepsBeside("send() finds the room"),
    );
    story.equal(shown(await queue.tryReceive()), "2:next", {
      what: "what lies in the queue then",
    });
    await queue.remove();
  },
  options,
);

lessonTest(
  "7.5.4 MessageQueue.receive() stops waiting when its signal says so",
  async (story: Story) => {
    await using folder = new QueueFolder();
    const queue = await MessageQueue.open(KEY, { folder: folder.path });
    for (let turns = 0; turns < 6; turns++) {
      using spy = new QueueSpy();
      const abort = new AbortController();
      const receiving = queue.receive(0, abort).catch((error) => error);
      // In the first look, between look and wait, and in the wait.
      for (let i = 0; i < turns; i++) await spy.unseen(() => queue.stat());
      abort.abort(new Error("enough"));
      story.did(
        `receive(0, { signal }) was called, and aborted ${
          turns === 0
            ? "at once"
            : `when stat() had run ${howMany(turns, "time")} since`
        }`,
      );
      const error = await story.within(receiving, () => ({
        expected: "it rejects with the signal's reason",
        got: `it waits; its last steps: ${spy.told}`,
        ...means(spy.isAsleep ? "signal-is-not-passed-on" : undefined),
      }));
      story.equal(error?.message, "enough", {
        what: "the message of the error with which it rejects",
        ...means(
          error?.message !== "enough" && await waits(queue)
            ? "reason-is-not-passed-on"
            : undefined,
        ),
      });
      const goesOn = spy.isAsleep;
      await spy.unseen(() => queue.trySend(3, "later"));
      let there = 1;
      // Whoever sleeps behind the call has time to wake and look.
      for (let i = 0; goesOn && i < 50 && there > 0; i++) {
        there = (await spy.unseen(() => queue.stat())).messages;
      }
      const left = await spy.unseen(() => queue.tryReceive());
      const isTaken = left === undefined &&
        (await spy.unseen(() => queue.stat())).messages === 0;
      story.holds(shown(left) === "3:later", {
        expected: "a message that is sent after that stays for others",
        got: `${shown(left) ?? "nothing"} is left of it`,
        ...means(isTaken ? "goes-on-behind-an-abort" : undefined),
      });
    }
    await queue.send(3, "here");
    const signal = AbortSignal.abort(new Error("enough"));
    story.did(
      "receive(0, { signal }) was called, aborted before, with a message there",
    );
    const got = await soon(
      story,
      queue.receive(0, { signal }).then(shown, (error: unknown) => ({ error })),
    );
    const hasResolved = typeof got !== "object";
    story.holds(!hasResolved && got.error === signal.reason, {
      expected: `it rejects with the signal's reason, ${
        told(signal.reason)
      }, and looks for no message`,
      got: hasResolved
        ? `it resolves with ${got ?? "nothing"}`
        : `it rejects with another error, ${told(got.error)}`,
      ...means(
        got === "3:here"
          ? "aborted-before-is-overlooked"
          : "reason-is-not-passed-on",
      ),
    });
    const left = shown(await queue.tryReceive());
    story.equal(left, "3:here", {
      what: "what lies in the queue then",
      ...means(left === undefined ? "aborted-before-is-overlooked" : undefined),
    });
    await queue.remove();
  },
  options,
);

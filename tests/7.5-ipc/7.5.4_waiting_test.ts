import { lessonTest } from "../harness/lesson_test.ts";
import type { Story } from "../harness/story/story.ts";
import { MessageQueue } from "../../lessons/7.5-ipc/message_queue.ts";
import { means } from "./misconceptions.ts";
import { QueueSpy } from "./queue_spies.ts";
import {
  findsRemoved,
  QueueFolder,
  shown,
  soon,
  withoutQueues,
} from "./queue_folder.ts";

const KEY = 1234;

const options = { skip: withoutQueues };

lessonTest(
  "7.5.4 MessageQueue.send() waits for room and receive() for its type",
  async (story: Story) => {
    await using folder = new QueueFolder();
    const options = { folder: folder.path, maxBytes: 4 };
    const queue = await MessageQueue.open(KEY, options);
    await soon(story, queue.send(1, "full"));
    let sent = false;
    const sending = queue.send(2, "more").then(() => sent = true);
    const receiving = queue.receive(2);
    for (let i = 0; i < 5; i++) await queue.stat();
    story.equal([sent, (await queue.stat()).bytes], [false, 4], {
      what: "whether a message was sent to a full queue, and its bytes",
    });
    story.equal(shown(await queue.tryReceive(1)), "1:full", {
      what: "the message that filled the queue",
    });
    story.did("the queue was emptied while a send and a receive waited");
    await soon(story, sending);
    const received = shown(await soon(story, receiving));
    story.equal(received, "2:more", {
      what: "what the receiver of type 2 gets",
      ...means(received === undefined ? "gives-up-after-a-change" : undefined),
    });
    const waiting = Array.from({ length: 4 }, () => queue.receive(-9));
    for (const type of [4, 3, 9, 1]) await queue.send(type, `${type}`);
    const got = await soon(story, Promise.all(waiting));
    const types = got.map((message) => `${message?.type}`).sort();
    story.equal(types, ["1", "3", "4", "9"], {
      what: "what four waiting receivers get of four messages",
      ...means(
        types.includes("undefined") ? "gives-up-after-a-change" : undefined,
      ),
    });
    let settled = false;
    const patient = queue.receive(9).finally(() => settled = true);
    await queue.send(1, "x");
    // They are one at a time, and whoever waits has a turn among them.
    for (let i = 0; i < 50 && !settled; i++) await queue.stat();
    await queue.send(9, "now");
    const late = shown(await soon(story, patient));
    story.equal(late, "9:now", {
      what: "what who waits for type 9 gets, once type 1 has come and then 9",
      ...means(late === undefined ? "gives-up-after-a-change" : undefined),
    });
    await queue.remove();
  },
  options,
);

lessonTest(
  "7.5.4 MessageQueue.remove() wakes who waits, also when the key is used again",
  async (story: Story) => {
    await using folder = new QueueFolder();
    const options = { folder: folder.path, maxBytes: 4 };
    const queue = await MessageQueue.open(KEY, options);
    await soon(story, queue.send(1, "full"));
    const waiting = [queue.receive(7), queue.receive(5), queue.send(2, "x")];
    for (const promise of waiting) promise.catch(() => {});
    for (let i = 0; i < 3; i++) await queue.stat();
    await queue.remove();
    const again = await MessageQueue.open(KEY, options);
    await again.send(7, "new");
    story.did("the queue was removed, and one of the same key made");
    for (const promise of waiting) await findsRemoved(story, promise);
    await findsRemoved(story, queue.trySend(1, "a"));
    await findsRemoved(story, queue.tryReceive());
    await findsRemoved(story, queue.remove());
    story.equal(shown(await again.tryReceive()), "7:new", {
      what: "what lies in the new queue",
    });
    await again.remove();
    story.equal(folder.names(), [], {
      what: "what is left in the folder",
    });
  },
  options,
);

for (const hasToWait of [false, true]) {
  lessonTest(
    `7.5.4 MessageQueue gives what it has found, also when it is aborted then${
      hasToWait ? ", after a wait" : ""
    }`,
    async (story: Story) => {
      await using folder = new QueueFolder();
      const options = { folder: folder.path, maxBytes: 4 };
      const queue = await MessageQueue.open(KEY, options);
      /** Aborts a call in the attempt that finds what it asks for. */
      const aborted = async (
        call: (abort: AbortController) => Promise<unknown>,
        makeReady: () => Promise<unknown>,
      ) => {
        using spy = new QueueSpy();
        const abort = new AbortController();
        spy.whenFound = () => abort.abort(new Error("enough"));
        if (!hasToWait) await spy.unseen(makeReady);
        const called = call(abort)
          .then(() => undefined, (error: unknown) => error);
        if (hasToWait) {
          for (let i = 0; i < 5; i++) await spy.unseen(() => queue.stat());
          await spy.unseen(makeReady);
        }
        const error = await soon(story, called);
        return { error, left: shown(await queue.tryReceive()) };
      };
      const received = await aborted(
        (abort) => queue.receive(1, abort),
        () => queue.trySend(1, "here"),
      );
      story.did(
        "receive(1, { signal }) was aborted in the attempt that took out 1:here",
      );
      story.holds(received.error === undefined || received.left === "1:here", {
        expected: "it gives that message, or leaves it in the queue",
        got: `it rejects with ${received.error}, and the message is gone`,
        ...means("found-and-thrown-away"),
      });
      if (hasToWait) await queue.trySend(1, "full");
      const sent = await aborted(
        (abort) => queue.send(2, "more", abort),
        () => queue.tryReceive(1),
      );
      story.did(
        "send(2, …, { signal }) was aborted in the attempt that put 2:more in",
      );
      story.holds(sent.error === undefined || sent.left !== "2:more", {
        expected: "it resolves, for the message is sent",
        got: `it rejects with ${sent.error}, and 2:more lies in the queue`,
        ...means("found-and-thrown-away"),
      });
      await queue.remove();
    },
    options,
  );
}

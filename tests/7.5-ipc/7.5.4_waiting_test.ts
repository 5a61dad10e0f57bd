import { lessonTest } from "../harness/lesson_test.ts";
import type { Story } from "../harness/story/story.ts";
import { MessageQueue } from "../../lessons/7.5-ipc/message_queue.ts";
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
    await queue.send(1, "full");
    let sent = false;
    const sending = queue.send(2, "more").then(() => sent = true);
    const receiving = queue.receive(2);
    for (let i = 0; i < 5; i++) await queue.stat();
    story.equal([sent, (await queue.stat()).bytes], [false, 4], {
      what: "whether a message was sent to a full queue, and its bytes",
      cause: "send() must wait until there is room.",
    });
    story.equal(shown(await queue.tryReceive(1)), "1:full", {
      what: "the message that filled the queue",
      cause: "it was lost.",
    });
    story.did("the queue was emptied while a send and a receive waited");
    await soon(story, sending);
    story.equal(shown(await soon(story, receiving)), "2:more", {
      what: "what the receiver of type 2 gets",
      cause: "it must wait for its own type.",
    });
    const waiting = Array.from({ length: 4 }, () => queue.receive(-9));
    for (const type of [4, 3, 9, 1]) await queue.send(type, `${type}`);
    const got = await soon(story, Promise.all(waiting));
    story.equal(got.map(({ type }) => type).sort(), [1, 3, 4, 9], {
      what: "what four waiting receivers get of four messages",
      cause: "a receiver sleeps on, or two got the same message.",
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
      const abort = new AbortController();
      const receiving = queue.receive(0, abort).catch((error) => error);
      // In the first look, between look and wait, and in the wait.
      for (let i = 0; i < turns; i++) await queue.stat();
      abort.abort(new Error("enough"));
      const error = await soon(story, receiving);
      story.equal(error?.message, "enough", {
        what: `why receive() rejects when it was aborted after ${turns} looks`,
        cause: "the signal's reason is to be passed on.",
      });
    }
    const controller = new AbortController();
    controller.abort(new Error("enough"));
    const outcome = () =>
      soon(
        story,
        queue.receive(0, controller).then(shown, (error) => error.message),
      );
    story.equal(await outcome(), "enough", {
      what: "why receive() rejects when its signal was aborted before",
      cause: "the signal is not looked at before the wait.",
    });
    await queue.send(3, "here");
    // Nobody has to wait for this one: it may come, or the signal may win.
    const got = await outcome();
    const left = shown(await queue.tryReceive());
    story.equal(
      [got, left].toSorted(),
      got === "enough" ? ["3:here", "enough"] : ["3:here", undefined],
      {
        what:
          "what receive() gives whose signal was aborted before, and what lies in the queue then",
        cause: "a message was taken and not given to anybody.",
      },
    );
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
    await queue.send(1, "full");
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
      cause: "a handle on the old queue took it.",
    });
    await again.remove();
    story.equal(folder.names(), [], {
      what: "what is left in the folder",
      cause: "remove() leaves files behind.",
    });
  },
  options,
);

import { lessonTest } from "../harness/lesson_test.ts";
import type { Story } from "../harness/story/story.ts";
import { QueueFiles } from "../../lessons/7.5-ipc/given/queue_files.ts";
import {
  MessageQueue,
  type WaitOptions,
} from "../../lessons/7.5-ipc/message_queue.ts";
import { beforeWatching, countLooks } from "./queue_spies.ts";
import { QueueFolder, shown, soon, withoutQueues } from "./queue_folder.ts";

const KEY = 99;
const options = { skip: withoutQueues };

lessonTest(
  "7.5.4 MessageQueue sees what came just before it began to watch",
  async (story: Story) => {
    await using folder = new QueueFolder();
    const options = { folder: folder.path, maxBytes: 4 };
    const queue = await MessageQueue.open(KEY, options);
    const cause =
      "a change came after the last look and before the watching, which tells of later changes only: watch first, and look then.";
    {
      using _spy = beforeWatching((messages) =>
        new QueueFiles(messages).add(
          { sequence: 1, type: 5, length: 4 },
          new TextEncoder().encode("late"),
        )
      );
      story.did("another process sends just before receive() begins to watch");
      const got = await story.within(queue.receive(5), {
        expected: "receive() gets that message",
        got: "it sleeps beside it",
        cause,
      });
      story.equal(shown(got), "5:late", {
        what: "what it gets",
        cause: "another message was taken.",
      });
    }
    await queue.send(1, "full");
    {
      using _spy = beforeWatching((messages) => {
        const files = new QueueFiles(messages);
        for (const entry of files.entries()) files.take(entry);
      });
      story.did("another process receives just before send() begins to watch");
      await story.within(queue.send(2, "next"), {
        expected: "send() finds the room",
        got: "it sleeps beside an empty queue",
        cause,
      });
    }
    story.equal(shown(await queue.tryReceive()), "2:next", {
      what: "what lies in the queue then",
      cause: "send() did not send.",
    });
    await queue.remove();
  },
  options,
);

lessonTest(
  "7.5.4 MessageQueue does not look again and again while nothing changes",
  async (story: Story) => {
    await using folder = new QueueFolder();
    const options = { folder: folder.path, maxBytes: 4 };
    const queue = await MessageQueue.open(KEY, options);
    await queue.send(1, "full");
    for (
      const [what, wait] of [
        ["receive()", (signal: WaitOptions) => queue.receive(5, signal)],
        ["send()", (signal: WaitOptions) => queue.send(2, "more", signal)],
      ] as const
    ) {
      const called = new AbortController();
      const ended = wait(called).then(() => "resolved", () => "called off");
      // The queue's own looks take some turns of the event loop each.
      const looks = await countLooks(() => queue.stat(), 10);
      called.abort();
      story.holds(looks <= 10, {
        expected:
          `${what} looks once or twice, and then sleeps until the folder changes`,
        got: `it looked ${looks} times, and nothing had changed`,
        cause:
          "it asks again by a timer, or does not wait at all. Wait for the next() of Changes.",
      });
      story.equal(await soon(story, ended), "called off", {
        what: `how ${what} ends when its signal is aborted`,
        cause: "nothing was there to receive, and no room to send.",
      });
    }
    await queue.remove();
  },
  options,
);

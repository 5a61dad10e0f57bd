import { lessonTest } from "../harness/lesson_test.ts";
import type { Story } from "../harness/story/story.ts";
import { MessageQueue } from "../../lessons/7.5-ipc/message_queue.ts";
import {
  QueueFolder,
  sendAll,
  shown,
  soon,
  withoutQueues,
} from "./queue_folder.ts";

const KEY = 1234;

const options = { skip: withoutQueues };

lessonTest(
  "7.5.4 MessageQueue.receive() chooses by type, and in a type the oldest",
  async (story: Story) => {
    await using folder = new QueueFolder();
    const queue = await MessageQueue.open(KEY, { folder: folder.path });
    const messages = ["3:a", "2:b", "5:c", "2:d", "3:e", "9:f"];
    const cases: [wanted: number[], got: (string | undefined)[]][] = [
      [[0, 0, 0, 0, 0, 0, 0], [...messages, undefined]],
      [[3, 3, 3, 9, 1], ["3:a", "3:e", undefined, "9:f", undefined]],
      [[-4, -4, -4, -4, -4], ["2:b", "2:d", "3:a", "3:e", undefined]],
      [[-2, -2, -2], ["2:b", "2:d", undefined]],
      [[-1], [undefined]],
      [[-100, -100, -100, -100, -100, -100], [
        "2:b",
        "2:d",
        "3:a",
        "3:e",
        "5:c",
        "9:f",
      ]],
      [[2, 0, -3, -5, 0], ["2:b", "3:a", "2:d", "3:e", "5:c"]],
    ];
    for (const [wanted, expected] of cases) {
      while (await queue.tryReceive() !== undefined);
      await sendAll(queue, messages);
      const got = [];
      for (const type of wanted) got.push(shown(await queue.tryReceive(type)));
      story.equal(got, expected, {
        what: `what comes for the types ${wanted.join(", ")} when ${
          messages.join(" ")
        } were sent`,
        cause:
          "0 takes the oldest, n the oldest of type n, and -n the oldest of the lowest type that is at most n.",
      });
    }
    await queue.remove();
  },
  options,
);

lessonTest(
  "7.5.4 MessageQueue keeps the order of many messages",
  async (story: Story) => {
    await using folder = new QueueFolder();
    const queue = await MessageQueue.open(KEY, { folder: folder.path });
    await sendAll(queue, ["1:a", "1:b"]);
    const first = shown(await queue.tryReceive());
    await sendAll(queue, ["1:c"]);
    const others = [await queue.tryReceive(), await queue.tryReceive()];
    story.did("a and b were sent, a message was received, and c was sent");
    story.equal([first, ...others.map(shown)], ["1:a", "1:b", "1:c"], {
      what: "what was received",
      cause:
        "the number of a new message is not above that of the last one: it overwrites that one, or goes before it.",
    });
    const sent = Array.from({ length: 12 }, (_, i) => `${i % 3 + 1}:${i}`);
    await sendAll(queue, sent);
    const got = [];
    for (const _ of sent) got.push(shown(await queue.tryReceive(-3)));
    story.equal(
      got,
      [1, 2, 3].flatMap((type) =>
        sent.filter((message) => message.startsWith(`${type}:`))
      ),
      {
        what: "what comes for type -3",
        cause:
          "within a type the order of sending holds, also when the tenth message comes after the ninth.",
      },
    );
    await queue.remove();
  },
  options,
);

lessonTest(
  "7.5.4 MessageQueue.trySend() goes by bytes, up to the last one",
  async (story: Story) => {
    await using folder = new QueueFolder();
    const options = { folder: folder.path, maxBytes: 10 };
    const queue = await MessageQueue.open(KEY, options);
    const cause =
      "a message fits when the bytes of all texts, with its own, are at most maxBytes.";
    const expect = async (text: string, sent: boolean) => {
      const { messages, bytes } = await queue.stat();
      story.equal(await queue.trySend(1, text), sent, {
        what: `whether ${
          JSON.stringify(text)
        } is sent to a queue of 10 bytes that holds ${messages} messages, ${bytes} bytes`,
        cause,
      });
    };
    await expect("123456", true);
    await expect("12345", false);
    await expect("éé", true);
    await expect("1", false);
    await expect("", true);
    story.equal(await queue.stat(), { messages: 3, bytes: 10, maxBytes: 10 }, {
      what: "what stat() tells",
      cause,
    });
    await queue.tryReceive();
    await expect("1234567", false);
    await expect("123456", true);
    for (const text of ["12345678901", "éééééé"]) {
      for (const send of ["send", "trySend"] as const) {
        const error = await soon(
          story,
          queue[send](1, text).then(() => undefined, (error) => error),
        );
        story.holds(error instanceof RangeError, {
          expected:
            `${send}() of more bytes than the queue can ever hold throws a RangeError`,
          got: `${error}`,
          cause: "it would wait for ever, or never be sent.",
        });
      }
    }
    await queue.remove();
  },
  options,
);

lessonTest(
  "7.5.4 MessageQueue.trySend() bounds the number of empty messages too",
  async (story: Story) => {
    await using folder = new QueueFolder();
    const options = { folder: folder.path, maxBytes: 3 };
    const queue = await MessageQueue.open(KEY, options);
    const sent = [];
    for (let i = 0; i < 4; i++) sent.push(await queue.trySend(1, ""));
    story.equal(sent, [true, true, true, false], {
      what: "which of four empty messages are sent to a queue of 3 bytes",
      cause:
        "empty messages take no bytes: without a bound of their own they would fill the disk.",
    });
    await queue.remove();
  },
  options,
);

lessonTest(
  "7.5.4 MessageQueue.open() finds the queue of a key, or makes it",
  async (story: Story) => {
    await using folder = new QueueFolder();
    const open = (key: number, create: boolean, maxBytes: number) =>
      MessageQueue.open(key, { folder: folder.path, create, maxBytes });
    const missing = await open(KEY, false, 5).catch((error) => error);
    story.holds(missing instanceof Deno.errors.NotFound, {
      expected: "a queue that nobody made is not found where 'create' is false",
      got: `${missing}`,
      cause: "it was made all the same.",
    });
    // Many at a time: one of them makes it.
    const queues = await Promise.all(
      Array.from({ length: 6 }, () => open(KEY, true, 9)),
    );
    await Promise.all(queues.map((queue) => queue.send(1, "x")));
    const same = await open(KEY, false, 5);
    story.equal(await same.stat(), { messages: 6, bytes: 6, maxBytes: 9 }, {
      what: "what is in the queue that six opened at the same time",
      cause: "they got queues of their own, or maxBytes is not the queue's.",
    });
    const other = await open(KEY + 1, true, 9);
    story.equal(await other.tryReceive(), undefined, {
      what: "what is in the queue of another key",
      cause: "keys are mixed up.",
    });
    await same.remove();
    await other.remove();
  },
  options,
);

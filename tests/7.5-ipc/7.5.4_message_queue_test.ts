import { lessonTest } from "../harness/lesson_test.ts";
import { howMany } from "../harness/story/how_many.ts";
import type { Story } from "../harness/story/story.ts";
import { MessageQueue } from "../../lessons/7.5-ipc/message_queue.ts";
import { fits } from "../../lessons/7.5-ipc/queue_rules.ts";
import { means } from "./misconceptions.ts";
import {
  MISSING,
  QueueFolder,
  sendAll,
  shown,
  soon,
  withoutQueues,
} from "./queue_folder.ts";
import { wrongChoice, wrongFit } from "./wrong_rules.ts";

const KEY = 1234;
const encoder = new TextEncoder();

const options = { skip: withoutQueues };

lessonTest(
  "7.5.4 choose() goes by type, and in a type by age",
  async (story: Story) => {
    await using folder = new QueueFolder();
    const messages = ["3:a", "2:b", "5:c", "2:d", "3:e", "9:f", "10:g"];
    const cases: [wanted: number[], got: (string | undefined)[]][] = [
      [[0, 0, 0, 0, 0, 0, 0, 0], [...messages, undefined]],
      [[3, 3, 3, 9, 1], ["3:a", "3:e", undefined, "9:f", undefined]],
      [[-4, -4, -4, -4, -4], ["2:b", "2:d", "3:a", "3:e", undefined]],
      [[-2, -2, -2], ["2:b", "2:d", undefined]],
      [[-1], [undefined]],
      [[-100, -100, -100, -100, -100, -100, -100], [
        "2:b",
        "2:d",
        "3:a",
        "3:e",
        "5:c",
        "9:f",
        "10:g",
      ]],
      [[2, 0, -3, -5, 0], ["2:b", "3:a", "2:d", "3:e", "5:c"]],
    ];
    const rows = [];
    for (const [wanted] of cases) {
      const queue = await MessageQueue.open(KEY, { folder: folder.path });
      await sendAll(story, queue, messages);
      const got = [];
      for (const type of wanted) got.push(shown(await queue.tryReceive(type)));
      rows.push(got);
      await queue.remove();
    }
    const line = (got: (string | undefined)[]) =>
      got.map((message) => message ?? "nothing").join(", ");
    for (const [index, [wanted, expected]] of cases.entries()) {
      const got = rows[index] ?? [];
      story.holds(line(got) === line(expected), {
        expected: `of the messages (type:text) ${
          messages.join(" ")
        }, the types ${wanted.join(", ")} take ${line(expected)}`,
        got: line(got),
        ...means(wrongChoice(messages, cases.map(([wanted]) => wanted), rows)),
      });
    }
  },
  options,
);

lessonTest(
  "7.5.4 choose() keeps the order of many messages",
  async (story: Story) => {
    await using folder = new QueueFolder();
    const queue = await MessageQueue.open(KEY, { folder: folder.path });
    await sendAll(story, queue, ["1:a", "1:b"]);
    const first = shown(await queue.tryReceive());
    await sendAll(story, queue, ["1:c"]);
    const others = [await queue.tryReceive(), await queue.tryReceive()];
    story.did("a and b were sent, a message was received, and c was sent");
    story.equal([first, ...others.map(shown)], ["1:a", "1:b", "1:c"], {
      what: "what was received",
    });
    const sent = Array.from({ length: 12 }, (_, i) => `${i % 3 + 1}:${i}`);
    await sendAll(story, queue, sent);
    const got = [];
    for (const _ of sent) got.push(shown(await queue.tryReceive(-3)));
    story.equal(
      got,
      [1, 2, 3].flatMap((type) =>
        sent.filter((message) => message.startsWith(`${type}:`))
      ),
      {
        what: "what comes for type -3",
      },
    );
    await queue.remove();
  },
  options,
);

/** Sends texts, or receives the first message where there is none. */
async function play(
  folder: string,
  maxBytes: number,
  texts: readonly (string | undefined)[],
) {
  const queue = await MessageQueue.open(KEY, { folder, maxBytes });
  const got: (boolean | undefined)[] = [];
  const held: number[] = [];
  for (const text of texts) {
    held.push((await queue.stat()).bytes);
    got.push(
      text === undefined
        ? void await queue.tryReceive()
        : await queue.trySend(1, text),
    );
  }
  const stat = await queue.stat();
  await queue.remove();
  const lengths = texts.map((text) =>
    text === undefined ? -1 : encoder.encode(text).length
  );
  return { maxBytes, lengths, got, held, stat };
}

const LONG = ["123456", "12345", "éé", "1", "", undefined, "1234567", "123456"];
const EMPTY = ["", "", "", "", "", "", "x"];
const MIXED = ["x", "", "", ""];
const AFTER_EMPTY = ["", "1234"];

/** More messages than a queue of maxBytes 10 may hold. */
const ENTRIES = Array.from(
  { length: 11 },
  (_, sequence) => ({ sequence, type: 1, length: 1 }),
);

/** What queues take of all these. */
async function playAll(folder: string) {
  const long = await play(folder, 10, LONG);
  const empty = await play(folder, 3, EMPTY);
  const mixed = await play(folder, 3, MIXED);
  const after = await play(folder, 4, AFTER_EMPTY);
  // Of two that have one number, one is lost.
  const isLost = [empty, mixed].some(({ got, stat }) =>
    got.filter((isSent) => isSent).length !== stat.messages
  );
  const fit = isLost ? undefined : wrongFit([long, empty, mixed, after]);
  // What lies there can hide that there is no bound at all, or none of bytes.
  const isUnbounded = fit === "counts-only-the-new-one" && fits([], 11, 10) ||
    fit === "one-bound-is-enough" && fits(ENTRIES, 11, 10);
  const id = isUnbounded ? undefined : fit;
  return { long, empty, mixed, isLost, id };
}

lessonTest(
  "7.5.4 fits() goes by bytes, up to the last one",
  async (story: Story) => {
    await using folder = new QueueFolder();
    const { long, id } = await playAll(folder.path);
    const wanted = [true, false, true, false, true, undefined, false, true];
    for (const [index, sent] of wanted.entries()) {
      story.equal(long.got[index], sent, {
        what: `whether ${JSON.stringify(LONG[index])} (${
          howMany(new TextEncoder().encode(LONG[index]).length, "byte")
        }) is sent to a queue of maxBytes 10 that holds ${
          long.held[index]
        } bytes`,
        ...means(id),
      });
    }
    story.equal(long.stat, { messages: 3, bytes: 10, maxBytes: 10 }, {
      what: "what stat() tells",
    });
    const options = { folder: folder.path, maxBytes: 10 };
    const queue = await MessageQueue.open(KEY, options);
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
        });
      }
    }
    await queue.remove();
  },
  options,
);

lessonTest(
  "7.5.4 fits() bounds the number of messages, too",
  async (story: Story) => {
    await using folder = new QueueFolder();
    const { empty, mixed, isLost, id } = await playAll(folder.path);
    story.holds(!isLost, MISSING);
    story.equal(empty.got.join(), "true,true,true,false,false,false,false", {
      what:
        'whether trySend() sends six empty messages and "x" where maxBytes is 3',
      ...means(id),
    });
    story.equal(mixed.got.join(), "true,true,true,false", {
      what:
        'whether trySend() sends "x" and three empty messages where maxBytes is 3',
      ...means(id),
    });
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
    });
    // Many at a time: one of them makes it.
    const queues = await Promise.all(
      Array.from({ length: 6 }, () => open(KEY, true, 9)),
    );
    await Promise.all(queues.map((queue) => queue.send(1, "x")));
    const same = await open(KEY, false, 5);
    story.equal(await same.stat(), { messages: 6, bytes: 6, maxBytes: 9 }, {
      what: "what is in the queue that six opened at the same time",
    });
    const other = await open(KEY + 1, true, 9);
    story.equal(await other.tryReceive(), undefined, {
      what: "what is in the queue of another key",
    });
    await same.remove();
    await other.remove();
  },
  options,
);

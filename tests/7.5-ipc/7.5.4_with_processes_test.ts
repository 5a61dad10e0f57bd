import { lessonTest } from "../harness/lesson_test.ts";
import { Program } from "../harness/processes/program.ts";
import type { Story } from "../harness/story/story.ts";
import { MessageQueue } from "../../lessons/7.5-ipc/message_queue.ts";
import { QueueFolder, shown, soon, withoutQueues } from "./queue_folder.ts";

const KEY = 77;
const options = { skip: withoutQueues };
const sender = new URL("./programs/queue_send.ts", import.meta.url);
const receiver = new URL("./programs/queue_receive.ts", import.meta.url);

async function line(story: Story, program: Program, wanted: string) {
  const expected = `process ${program.pid} writes ${JSON.stringify(wanted)}`;
  const got = await story.within(program.line(), () => ({
    expected,
    got: `nothing; it waits. ${program.errors}`.trim(),
  }));
  story.holds(got === wanted, {
    expected,
    got: got ?? `nothing; it ended with ${await program.lastWords()}`,
  });
}

lessonTest(
  "7.5.4 MessageQueue keeps messages when their sender has ended",
  async (story: Story) => {
    await using folder = new QueueFolder();
    {
      const args = [folder.path, `${KEY}`, "3", "5"];
      await using program = new Program(sender, args);
      await line(story, program, "sent");
      await program.status;
      story.did("a process sent 5 messages and ended");
    }
    const queue = await MessageQueue.open(KEY, {
      folder: folder.path,
      create: false,
    });
    const got = [];
    for (let i = 0; i < 5; i++) {
      got.push(shown(await queue.tryReceive())?.split(" ")[0]);
    }
    story.equal(got, ["3:3-0", "3:3-1", "3:3-2", "3:3-3", "3:3-4"], {
      what: "what this process finds, which knows nothing but the key",
    });
    await queue.remove();
  },
  options,
);

lessonTest(
  "7.5.4 MessageQueue loses and doubles nothing between processes",
  async (story: Story) => {
    await using folder = new QueueFolder();
    const queue = await MessageQueue.open(KEY, {
      folder: folder.path,
      maxBytes: 600,
    });
    const start = (type: number) =>
      new Program(sender, [folder.path, `${KEY}`, `${type}`, "15"]);
    await using _first = start(1);
    await using _second = start(2);
    story.did("two processes send 15 messages each; about 5 fit at a time");
    const got = new Map<number, string[]>();
    for (let i = 0; i < 30; i++) {
      const message = await soon(story, queue.receive());
      const text = shown(message)?.split(" ")[0] ?? "";
      got.set(message.type, [...got.get(message.type) ?? [], text]);
    }
    for (const type of [1, 2]) {
      story.equal(
        got.get(type),
        Array.from({ length: 15 }, (_, i) => `${type}:${type}-${i}`),
        {
          what: `what came from sender ${type}`,
        },
      );
    }
    await queue.remove();
  },
  options,
);

lessonTest(
  "7.5.4 MessageQueue.remove() wakes who waits in another process",
  async (story: Story) => {
    await using folder = new QueueFolder();
    const queue = await MessageQueue.open(KEY, { folder: folder.path });
    await using program = new Program(receiver, [folder.path, `${KEY}`, "-4"]);
    await line(story, program, "waiting");
    await queue.send(9, "not for it");
    await queue.send(4, "for it");
    await line(story, program, "received for it");
    await queue.remove();
    story.did("the queue was removed");
    await line(story, program, "QueueRemovedError");
    story.equal(folder.names(), [], {
      what: "what is left in the folder",
    });
  },
  options,
);

lessonTest(
  "7.5.4 MessageQueue goes on when a process is killed in the middle",
  async (story: Story) => {
    await using folder = new QueueFolder();
    const queue = await MessageQueue.open(KEY, {
      folder: folder.path,
      maxBytes: 400,
    });
    for (let round = 0; round < 2; round++) {
      await using sending = new Program(
        sender,
        [folder.path, `${KEY}`, "1", "1000"],
      );
      await using waiting = new Program(receiver, [folder.path, `${KEY}`, "5"]);
      await line(story, waiting, "waiting");
      for (let i = 0; i < 4; i++) {
        const got = shown(await soon(story, queue.receive(1)));
        story.equal(got?.length, `1:1-${i} `.length + 100, {
          what: "the length of a message, with its type",
        });
      }
      sending.kill("SIGKILL");
      waiting.kill("SIGKILL");
      await Promise.all([sending.status, waiting.status]);
      story.did("a sender and a receiver were killed in the middle");
      while (await soon(story, queue.tryReceive(1)) !== undefined);
      await soon(story, queue.send(5, "nobody"));
      const left = shown(await soon(story, queue.receive(5)));
      story.equal(left, "5:nobody", {
        what: "what comes for the type the dead one waited for",
      });
    }
    await queue.remove();
    story.equal(folder.names(), [], {
      what: "what is left in the folder",
    });
  },
  options,
);

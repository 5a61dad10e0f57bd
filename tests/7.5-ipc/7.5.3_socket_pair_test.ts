import { lessonTest } from "../harness/lesson_test.ts";
import { firstDifference, randomBytes } from "../harness/net/random_bytes.ts";
import { soon } from "../harness/story/soon.ts";
import type { Story } from "../harness/story/story.ts";
import type { End } from "../../lessons/7.5-ipc/given/end.ts";
import { type Known, means } from "./misconceptions.ts";
import { connected, next, pairs, PostSpy, received } from "./pairs.ts";
import { AT_ONCE } from "./pipe_spy.ts";

/** Whether closeWrite() ends a receive() of its own end that waits. */
async function wakesItself(make: () => Promise<[End, End]>): Promise<boolean> {
  const [left, right] = await make();
  using end = left;
  using _right = right;
  const waiting = end.receive();
  await end.closeWrite();
  const nothing = new Promise((resolve) => setTimeout(resolve, 0, "nothing"));
  return await Promise.race([waiting, nothing]) === undefined;
}

/** Whether receive() says the end while nothing has come, and only then. */
async function endsTooEarly(make: () => Promise<[End, End]>): Promise<boolean> {
  const [left, right] = await make();
  using _left = left;
  using end = right;
  let isOver = false;
  end.receive().then((came) => isOver = came === undefined, () => {});
  if (!await soon(() => isOver)) return false;
  await left.send("late");
  let got: Uint8Array | undefined;
  const asks = () => void end.receive().then((came) => got ??= came, () => {});
  return await soon(() => (asks(), got !== undefined));
}

/** Fails unless what came is what was sent, and the sender still has that. */
function isWhole(story: Story, sent: Uint8Array, got: Uint8Array): void {
  story.holds(sent.length > 0, {
    expected: "the array that was sent is the sender's still",
    got: "its length is 0 now",
    ...means("transfers-the-senders-array"),
  });
  story.equal(firstDifference(sent, got), -1, {
    what:
      "from which byte on other bytes came than were sent (-1: all are right)",
  });
}

for (const { name, skip, make } of pairs) {
  const isPort = name === "thread_pair.ts";

  lessonTest(
    `7.5.3 ${name} carries whole messages both ways`,
    async (story: Story) => {
      const [left, right] = await connected(story, make);
      using _left = left;
      using _right = right;
      for (const text of ["ping", "", "안녕 🙂"]) {
        await left.send(text);
        await right.send(`${text}!`);
        const got = await next(story, right);
        story.equal(got, text, {
          what: "what the right end receives",
          ...means(
            !isPort
              ? undefined
              : got !== undefined
              ? text === "안녕 🙂" ? "text-is-not-utf-8" : undefined
              : text === ""
              ? "empty-message-is-the-end"
              : await endsTooEarly(make)
              ? "nothing-yet-is-the-end"
              : undefined,
          ),
        });
        story.equal(await next(story, left), `${text}!`, {
          what: "what the left end receives",
        });
      }
      await Promise.all(["a", "b", "c"].map((text) => left.send(text)));
      for (const text of ["a", "b", "c"]) {
        const got = await next(story, right);
        story.equal(got, text, {
          what: "the next of three messages that were sent at once",
          ...means(got === "c" ? "last-in-first-out" : undefined),
        });
      }
    },
    { skip },
  );

  lessonTest(
    `7.5.3 ${name} sends bytes of its own and leaves the sender's alone`,
    async (story: Story) => {
      const [left, right] = await connected(story, make);
      using _left = left;
      using _right = right;
      const buffer = new Uint8Array([1, 2, 3, 4, 5, 6, 7, 8]);
      await left.send(buffer.subarray(2, 5));
      story.did("send() of a view on the 3, 4, 5 of a buffer 1, 2, …, 8");
      story.equal(buffer.length, 8, {
        what: "the length of the sender's array after send()",
        ...means(
          buffer.length === 0 ? "transfers-the-senders-array" : undefined,
        ),
      });
      buffer.fill(0);
      const message = await received(story, right);
      const bytes = message?.join(" ");
      story.equal(bytes, "3 4 5", {
        what: "what is received",
        ...means(
          bytes?.startsWith("1 2 3")
            ? "view-for-its-buffer"
            : bytes === "3 4 5 6 7 8"
            ? "view-goes-on-to-its-buffers-end"
            : undefined,
        ),
      });
      const whole = new Uint8Array([7, 8, 9]);
      await left.send(whole);
      story.did(
        "send() of an array 7, 8, 9 that is no view of a larger buffer",
      );
      isWhole(story, whole, await received(story, right) ?? new Uint8Array());
      await left.send("six by");
      const text = await received(story, right);
      for (const bytes of [message, text]) {
        // A frame's header may still lie before it.
        story.holds(!bytes || bytes.buffer.byteLength <= bytes.length + 4, {
          expected: `${bytes?.length} bytes bring no more memory along`,
          got: `their buffer has ${bytes?.buffer.byteLength} bytes`,
          ...means(
            isPort && bytes === message ? "drags-its-buffer-along" : undefined,
          ),
        });
      }
      const shared = new Uint8Array(new SharedArrayBuffer(3)).fill(5);
      await left.send(shared);
      shared.fill(0);
      story.did(
        "send() of an array 5, 5, 5 in shared memory, which the sender then used again",
      );
      const kept = await received(story, right);
      story.equal(kept?.join(" "), "5 5 5", {
        what: "what is received",
        ...means(
          isPort && kept?.buffer instanceof SharedArrayBuffer
            ? "shares-the-senders-memory"
            : undefined,
        ),
      });
    },
    { skip },
  );

  lessonTest(
    `7.5.3 ${name} closes one direction and keeps the other`,
    async (story: Story) => {
      const [left, right] = await connected(story, make);
      using _left = left;
      using _right = right;
      await left.send("question");
      using spy = new PostSpy();
      await left.closeWrite();
      const { posts, hasClosed } = spy;
      const method = `${isPort ? "Port" : "Socket"}End.closeWrite()`;
      const end = {
        expected: "receive() gives undefined, the end",
        missing: (error?: unknown): Known =>
          error !== undefined || isPort && posts > 0
            ? undefined
            : "half-close-is-not-told",
        method,
      };
      story.did("the left end sent a message and closed its writing side");
      story.equal(await next(story, right), "question", {
        what: "what the right end receives first",
      });
      story.equal(await next(story, right, end), undefined, {
        what: "what the right end receives next",
      });
      story.did("the right end has received the message and the end");
      story.equal(
        await next(story, right, {
          expected: "receive() gives undefined again",
          missing: (error) => error ? undefined : "forgets-the-end",
          ms: AT_ONCE,
        }),
        undefined,
        {
          what: "what it receives when it asks again",
        },
      );
      const answer = randomBytes(1024 * 1024, 3);
      const sent = right.send(answer).then(() => right.closeWrite());
      // If it fails, what is received tells more.
      let refused: unknown;
      let isRefused = false;
      sent.catch((error) => {
        refused = error;
        isRefused = isPort;
      });
      story.did("the right end sent 1 MiB");
      const expected = "the left end, closed for writing, receives 1 MiB";
      const wait = {
        expected,
        get got() {
          return isPort && hasClosed
            ? "receive() still waits, as closeWrite() has closed the port"
            : spy.otherIsClosed
            ? "receive() still waits, as the right end has closed its own port"
            : undefined;
        },
        missing: (): Known =>
          spy.otherIsClosed || isRefused
            ? "closes-itself-at-the-others-end"
            : refused instanceof TypeError
            ? undefined
            : "closes-both-directions",
        get method() {
          return spy.otherIsClosed || isRefused
            ? "PortEnd.receive()"
            : isPort && !spy.hasClosed
            ? [method, "PortEnd.receive()"]
            : method;
        },
      };
      const got = await received(story, left, wait);
      if (got === undefined) {
        const id = wait.missing();
        const meant = wait.method;
        // It closes ports itself: what the spy has seen was asked before.
        const isWoken = id === "closes-both-directions" && isPort &&
          await wakesItself(make);
        story.fail({
          expected,
          got: `it gives undefined, the end${
            isWoken
              ? " (a receive() that waits gives it as soon as closeWrite() is called)"
              : refused === undefined
              ? ""
              : `; the right end's send() rejects with ${refused}`
          }`,
          ...means(id),
          method: isWoken ? method : meant,
        });
      }
      isWhole(story, answer, got);
      await sent;
      story.equal(await next(story, left), undefined, {
        what: "what the left end receives after the right one closed",
      });
    },
    { skip },
  );

  lessonTest(
    `7.5.3 ${name} closes after all that was sent, however long it is`,
    async (story: Story) => {
      const [left, right] = await connected(story, make);
      using _left = left;
      using _right = right;
      const message = randomBytes(8 * 1024 * 1024, 9);
      const sent = left.send(message);
      const closed = left.closeWrite();
      const both = Promise.all([sent, closed]);
      both.catch(() => {});
      story.did("8 MiB were sent, and closeWrite() called without waiting");
      const expected = "8 MiB are received";
      const missing = (): Known =>
        isPort ? undefined : "ends-before-all-is-written";
      const got = await received(story, right, { expected, missing });
      story.holds(got !== undefined, {
        expected,
        got: "receive() gives undefined, the end",
        ...means(missing()),
      });
      isWhole(story, message, got);
      await both;
      story.equal(await next(story, right), undefined, {
        what: "what comes then",
      });
    },
    { skip },
  );
}

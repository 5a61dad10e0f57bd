import { lessonTest } from "../harness/lesson_test.ts";
import { firstDifference, randomBytes } from "../harness/net/random_bytes.ts";
import type { Story } from "../harness/story/story.ts";
import { connected, next, pairs, received } from "./pairs.ts";

for (const { name, skip, make } of pairs) {
  lessonTest(
    `7.5.3 ${name} carries whole messages both ways`,
    async (story: Story) => {
      const [left, right] = await connected(story, make);
      using _left = left;
      using _right = right;
      for (const text of ["ping", "", "안녕 🙂"]) {
        await left.send(text);
        await right.send(`${text}!`);
        story.equal(await next(story, right), text, {
          what: "what the right end receives",
          cause: "a message was cut, merged with another, or lost.",
        });
        story.equal(await next(story, left), `${text}!`, {
          what: "what the left end receives",
          cause: "only one direction works.",
        });
      }
      await Promise.all(["a", "b", "c"].map((text) => left.send(text)));
      for (const text of ["a", "b", "c"]) {
        story.equal(await next(story, right), text, {
          what: "the next of three messages that were sent at once",
          cause: "messages must keep their order.",
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
      story.equal(buffer.length, 8, {
        what: "the length of the sender's array after send()",
        cause: "its buffer was transferred, not copied: the sender lost it.",
      });
      buffer.fill(0);
      const message = await story.within(right.receive(), {
        expected: "the message is received",
        got: "nothing came",
        cause: "it was not sent.",
      });
      story.equal(message && [...message], [3, 4, 5], {
        what: "what is received of a view on three bytes",
        cause: "the whole buffer was sent, or the array was not copied.",
      });
      await left.send("six by");
      const text = await story.within(right.receive(), {
        expected: "a text is received",
        got: "nothing came",
        cause: "it was not sent.",
      });
      for (const bytes of [message, text]) {
        // A frame's header may still lie before it.
        story.holds(!bytes || bytes.buffer.byteLength <= bytes.length + 4, {
          expected: `${bytes?.length} bytes bring no more memory along`,
          got: `their buffer has ${bytes?.buffer.byteLength} bytes`,
          cause:
            "a view was posted as it is, and its whole buffer goes with it.",
        });
      }
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
      await left.closeWrite();
      story.did("the left end sent a message and closed its writing side");
      story.equal(await next(story, right), "question", {
        what: "what the right end receives first",
        cause: "the close overtook the message.",
      });
      story.equal(await next(story, right), undefined, {
        what: "what the right end receives next",
        cause: "closeWrite() must tell the other end.",
      });
      story.equal(await next(story, right), undefined, {
        what: "what it receives when it asks again",
        cause: "after the end, every receive() gives undefined.",
      });
      const answer = randomBytes(1024 * 1024, 3);
      const sent = right.send(answer).then(() => right.closeWrite());
      // If it fails, what is received tells more.
      sent.catch(() => {});
      const got = await received(story, left, {
        expected: "the left end still receives 1 MiB",
        cause: "closeWrite() closed both directions.",
      });
      story.equal(firstDifference(answer, got ?? new Uint8Array()), -1, {
        what: "where the answer differs (-1: nowhere)",
        cause: "closeWrite() closed both directions.",
      });
      await sent;
      story.equal(await next(story, left), undefined, {
        what: "what the left end receives after the right one closed",
        cause: "closeWrite() must tell the other end.",
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
      const got = await received(story, right, {
        expected: "8 MiB are received",
        cause:
          "the rest of a short write was forgotten: a socket takes about 200 kB at first.",
      });
      story.equal(firstDifference(message, got ?? new Uint8Array()), -1, {
        what: "where what was received differs (-1: nowhere)",
        cause: "the socket was closed before everything was written.",
      });
      await both;
      story.equal(await next(story, right), undefined, {
        what: "what comes then",
        cause: "closeWrite() must tell the other end.",
      });
    },
    { skip },
  );
}

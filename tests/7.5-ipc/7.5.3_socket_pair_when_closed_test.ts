import { lessonTest } from "../harness/lesson_test.ts";
import type { Story } from "../harness/story/story.ts";
import { PortEnd, threadPair } from "../../lessons/7.5-ipc/thread_pair.ts";
import { text } from "./children.ts";
import { means } from "./misconceptions.ts";
import { connected, next, pairs, PostSpy } from "./pairs.ts";
import { AT_ONCE } from "./pipe_spy.ts";

/** What a promise rejects with. */
async function failure(promise: Promise<unknown>): Promise<unknown> {
  return await promise.then(() => undefined, (error: unknown) => error);
}

for (const { name, skip, make } of pairs) {
  lessonTest(
    `7.5.3 ${name} says that an end is closed`,
    async (story: Story) => {
      const [left, right] = await connected(story, make);
      using _left = left;
      using _right = right;
      await left.closeWrite();
      const error = await failure(left.send("too late"));
      story.holds(error instanceof TypeError, {
        expected: "send() after closeWrite() rejects with a TypeError",
        got: `${error}`,
      });
      await right.send("read");
      await right.send("left unread");
      story.equal(await next(story, left), "read", {
        what: "the first of two messages",
      });
      left[Symbol.dispose]();
      const got = await next(story, left);
      story.equal(got, undefined, {
        what: "what an end receives that was disposed of with a message unread",
        ...means(got === "left unread" ? "receives-after-disposal" : undefined),
      });
    },
    { skip },
  );

  lessonTest(
    `7.5.3 ${name} has told the end when closeWrite() resolves`,
    async (story: Story) => {
      const [left, right] = await connected(story, make);
      using _right = right;
      await left.send("all");
      let posts = 0;
      {
        using end = left;
        using spy = new PostSpy();
        await end.closeWrite();
        posts = spy.posts;
      }
      story.did(
        "an end sent a message, closed its writing side, and was disposed of",
      );
      story.equal(await next(story, right), "all", {
        what: "what the other end receives",
      });
      const got = await next(story, right, {
        expected: "receive() gives undefined, the end",
        missing: (error) =>
          error || posts > 0 ? undefined : "end-is-told-too-late",
        ms: AT_ONCE,
      });
      story.equal(got, undefined, { what: "what it receives then" });
    },
    { skip },
  );

  lessonTest(
    `7.5.3 ${name} tells the other end that an end was disposed of`,
    async (story: Story) => {
      const [left, right] = await connected(story, make);
      using _left = left;
      const pending = left.receive();
      right[Symbol.dispose]();
      right[Symbol.dispose]();
      story.did("the other end was disposed of while receive() waited");
      story.equal(
        await story.within(pending, {
          expected: "receive() gives undefined",
          got: "it still waits",
        }),
        undefined,
        { what: "what it receives" },
      );
      const again = await next(story, left, {
        expected: "receive() gives undefined again",
        missing: (error) => error ? undefined : "forgets-the-end",
        ms: AT_ONCE,
      });
      story.equal(again, undefined, { what: "what it receives then" });
      story.equal(await right.receive(), undefined, {
        what: "what an end receives that was disposed of",
      });
    },
    { skip },
  );

  lessonTest(
    `7.5.3 ${name} wakes who waits when its own end is closed`,
    async (story: Story) => {
      const [left, right] = await connected(story, make);
      using _right = right;
      const pending = left.receive();
      left[Symbol.dispose]();
      story.equal(
        await story.within(pending, {
          expected: "receive() gives undefined when its end is disposed of",
          got: "it still waits",
          ...means(
            name === "thread_pair.ts" ? "waits-on-a-disposed-end" : undefined,
          ),
        }),
        undefined,
        { what: "what it receives" },
      );
    },
    { skip },
  );
}

lessonTest(
  "7.5.3 PortEnd.receive() waits without asking again",
  async (story: Story) => {
    const { mine, theirs } = threadPair();
    using left = mine;
    using right = new PortEnd(theirs);
    const { setTimeout, setInterval } = globalThis;
    let timers = 0;
    const counted =
      (call: (...args: never[]) => unknown) => (...args: unknown[]) => {
        timers++;
        return Reflect.apply(call, globalThis, args);
      };
    Object.assign(globalThis, {
      setTimeout: counted(setTimeout),
      setInterval: counted(setInterval),
    });
    const pending = left.receive();
    try {
      await new Promise((resolve) => setTimeout(resolve, 0));
    } finally {
      Object.assign(globalThis, { setTimeout, setInterval });
    }
    story.did("receive() was called, and nothing came");
    story.holds(timers === 0, {
      expected: "it waits until it is woken",
      got: `it set ${timers === 1 ? "a timer" : `${timers} timers`}`,
      ...means("asks-again-by-a-timer"),
    });
    await right.send("here");
    story.equal(
      text(
        await story.within(pending, {
          expected: "a message wakes it",
          got: "it still waits",
        }),
      ),
      "here",
      { what: "what it receives" },
    );
  },
);

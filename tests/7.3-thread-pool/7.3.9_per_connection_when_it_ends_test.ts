import { lessonTest } from "../harness/lesson_test.ts";
import { resetAfterReply, resettable } from "../harness/net/reset.ts";
import type { Story } from "../harness/story/story.ts";
import { means } from "./misconceptions.ts";
import { follow } from "./pool/with_pool.ts";
import { SHORT } from "./server/short_handler.ts";
import {
  asks,
  gets,
  getsAll,
  inAcceptAll,
  noThreadIsLeft,
  state,
  withServer,
} from "./server/with_server.ts";

lessonTest(
  "7.3.9 ConnectionServer loses one client when a handler fails",
  async (story: Story) => {
    await withServer(story, { threads: 2 }, async (context) => {
      const { connect, server, errors } = context;
      const bystander = await connect("A");
      await asks(story, bystander, "hello", "hello");
      for (const [i, order] of ["throw", "crash"].entries()) {
        const client = await connect("B");
        story.did(
          `client B sent "${order} on-purpose\\n", at which its handler ${
            order === "throw" ? "throws" : "brings down its thread"
          }`,
        );
        await client.send(`${order} on-purpose\n`);
        await getsAll(story, client, "");
        await story.eventually(
          () =>
            errors.length === i + 1 ||
            server.stats().exited + server.stats().failed === i + 1,
          () => ({
            expected: "the connection of a handler that failed is over",
            got: state(context),
          }),
        );
        story.holds(errors.length === i + 1, {
          expected: i === 0
            ? "onError is told of the error"
            : "onError is told of this error, too",
          got: `errors that it was told of: ${errors.length}; ${
            state(context)
          }`,
          ...means(
            server.stats().exited > 0 ? "swallows-the-tasks-error" : undefined,
          ),
        });
        story.holds(String(errors.at(-1)).includes("on-purpose"), {
          expected: "onError is told what was thrown: on-purpose",
          got: String(errors.at(-1)),
          ...means(
            errors.at(-1) instanceof Deno.errors.Interrupted
              ? "reports-its-own-hanging-up"
              : undefined,
          ),
        });
        await asks(story, bystander, "still", "still");
      }
      story.equal(server.stats().failed, 2, {
        what: "the number of connections that failed",
      });
    });
  },
);

lessonTest(
  "7.3.9 ConnectionServer keeps a channel for its handler until that returns",
  async (story: Story) => {
    await withServer(story, { threads: 2 }, async (context) => {
      const { connect, conversation, server } = context;
      const lines = "hello\nwait a\n";
      await story.within(resetAfterReply(server.addr, lines), () => ({
        expected: "client A gets an answer",
        got: `it does not; ${state(context)}`,
      }));
      story.did(
        'client A sent "hello" and "wait a", got its first answer and reset its connection; its handler waits until the test says go',
      );
      // Turns of the event loop, in which the server hears of that.
      const other = await connect("B");
      for (let i = 0; i < 20; i++) {
        await asks(story, other, `round ${i}`, `round ${i}`);
      }
      const isLeft = conversation.waiting.includes("a") &&
        server.stats().active < 2;
      const got = state(context);
      conversation.go("a");
      story.holds(!isLeft, {
        expected: "as two handlers run, two connections are active",
        got,
        ...means("leaves-the-handler-behind"),
      });
    });
  },
);

lessonTest(
  "7.3.9 ConnectionServer frees the thread that writes to a client which is gone",
  async (story: Story) => {
    await withServer(story, SHORT, async (context) => {
      const { server, connect } = context;
      for (const name of ["A", "B", "C"]) {
        using client = await connect(name);
        await gets(
          story,
          client,
          "welcome",
          (got) =>
            got === "nothing" && name !== "A" &&
              server.stats().pool.running === 1
              ? "keeps-the-thread-that-writes"
              : undefined,
        );
        if (name === "C") return;
        await client.send("pour\n");
        await client.end();
        await gets(story, client, "x".repeat(999));
        story.did(
          "it closed its writing side, read a little of what its handler sent without end, and left",
        );
      }
    });
  },
);

lessonTest(
  "7.3.9 ConnectionServer frees the thread of a client that resets",
  async (story: Story) => {
    await withServer(story, { threads: 1 }, async (context) => {
      const { server, connect } = context;
      for (let i = 0; i < 3; i++) {
        await story.within(resetAfterReply(server.addr, "hello\n"), () => ({
          expected: "the next client gets an answer",
          got: `it does not; ${state(context)}`,
          ...means(i > 0 ? "keeps-the-thread-that-reads" : undefined),
        }));
        story.did("a client got an answer and reset its connection");
      }
      const client = await connect("A");
      await asks(
        story,
        client,
        "hello",
        "hello",
        (got) => got === "nothing" ? "keeps-the-thread-that-reads" : undefined,
      );
      await client.end();
      await story.eventually(() => server.stats().active === 0, () => ({
        expected: "no connection is left",
        got: state(context),
      }));
    });
  },
);

lessonTest(
  "7.3.9 ConnectionServer tells of no failed task when a client leaves while it waits",
  async (story: Story) => {
    await withServer(story, { threads: 1, queue: 1 }, async (context) => {
      const { connect, errors, server } = context;
      const first = await connect("A");
      await asks(story, first, "hello", "hello");
      const reset = await resettable(server.addr);
      await story.eventually(() => server.stats().pool.queued === 1, () => ({
        expected: "client B's connection comes to wait in the queue",
        got: state(context),
      }));
      reset();
      story.did("client B connected, waited, and reset its connection");
      // Turns of the event loop, in which the server hears of that.
      for (let i = 0; i < 20; i++) {
        await asks(story, first, `round ${i}`, `round ${i}`);
      }
      await first.end();
      story.did("then client A left");
      await story.eventually(() => server.stats().active === 0, () => ({
        expected: "no connection is left",
        got: state(context),
      }));
      const [error] = errors;
      const { failed, pool } = server.stats();
      const isTold = error !== undefined || failed > 0;
      // The reset itself may be told of: what decides is the task.
      story.holds(!isTold || pool.cancelled + pool.failed === 0, {
        expected:
          "B's task is neither aborted nor fails, as no handler does, and onError is told of no such error",
        got: `${
          error ?? "no error"
        }; tasks that were aborted: ${pool.cancelled}; ${state(context)}`,
        ...(pool.cancelled > 0 && {
          ...means("aborts-who-waits"),
          method: "ConnectionServer.relay()",
        }),
      });
    });
  },
);

lessonTest(
  "7.3.9 ConnectionServer.shutdown() lets clients finish",
  async (story: Story) => {
    await withServer(story, { threads: 1 }, async (context) => {
      const { server, connect } = context;
      const client = await connect("A");
      for (const line of ["hello", "and again"]) {
        await asks(story, client, line, line);
      }
      const ended = follow(server.shutdown());
      story.did("shutdown() was called");
      // Many turns of the event loop, in which a client could be cut off.
      for (let turn = 1; turn <= 20; turn++) {
        await asks(
          story,
          client,
          `still ${turn}`,
          `still ${turn}`,
          (got) =>
            inAcceptAll(
              "connection",
              typeof got === "object" &&
                ("error" in got || got.line === undefined)
                ? "shutdown-cuts-clients-off"
                : undefined,
            ),
        );
      }
      story.equal(ended.outcome, "pending", {
        what: "what has become of shutdown() while a client is there",
      });
      await client.end();
      await story.within(server.finished, () => ({
        expected: "the server ends when its last client has left",
        got: `it does not; ${state(context)}`,
      }));
      await noThreadIsLeft(story, context);
    });
  },
);

lessonTest(
  "7.3.9 ConnectionServer.close() ends clients at once",
  async (story: Story) => {
    await withServer(story, { threads: 1, queue: 1 }, async (context) => {
      const { server, connect } = context;
      const served = await connect("A");
      await asks(story, served, "hello", "hello");
      const waiting = await connect("B");
      story.did("one client was served, one waited, and close() was called");
      await story.within(server.close(), () => ({
        expected: "close() ends the server",
        got: `it does not resolve; ${state(context)}`,
      }));
      for (const client of [served, waiting]) {
        story.equal(await client.rest(), "", {
          what: "what a client gets when the server is closed",
        });
      }
      await noThreadIsLeft(story, context);
    });
  },
);

import { relay } from "../../lessons/7.2-thread-server/relay.ts";
import { lessonTest } from "../harness/lesson_test.ts";
import type { Story } from "../harness/story/story.ts";
import type { Verdict } from "../harness/story/verdict.ts";
import { noTimers, type Timer, timerSpy } from "../harness/timer_spy.ts";
import { difference, hasBeenText } from "./difference.ts";
import { between, FakeConn } from "./fake_conn.ts";
import { type Id, means, NOT_CONNECTED } from "./misconceptions.ts";
import { streamBytes } from "./stream_bytes.ts";

/** Of reads: 0 is as much as there is room for, -1 a byte less. */
const SIZES = [5, 1, 65_536, 2, 0, 65_537, -1, 3, 1000, 1];

/** How long a client may linger whose thread is done, in milliseconds. */
const LINGER = 500;

/** What is wrong with how the input of `from` was carried, if anything is. */
function flaw(
  from: FakeConn,
  [fromName, toName]: readonly [string, string],
): Verdict | undefined {
  const { input, to, early } = from;
  const { taken, cut } = to;
  const way = `from ${fromName} to ${toName}`;
  const fail = (expected: string, got: string, id?: Id) => ({
    expected: `relay() ${expected}`,
    got,
    ...means(id),
  });
  for (const [conn, name] of [[from, fromName], [to, toName]] as const) {
    if (!conn.closed) continue;
    const expected = "closes writing sides, and no connection";
    return fail(expected, `it closed ${name}`, "end-closes-both");
  }
  if (cut !== undefined && !cut.ended) {
    return fail(
      `closes the writing side of ${toName} when ${fromName} has come to its end`,
      cut.own
        ? `it did so when ${toName} itself had`
        : `it did so when ${cut.given} of ${input.length} bytes were read`,
      cut.own ? "ends-the-wrong-direction" : "short-read-is-the-end",
    );
  }
  const at = difference(taken, input);
  const same = at === -1 && taken.length === input.length;
  if (early !== undefined) {
    const id: Id = early.writing
      ? same ? "writes-not-awaited" : "buffer-used-again"
      : early.short
      ? "one-write-per-read"
      : early.taken > early.given
      ? hasBeenText(taken)
        ? "takes-bytes-for-text"
        : early.taken === 2 * early.given
        ? "writes-twice"
        : early.taken > 2 * early.given + 1_000
        ? "writes-all-the-buffer"
        : "adds-bytes"
      : same
      ? "holds-bytes-back"
      : "drops-bytes";
    return fail(
      id === "one-write-per-read"
        ? `writes the rest, too, where write() took a part, before it reads on, ${way}`
        : `writes all that it has read before it reads on, ${way}`,
      `${
        id === "one-write-per-read"
          ? "the last write() took a part only, and "
          : ""
      }it read on when it had read ${early.given} bytes and written ${early.taken}${
        early.writing
          ? ", and a read() and a write() were under way at once"
          : ""
      }`,
      id,
    );
  }
  if (!same) {
    return fail(
      `carries ${input.length} bytes, in order, ${way}`,
      at === -1
        ? `${taken.length} were written`
        : at === input.length
        ? `${taken.length} were written: these, and then ${
          taken.length - at
        } more, the first of value ${taken[at]}`
        : `${taken.length} were written, which differ from byte ${at} on`,
      at === taken.length
        ? from.given > taken.length ? "drops-bytes" : undefined
        : at === input.length
        ? "adds-bytes"
        : from.buffer === to.buffer
        ? "shares-a-buffer"
        : undefined,
    );
  }
  if (cut !== undefined) {
    return fail(
      `closes the writing side of ${toName} when all is written`,
      `it did so when ${cut.taken} of ${cut.given} bytes were`,
    );
  }
  return to.asked > 0 ? undefined : fail(
    `closes the writing side of ${toName} when ${fromName} has come to its end`,
    "it did not",
    "end-not-passed-on",
  );
}

lessonTest(
  "7.2.4 relay() carries every byte and the end, in reads and writes of all sizes",
  async (story: Story) => {
    const { socket, thread } = between(
      new FakeConn(streamBytes(1_500_000, 7242), SIZES),
      new FakeConn(streamBytes(1_300_000, 7243), SIZES.toReversed()),
    );
    story.did(
      "relay() was called with two connections, 1.5 and 1.3 MB of input",
    );
    story.did("their reads bring 1 byte to a whole array, writes take a part");
    story.did("the thread is done when its input has come to its end");
    using timers = timerSpy("relay.ts");
    const pauses = (): Timer[] => {
      const lingers = timers.timers.findIndex(({ ms }) => ms === LINGER);
      return timers.timers.filter((_, nth) => nth !== lingers);
    };
    const when = "between what is read and what is written";
    const relayed = relay(socket, thread, thread.over);
    const flaws = (): Verdict | undefined =>
      flaw(socket, ["the socket", "the thread's connection"]) ??
        flaw(thread, ["the thread's connection", "the socket"]);
    const pending = { expected: "relay() resolves", got: "it is pending" };
    await story.within(relayed, () => {
      noTimers(story, { timers: pauses() }, when, means("carries-by-timer"));
      return flaws() ?? pending;
    });
    const found = flaws();
    if (found !== undefined) story.fail(found);
    noTimers(story, { timers: pauses() }, when, means("carries-by-timer"));
  },
);

lessonTest(
  "7.2.4 relay() rejects when a read, a write or a closeWrite() fails",
  async (story: Story) => {
    for (
      const [failing, call, Failure = Deno.errors.NotConnected] of [
        ["socket", "read"],
        ["thread", "read"],
        ["socket", "write"],
        ["thread", "write"],
        ["socket", "closeWrite"],
        ["thread", "closeWrite"],
        // Of a client that is gone; one whose handler wants no more may go on.
        ["socket", "write", Deno.errors.BrokenPipe],
      ] as const
    ) {
      const error = new Failure(`${NOT_CONNECTED}: ${call}()`);
      const conn = (own: boolean) =>
        new FakeConn(
          call === "closeWrite" || own === (call === "write")
            ? undefined
            : new Uint8Array(9),
          [4],
          own ? { [call]: error } : {},
        );
      const { socket, thread } = between(
        conn(failing === "socket"),
        conn(failing === "thread"),
      );
      const relayed = relay(socket, thread, Promise.resolve());
      story.did(
        `relay() was called, and ${call}() of the ${failing} fails with ${error.name}`,
      );
      const expected = `relay() rejects with the ${error.name} of ${call}()`;
      const got = await story.within(
        relayed.then(() => "it resolved", String),
        { expected, got: "it is still pending" },
      );
      const reader = { socket, thread }[failing];
      const peer = call === "read" ? reader.to : reader;
      if (call === "read" && got.includes(NOT_CONNECTED)) {
        story.equal(peer.asked, 0, {
          what: "how often closeWrite() was called in that direction",
          ...means("error-told-as-end"),
        });
      }
      const id: Id = call !== "closeWrite" || peer.closing?.isAwaited
        ? "copy-error-lost"
        : peer.asked === 0
        ? "end-not-passed-on"
        : "close-write-not-awaited";
      story.holds(got.includes(NOT_CONNECTED), { expected, got, ...means(id) });
      for (const [name, { closed }] of Object.entries({ socket, thread })) {
        story.holds(!closed, {
          expected: "relay() rejects, and closes no connection",
          got: `the connection of the ${name} was closed`,
          ...means("end-closes-both"),
        });
      }
    }
  },
);

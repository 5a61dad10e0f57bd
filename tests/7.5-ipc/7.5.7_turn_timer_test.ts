import { lessonTest } from "../harness/lesson_test.ts";
import { howMany } from "../harness/story/how_many.ts";
import type { Story } from "../harness/story/story.ts";
import { EventSender } from "../../lessons/7.5-ipc/event_sender.ts";
import type { EventBatch } from "../../lessons/7.5-ipc/given/events.ts";
import { means } from "./misconceptions.ts";

/** Timers that run when a test says so. Disposing of it puts the real ones back. */
class FakeTimers implements Disposable {
  readonly #real = {
    setTimeout: globalThis.setTimeout,
    setInterval: globalThis.setInterval,
    clearTimeout: globalThis.clearTimeout,
    clearInterval: globalThis.clearInterval,
  };
  readonly #live = new Map<number, { call: () => void; once: boolean }>();
  #next = 1;
  /** The longest time that was asked for, in milliseconds. */
  longest = 0;

  constructor() {
    const set = (once: boolean) => (call: () => void, ms = 0) => {
      this.longest = Math.max(this.longest, ms);
      this.#live.set(this.#next, { call, once });
      return this.#next++;
    };
    const clear = (id: number) => void this.#live.delete(id);
    Object.assign(globalThis, {
      setTimeout: set(true),
      setInterval: set(false),
      clearTimeout: clear,
      clearInterval: clear,
    });
  }

  /** How many are set. */
  get live(): number {
    return this.#live.size;
  }

  /** Whether some are set that run again and again. */
  get repeats(): boolean {
    return this.#live.values().some(({ once }) => !once);
  }

  /**
   * Lets each one run that is set now, and was not taken back meanwhile. Returns
   * whether one has run.
   */
  run(meanwhile = () => {}): boolean {
    const due = [...this.#live];
    let hasRun = false;
    meanwhile();
    for (const [id, { call, once }] of due) {
      if (!this.#live.has(id)) continue;
      if (once) this.#live.delete(id);
      hasRun = true;
      call();
    }
    return hasRun;
  }

  [Symbol.dispose](): void {
    Object.assign(globalThis, this.#real);
  }
}

lessonTest(
  "7.5.7 EventSender sets one timer of 0 ms for a turn, and flush() takes it back",
  (story: Story) => {
    const posted: EventBatch[] = [];
    const channel = { postMessage: (batch: EventBatch) => posted.push(batch) };
    const sender = new EventSender(channel as unknown as BroadcastChannel);
    const send = (...counts: number[]) => {
      for (const detail of counts) sender.send({ type: "count", detail });
    };
    using timers = new FakeTimers();
    send(1, 2);
    // Whoever ends the turn otherwise than by a timer has none to take back.
    if (timers.live === 0) return;
    story.holds(timers.longest <= 1, {
      expected: "the timer that ends a turn is one of 0 ms",
      got: `it is one of ${timers.longest} ms`,
      ...means("turn-lasts-too-long"),
    });
    const hasRun = timers.run(() => send(3));
    const ended = posted.length;
    story.did(
      `events 1 and 2 were sent, and 3 just before the timer was due: the timer ${
        hasRun ? "ran" : "did not run, as it was taken back"
      }`,
    );
    story.holds(ended === 2, {
      expected: "the turn has ended, and what waited is posted",
      got: ended === 1
        ? "what waited was not posted"
        : `${ended} messages are posted`,
      ...means(
        ended === 1 && timers.live > 0 ? "turn-begins-anew" : undefined,
      ),
    });
    story.holds(timers.live === 0, {
      expected: "no timer is set then, as the turn's one has run",
      got: timers.repeats
        ? "it is one that runs again and again"
        : `${howMany(timers.live, "timer is", "timers are")} still set`,
      ...means(timers.repeats ? "timer-repeats" : undefined),
      method: timers.repeats
        ? "EventSender.send()"
        : ["EventSender.send()", "EventSender.flush()"],
    });
    send(4, 5);
    const live = timers.live;
    sender.flush();
    story.did("events 4 and 5 were sent, and flush() called");
    story.holds(timers.live === 0, {
      expected: "flush() takes the timer back",
      got: `of ${howMany(live, "timer that was", "timers that were")} set, ${
        howMany(timers.live, "is", "are")
      } still`,
      ...means(live > 1 ? "timer-for-each-event" : "timer-fires-again"),
    });
    const sent = posted.flatMap(({ events }) =>
      events.map((one) => one.detail)
    );
    story.equal(sent, [1, 2, 3, 4, 5], { what: "the counts that were posted" });
    posted.length = 0;
    send(6);
    const isFirst = posted.length === 1;
    const alone = timers.live;
    timers.run();
    send(7);
    story.did(
      `event 6 was sent, alone in its turn, which set ${
        howMany(alone, "timer", "timers")
      }; then the turn was over, and event 7 was sent`,
    );
    story.holds(posted.length === 2, {
      expected: "event 7 is posted at once, as the first of its turn",
      got: `${
        posted.length === 1 ? "1 message is" : `${posted.length} messages are`
      } posted, for 6 and 7`,
      ...means(
        isFirst && alone === 0 && posted.length === 1
          ? "lone-event-sets-no-timer"
          : undefined,
      ),
      method: alone === 0
        ? "EventSender.send()"
        : ["EventSender.send()", "EventSender.flush()"],
    });
    timers.run();
    posted.length = 0;
    send(...Array(1000).keys());
    const before = posted.length;
    timers.run();
    const sizes = posted.map(({ events }) => events.length);
    story.did("1000 events were sent in a turn, which was over then");
    story.holds(before === 1 && `${sizes}` === "1,999", {
      expected: "one message with 1 event at once, and one with 999 in the end",
      got: `${before} before the end, and ${
        howMany(sizes.length, "message")
      } in all`,
      ...means(before > 1 ? "turn-is-cut" : undefined),
      method: "EventSender.send()",
    });
  },
);

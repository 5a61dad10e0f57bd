import type { EventBatch, WireEvent } from "./given/events.ts";

/**
 * Posts events on a channel. Deno keeps 256 messages for a thread that is busy and
 * drops what is more. So events go in batches, at most two for each turn of the
 * event loop, and are counted: who receives them sees whether some are missing.
 */
export class EventSender {
  readonly #channel: BroadcastChannel;
  /** Tells this sender from others on the channel. */
  readonly #id = crypto.randomUUID();
  /** How many events were posted. */
  #posted = 0;
  /** Events that wait for the turn's end; undefined if this turn has none yet. */
  #batch: WireEvent[] | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(channel: BroadcastChannel) {
    this.#channel = channel;
  }

  /**
   * Sends an event with a copy of its detail as it is now.
   *
   * @throws {Error} If the detail holds what cannot be copied.
   */
  send(event: WireEvent): void {
    // TODO(7.5.7): The first event of a turn must not wait: `#post()` it at
    // once. All others of the turn go together when it ends, which a timer of 0
    // ms tells (an `await` does not end it). Each needs a copy of its detail as
    // it is now (structuredClone). From the first event to the end of the turn,
    // `#batch` is an array, if an empty one.
    throw new Error("TODO(7.5.7)");
  }

  /** Sends now what waits for the turn's end, and ends the turn. */
  flush(): void {
    // TODO(7.5.7): What waits goes out now, and an empty batch is not posted.
    // The timer must not fire for it again. The next event is the first of a
    // turn again.
    throw new Error("TODO(7.5.7)");
  }

  #post(events: WireEvent[]): void {
    const batch: EventBatch = {
      sender: this.#id,
      first: this.#posted,
      events,
    };
    this.#channel.postMessage(batch);
    this.#posted += events.length;
  }
}

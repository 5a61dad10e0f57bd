import type { WireEvent } from "./given/events.ts";

/** Posts all events of a turn when it ends. */
export class EventSender {
  readonly #channel: BroadcastChannel;
  readonly #id = crypto.randomUUID();
  #next = 0;
  #waiting: WireEvent[] = [];

  constructor(channel: BroadcastChannel) {
    this.#channel = channel;
  }

  send(event: WireEvent): void {
    if (this.#waiting.push(structuredClone(event)) > 1) return;
    setTimeout(() => this.flush(), 0);
  }

  flush(): void {
    // Of two flushes in a turn, the second has nothing to send.
    const events = this.#waiting.splice(0);
    if (events.length === 0) return;
    const first = this.#next;
    this.#next += events.length;
    this.#channel.postMessage({ sender: this.#id, first, events });
  }
}

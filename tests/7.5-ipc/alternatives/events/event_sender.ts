import type { WireEvent } from "./given/events.ts";

/** Queues all events; what waits is posted now, or else when the turn ends. */
export class EventSender {
  readonly #channel: BroadcastChannel;
  readonly #id = crypto.randomUUID();
  #next = 0;
  #waiting: WireEvent[] = [];
  #turn: ReturnType<typeof setTimeout> | null = null;

  constructor(channel: BroadcastChannel) {
    this.#channel = channel;
  }

  send(event: WireEvent): void {
    this.#waiting.push(structuredClone(event));
    if (this.#turn !== null) return;
    this.#post();
    this.#turn = setTimeout(() => this.flush(), 0);
  }

  flush(): void {
    if (this.#turn !== null) clearTimeout(this.#turn);
    this.#turn = null;
    this.#post();
  }

  #post(): void {
    const events = this.#waiting.splice(0);
    if (events.length === 0) return;
    const first = this.#next;
    this.#next += events.length;
    this.#channel.postMessage({ sender: this.#id, first, events });
  }
}

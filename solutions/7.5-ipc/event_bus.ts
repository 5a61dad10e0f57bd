import { delay } from "@std/async";
import {
  type EventSchema,
  isEventBatch,
  type WireEvent,
} from "./given/events.ts";
import { EventSender } from "./event_sender.ts";

export type { EventSchema } from "./given/events.ts";

/** Options for {@linkcode EventBus}. */
export interface EventBusOptions {
  /** Told of all that came and was ignored. @default {console.error} */
  onIgnored?: (reason: Error) => void;
}

/**
 * After so many turns of the event loop without a message, none is on its way.
 * One is not enough: after a busy time, a turn's timer is due before its
 * messages. Nor are two: on a busy machine, the third brings some now and then.
 */
const QUIET_TURNS = 4;

type Listener = (detail: never) => void;

/**
 * Sends events to every other thread of this process that has a bus of the same
 * name: fan-out, over a `BroadcastChannel`. None comes back to the sender.
 * Events are counted: if some were lost on the way, that is reported.
 */
export class EventBus<Events extends object> implements AsyncDisposable {
  readonly #channel: BroadcastChannel;
  readonly #sender: EventSender;
  readonly #schema: EventSchema<Events>;
  readonly #onIgnored: (reason: Error) => void;
  readonly #listeners = new Map<keyof Events, Set<Listener>>();
  /** How many events of each sender have come or are known to be lost. */
  readonly #seen = new Map<string, number>();
  /** Messages that came, of whatever kind. */
  #received = 0;
  #closed: Promise<void> | undefined;

  /** Joins the bus `name`. */
  constructor(
    name: string,
    schema: EventSchema<Events>,
    { onIgnored = console.error }: EventBusOptions = {},
  ) {
    this.#schema = schema;
    this.#onIgnored = onIgnored;
    this.#channel = new BroadcastChannel(name);
    this.#sender = new EventSender(this.#channel);
    this.#channel.onmessage = ({ data }) => {
      this.#received++;
      this.#receive(data);
    };
  }

  /**
   * Sends an event to every other bus of this name. It carries a copy of
   * `detail` as it is now.
   *
   * @throws {TypeError} If the schema has no such event, or `detail` is none of
   * that type, or this bus was closed.
   * @throws {Error} If `detail` holds what cannot be copied.
   */
  emit<Type extends keyof Events & string>(
    type: Type,
    detail: Events[Type],
  ): void {
    if (this.#closed !== undefined) {
      throw new TypeError(
        `Cannot emit event '${type}' as this bus was closed: close it after the last event`,
      );
    }
    const wrong = this.#check(type, detail);
    if (wrong !== undefined) {
      throw new TypeError(`Cannot emit event '${type}' as ${wrong}`);
    }
    this.#sender.send({ type, detail });
  }

  /** Calls `listener` with each event of this type, until disposed of. */
  on<Type extends keyof Events>(
    type: Type,
    listener: (detail: Events[Type]) => void,
  ): Disposable {
    const listeners = this.#listeners.get(type) ?? new Set();
    this.#listeners.set(type, listeners.add(listener));
    return { [Symbol.dispose]: () => void listeners.delete(listener) };
  }

  /**
   * Leaves the bus. Whatever was emitted here before is sent, and whatever was
   * emitted elsewhere before still reaches the listeners here: it waits until no
   * message has come for some turns of the event loop.
   */
  close(): Promise<void> {
    return this.#closed ??= this.#close();
  }

  /** Leaves the bus, as `close()` does. */
  async [Symbol.asyncDispose](): Promise<void> {
    await this.close();
  }

  async #close(): Promise<void> {
    // TODO(7.5.7): Send what waits in the sender. Keep the channel open until
    // all has come in that others have sent: when QUIET_TURNS turns of the
    // event loop in a row (`delay(0)` each) have passed without a message
    // (`#received`).
    // #region 7.5.7
    this.#sender.flush();
    for (let quiet = 0; quiet < QUIET_TURNS;) {
      const before = this.#received;
      await delay(0);
      quiet = this.#received === before ? quiet + 1 : 0;
    }
    this.#channel.close();
    // #endregion
  }

  #receive(data: unknown): void {
    // TODO(7.5.7): Anybody can post anything. What is not a batch (isEventBatch)
    // is reported by `#ignore()`, and nothing else is done with it. If a batch
    // does not go on where its sender's last one ended (`#seen`), report how
    // many events are missing; a sender's first batch may start anywhere. Then
    // `#deliver()` the events.
    // #region 7.5.7
    if (!isEventBatch(data)) {
      return this.#ignore("what came is no batch of events");
    }
    const { sender, first, events } = data;
    const lost = first - (this.#seen.get(sender) ?? first);
    if (lost > 0) {
      this.#ignore(`${lost} events were lost: this thread was busy too long`);
    }
    this.#seen.set(sender, first + events.length);
    for (const event of events) this.#deliver(event);
    // #endregion
  }

  #deliver({ type, detail }: WireEvent): void {
    // TODO(7.5.7): An event that `#check()` finds wrong is reported, and nobody
    // gets it. A listener that throws, whatever it is, must not keep the others
    // from being called: report an Error (`#onIgnored`), go on.
    // #region 7.5.7
    const wrong = this.#check(type, detail);
    if (wrong !== undefined) {
      return this.#ignore(`event '${type}' came and ${wrong}`);
    }
    for (const listener of this.#listeners.get(type as keyof Events) ?? []) {
      try {
        (listener as (detail: unknown) => void)(detail);
      } catch (error) {
        this.#onIgnored(
          error instanceof Error ? error : new Error(Deno.inspect(error)),
        );
      }
    }
    // #endregion
  }

  /** What is wrong with an event, if anything. */
  #check(type: string, detail: unknown): string | undefined {
    // TODO(7.5.7): Is the type one of the schema's own (Object.hasOwn: not
    // "toString"), and does its function accept the detail? If not, return the
    // end of a sentence that says so.
    // #region 7.5.7
    if (!Object.hasOwn(this.#schema, type)) {
      return "the schema has no such event";
    }
    const accepts = this.#schema[type as keyof Events];
    return accepts(detail) ? undefined : "its detail is not of that type";
    // #endregion
  }

  #ignore(what: string): void {
    this.#onIgnored(
      new Error(`Cannot use what came over the event bus as ${what}`),
    );
  }
}

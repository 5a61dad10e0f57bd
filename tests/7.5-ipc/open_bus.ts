import type { Story } from "../harness/story/story.ts";
import { EventBus } from "../../lessons/7.5-ipc/event_bus.ts";
import type { EventBatch } from "../../lessons/7.5-ipc/given/events.ts";
import { means } from "./misconceptions.ts";
import { schema, type TestEvents } from "./events.ts";

/** What an error says, and what caused it, if that is told. */
function told({ message, cause }: Error): string {
  if (cause === undefined) return message;
  return `${message}: ${
    cause instanceof Error
      ? told(cause)
      : typeof cause === "string"
      ? cause
      : Deno.inspect(cause)
  }`;
}

/** Closes buses to which nothing comes any more. */
export async function closed(
  story: Story,
  ...buses: Pick<ReturnType<typeof openBus>, "bus">[]
): Promise<void> {
  for (const { bus } of buses) {
    await story.within(bus.close(), {
      expected: "close() comes to an end when no message comes any more",
      got: "it still waits",
      ...means("never-quiet-again"),
    });
  }
}

/** So many turns of the event loop may pass until a bus is closed. */
const ENOUGH = 30;

/**
 * A bus of this thread, with what came and what was ignored. Disposing of it
 * closes it where a test has failed before: what is left of it would be told of
 * the tests that follow.
 */
export function openBus(name = crypto.randomUUID()) {
  const ignored: string[] = [];
  const collected: TestEvents["collected"][] = [];
  const counts: number[] = [];
  const bus = new EventBus<TestEvents>(name, schema, {
    onIgnored: (reason: unknown) =>
      ignored.push(
        reason instanceof Error
          ? told(reason)
          : `no Error: ${Deno.inspect(reason)}`,
      ),
  });
  bus.on("collected", (detail) => collected.push(detail));
  bus.on("count", (count) => counts.push(count));
  return {
    name,
    bus,
    ignored,
    collected,
    counts,
    [Symbol.asyncDispose]: () => closeOrGiveUp(bus),
  };
}

/** Closes a bus, and does not wait for ever where that does not end. */
export async function closeOrGiveUp(
  bus: { close(): Promise<void> },
): Promise<void> {
  let over = false;
  bus.close().catch(() => {}).finally(() => over = true);
  for (let i = 0; i < ENOUGH && !over; i++) await turns(1);
  if (!over) await withoutTimers();
}

/**
 * A bare channel beside the buses of a name: it sees each message that they post,
 * and posts what they would not. Disposing of it closes it.
 */
export class Wire implements Disposable {
  /** How many events each message had. */
  readonly sizes: number[] = [];
  /** The details of all events. */
  readonly details: unknown[] = [];
  readonly #channel: BroadcastChannel;
  readonly #end: BroadcastChannel;
  readonly #passed = Promise.withResolvers<void>();

  constructor(name: string) {
    this.#channel = new BroadcastChannel(name);
    this.#end = new BroadcastChannel(name);
    this.#channel.onmessage = ({ data }: MessageEvent<EventBatch>) => {
      if (data.sender === "end") return this.#passed.resolve();
      this.sizes.push(data.events.length);
      this.details.push(...data.events.map(({ detail }) => detail));
    };
  }

  /** Posts anything. */
  post(data: unknown): void {
    this.#channel.postMessage(data);
  }

  /** Posts counts as a batch of a sender that has sent `first` events before. */
  batch(sender: string, first: number, counts: readonly number[]): void {
    const events = counts.map((detail) => ({ type: "count", detail }));
    this.post({ sender, first, events });
  }

  /** Resolves when every message has come that was posted before this call. */
  passed(): Promise<void> {
    this.#end.postMessage({ sender: "end", first: 0, events: [] });
    return this.#passed.promise;
  }

  /** How its messages read in a failure. */
  toString(): string {
    const { length } = this.sizes;
    const shown = this.sizes.slice(0, 8).join(", ");
    return `${length} message${
      length === 1 ? "" : "s"
    }; events in each: ${shown}${length > 8 ? ", …" : ""}`;
  }

  [Symbol.dispose](): void {
    this.#channel.close();
    this.#end.close();
  }
}

/** Asks all workers what they have, and waits until `workers` of them told. */
export async function report(
  story: Story,
  { bus, collected }: Pick<ReturnType<typeof openBus>, "bus" | "collected">,
  workers: number,
): Promise<TestEvents["collected"][]> {
  collected.length = 0;
  bus.emit("report", null);
  await story.eventually(() => collected.length >= workers, () => ({
    expected: `${workers} workers tell what they have received`,
    got: `${collected.length} did`,
  }));
  return collected.toSorted((a, b) => a.worker < b.worker ? -1 : 1);
}

/** Ends what sets a timer in each turn: those that it sets now are never due. */
async function withoutTimers(): Promise<void> {
  const { setTimeout } = globalThis;
  Object.assign(globalThis, { setTimeout: () => 0 });
  try {
    await new Promise((resolve) => setTimeout(resolve, 20));
  } finally {
    Object.assign(globalThis, { setTimeout });
  }
}

/** Lets so many turns of the event loop pass. */
export async function turns(count: number): Promise<void> {
  for (let i = 0; i < count; i++) {
    await new Promise((resolve) => setTimeout(resolve, 0));
  }
}

/** The counts from 0 up, so many of them. */
export const range = (length: number) => Array.from({ length }, (_, i) => i);

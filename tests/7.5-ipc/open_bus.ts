import type { Story } from "../harness/story/story.ts";
import { EventBus } from "../../lessons/7.5-ipc/event_bus.ts";
import { schema, type TestEvents } from "./events.ts";

/** A bus of this thread, with what came and what was ignored. */
export function openBus(name = crypto.randomUUID()) {
  const ignored: string[] = [];
  const collected: TestEvents["collected"][] = [];
  const counts: number[] = [];
  const bus = new EventBus<TestEvents>(name, schema, {
    onIgnored: (reason) => ignored.push(reason.message),
  });
  bus.on("collected", (detail) => collected.push(detail));
  bus.on("count", (count) => counts.push(count));
  return { name, bus, ignored, collected, counts };
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
    cause: "an event does not reach every other thread on the bus.",
  }));
  return collected.toSorted((a, b) => a.worker < b.worker ? -1 : 1);
}

/** The counts from 0 up, so many of them. */
export const range = (length: number) => Array.from({ length }, (_, i) => i);

import type { EventSchema } from "../../lessons/7.5-ipc/event_bus.ts";

/** The events of the tests. */
export interface TestEvents {
  /** A number to collect. */
  count: number;
  /** What the configuration is now. */
  config: { limit: number; name: string };
  /** Asks each worker for what it has collected. */
  report: null;
  /** Anything. */
  thing: unknown;
  /** What a worker has collected. */
  collected: { worker: string; counts: number[]; ignored: string[] };
}

/** Tells events from what only looks like one. */
export const schema: EventSchema<TestEvents> = {
  count: (detail): detail is number => Number.isInteger(detail),
  config: (detail): detail is TestEvents["config"] =>
    typeof detail === "object" && detail !== null && "limit" in detail &&
    typeof detail.limit === "number" && "name" in detail &&
    typeof detail.name === "string",
  report: (detail): detail is null => detail === null,
  thing: (_detail): _detail is unknown => true,
  collected: (detail): detail is TestEvents["collected"] =>
    typeof detail === "object" && detail !== null && "counts" in detail,
};

/// <reference lib="deno.worker" />
// Joins an event bus, collects counts and tells them when asked. Told "block" it
// does not look at its messages until word 0 of the memory is set; told "emit" it
// emits so many counts and closes.
import { EventBus } from "../../../lessons/7.5-ipc/event_bus.ts";
import { schema, type TestEvents } from "../events.ts";

/** What the worker is told. */
export type BusOrder =
  | { do: "join"; bus: string; name: string }
  | { do: "block"; memory: SharedArrayBuffer }
  | { do: "emit"; counts: number; memory: SharedArrayBuffer };

let bus: EventBus<TestEvents> | undefined;

self.onmessage = async ({ data }: MessageEvent<BusOrder>) => {
  try {
    await obey(data);
  } catch (error) {
    self.postMessage(`${error}`);
  }
};

async function obey(order: BusOrder): Promise<void> {
  if (order.do === "join") {
    const { name } = order;
    const ignored: string[] = [];
    const counts: number[] = [];
    const joined = new EventBus<TestEvents>(order.bus, schema, {
      onIgnored: (reason) => ignored.push(reason.message),
    });
    bus = joined;
    joined.on("count", (count) => counts.push(count));
    joined.on("report", () => {
      joined.emit("collected", { worker: name, counts, ignored });
    });
    self.postMessage("joined");
  } else if (order.do === "block") {
    self.postMessage("blocked");
    Atomics.wait(new Int32Array(order.memory), 0, 0);
  } else {
    for (let i = 0; i < order.counts; i++) bus?.emit("count", i);
    await bus?.close();
    const words = new Int32Array(order.memory);
    Atomics.store(words, 0, 1);
    Atomics.notify(words, 0);
    self.postMessage("emitted");
  }
}

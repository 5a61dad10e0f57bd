/// <reference lib="deno.worker" />
/** A thread that takes its time before it runs the lesson's own program. */
import { setImmediate } from "node:timers/promises";

for (let turns = 0; turns < 20; turns++) await setImmediate();
await import("../../../lessons/7.2-thread-server/client_thread.ts");

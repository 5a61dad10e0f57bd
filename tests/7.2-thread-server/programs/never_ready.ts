/// <reference lib="deno.worker" />
/** A thread that lives, and never says that it is ready. */
import { holdLifeLock } from "../../../lessons/given/lifetime.ts";

await holdLifeLock(self.name);
self.onmessage = () => {};

/// <reference lib="deno.worker" />
/** The program of a pool's thread: what `pthread_create()` starts in C. */
import { BoundedQueue } from "../bounded_queue.ts";
import { FinishedList } from "./finished_list.ts";
import { holdLifeLock } from "../../given/lifetime.ts";
import type { StartMessage, ThreadMessage } from "./messages.ts";
import { poolThread, type TaskFunction } from "../pool_thread.ts";
import { SlotDesk } from "./slot_desk.ts";
import { TaskSlots } from "./task_slots.ts";

let desk: SlotDesk | undefined;

function tell(message: ThreadMessage): void {
  self.postMessage(message);
}

async function run(start: StartMessage): Promise<void> {
  await holdLifeLock(self.name);
  tell({ type: "born" });
  const { default: task }: { default?: TaskFunction } = await import(
    start.module
  );
  if (typeof task !== "function") {
    throw new TypeError(
      `Cannot start thread as ${start.module} has no function as its default export`,
    );
  }
  desk = new SlotDesk(
    start.thread,
    {
      slots: new TaskSlots(start.slots),
      finished: new FinishedList(start.finished),
    },
    { function: task, data: start.data },
    () => tell({ type: "finished" }),
  );
  tell({ type: "ready" });
  await poolThread(new BoundedQueue(start.queue), desk);
  self.close();
}

/** Ends this thread, as something in it threw that nobody has caught. */
function die(error: unknown): void {
  desk?.die();
  const reason = error instanceof Error ? error.message : Deno.inspect(error);
  tell({ type: "died", reason });
  self.close();
}

self.addEventListener("error", (event) => {
  event.preventDefault();
  die(event.error ?? event.message);
});
self.addEventListener("unhandledrejection", (event) => {
  event.preventDefault();
  die(event.reason);
});
self.onmessage = ({ data }: MessageEvent<StartMessage>) => run(data);

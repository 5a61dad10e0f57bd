/// <reference lib="deno.worker" />
/** The program of a pool's thread: what `pthread_create()` starts in C. */
import { BoundedQueue } from "./bounded_queue.ts";
import { FinishedList } from "./finished_list.ts";
import { holdLifeLock } from "./lifetime.ts";
import type { StartMessage, ThreadMessage } from "./messages.ts";
import { poolThread, type TaskFunction } from "./pool_thread.ts";
import { SlotDesk } from "./slot_desk.ts";
import { TaskSlots } from "./task_slots.ts";

function tell(message: ThreadMessage): void {
  self.postMessage(message);
}

async function run(start: StartMessage): Promise<void> {
  await holdLifeLock(self.name);
  tell("born");
  const { default: task }: { default?: TaskFunction } = await import(
    start.module
  );
  if (typeof task !== "function") {
    throw new TypeError(
      `Cannot start thread as ${start.module} has no function as its default export`,
    );
  }
  tell("ready");
  const desk = new SlotDesk(
    start.thread,
    {
      slots: new TaskSlots(start.slots),
      finished: new FinishedList(start.finished),
    },
    { function: task, data: start.data },
    () => tell("finished"),
  );
  await poolThread(new BoundedQueue(start.queue), desk);
  self.close();
}

self.onmessage = ({ data }: MessageEvent<StartMessage>) => run(data);

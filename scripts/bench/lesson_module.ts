/** Whose version is measured. */
export type Source = "solutions" | "lessons";

/** The modules of lessons that are measured, by their paths. */
interface Modules {
  "7.4-locks/mutex.ts": typeof import("../../solutions/7.4-locks/mutex.ts");
  "7.5-ipc/given/child_end.ts":
    typeof import("../../solutions/7.5-ipc/given/child_end.ts");
  "7.5-ipc/event_bus.ts": typeof import("../../solutions/7.5-ipc/event_bus.ts");
  "7.5-ipc/mailbox.ts": typeof import("../../solutions/7.5-ipc/mailbox.ts");
  "7.5-ipc/message_queue.ts":
    typeof import("../../solutions/7.5-ipc/message_queue.ts");
  "7.5-ipc/pipe.ts": typeof import("../../solutions/7.5-ipc/pipe.ts");
  "7.5-ipc/given/ring_buffer.ts":
    typeof import("../../solutions/7.5-ipc/given/ring_buffer.ts");
  "7.5-ipc/socket_pair.ts":
    typeof import("../../solutions/7.5-ipc/socket_pair.ts");
  "7.5-ipc/thread_pair.ts":
    typeof import("../../solutions/7.5-ipc/thread_pair.ts");
}

/** Loads a module of a solution, or the learner's in its place. */
export function lessonModule<Path extends keyof Modules>(
  source: Source,
  path: Path,
): Promise<Modules[Path]> {
  return import(new URL(`../../${source}/${path}`, import.meta.url).href);
}

/** A contender's name: the learner's own is told by an addition. */
export function nameOf(contender: string, source: Source): string {
  return source === "lessons" ? `${contender} (yours)` : contender;
}

import type { Contender } from "../host/contender.ts";
import type { Source } from "../lesson_module.ts";
import type { Task } from "./peer.ts";
import { messageQueue, pipe, socket } from "./process_ways.ts";
import { blocking, eventBus, messagePort } from "./thread_ways.ts";
import type { Way } from "./ways.ts";

/** Makes the contender of one way to talk. */
export function open(
  { way, source }: { way: Way; source: Source },
): Promise<Contender<Task>> {
  return openWay[way](source);
}

const openWay: Record<Way, (source: Source) => Promise<Contender<Task>>> = {
  "pipe": pipe,
  "socket pair (tcp)": (source) => socket(source, "tcp"),
  "socket pair (unix)": (source) => socket(source, "unix"),
  "message queue": messageQueue,
  "socket pair (port)": messagePort,
  "event bus": eventBus,
  "mailbox": (source) => blocking(source, "mailbox"),
  "ring buffer": (source) => blocking(source, "ring buffer"),
};

/** The ways to talk that are compared. */
export type Way =
  | "pipe"
  | "socket pair (tcp)"
  | "socket pair (unix)"
  | "message queue"
  | "socket pair (port)"
  | "event bus"
  | "mailbox"
  | "ring buffer";

/** Those that this system has. */
export const WAYS: readonly Way[] = [
  "pipe",
  "socket pair (tcp)",
  ...(Deno.build.os === "windows" ? [] : ["socket pair (unix)"] as const),
  "message queue",
  "socket pair (port)",
  "event bus",
  "mailbox",
  "ring buffer",
];

import type { Equivalent } from "../../harness/mutant.ts";
import { ringEquivalent } from "./ring.ts";

const LOCKED =
  "Both happen with the mutex locked: who is woken looks at the state when it is unlocked.";
const ALL =
  "Who is woken for nothing looks again and sleeps on; with one condition for both sides, all have to be woken.";

/** Changes of mailboxes and latest values that behave as the solution does. */
const records: Equivalent[] = [
  {
    file: "latest_value.ts",
    from: "state[0] = (state[0] ?? 0) + 1;",
    to: "state[0] = (state[0] ?? 0) - 1;",
    because: "Any other number than before says that there is a newer value.",
  },
  {
    file: "latest_value.ts",
    from: "state[0] = (state[0] ?? 0) + 1; published.notifyAll();",
    to: "published.notifyAll(); state[0] = (state[0] ?? 0) + 1;",
    because: LOCKED,
  },
  {
    file: "mailbox.ts",
    from: "state[0] = FULL; filled.notify();",
    to: "filled.notify(); state[0] = FULL;",
    because: LOCKED,
  },
  {
    file: "mailbox.ts",
    from: "state[0] = state[0] === FULL ? EMPTY : CLOSED; emptied.notify();",
    to: "emptied.notify(); state[0] = state[0] === FULL ? EMPTY : CLOSED;",
    because: LOCKED,
  },
  {
    file: "mailbox.ts",
    from: "state[0] = (state[0] ?? EMPTY) | CLOSED; emptied.notifyAll();",
    to: "emptied.notifyAll(); state[0] = (state[0] ?? EMPTY) | CLOSED;",
    because: LOCKED,
  },
  {
    file: "mailbox.ts",
    from: "emptied.notifyAll(); filled.notifyAll();",
    to: "filled.notifyAll(); emptied.notifyAll();",
    because: LOCKED,
  },
  {
    file: "mailbox.ts",
    from: "filled.notify();",
    to: "filled.notifyAll();",
    because: ALL,
  },
  {
    file: "mailbox.ts",
    from: "emptied.notify();",
    to: "emptied.notifyAll();",
    because: ALL,
  },
];

/** Changes of the event bus that behave as the solution does. */
const events: Equivalent[] = [
  {
    file: "event_bus.ts",
    from: "for (let quiet = 0; quiet < QUIET_TURNS;) {",
    to: "for (let quiet = 0; quiet <= QUIET_TURNS;) {",
    because: "It waits for one more turn, which only makes it surer.",
  },
];

const ORDER = "Deno does the operations on a file in order, whoever waits.";
const COPY = "The bytes are the same; they are copied once more.";

/** Changes of the log that behave as the solution does. */
const log: Equivalent[] = [
  {
    file: "logger.ts",
    from: "await file.truncate(length);",
    to: "(file.truncate(length));",
    because: ORDER,
  },
  {
    file: "logger.ts",
    from: "await file.seek(0, Deno.SeekMode.End);",
    to: "(file.seek(0, Deno.SeekMode.End));",
    because: ORDER,
  },
  {
    file: "logger.ts",
    from: 'await toParent.send("");',
    to: '(toParent.send(""));',
    because:
      "Confirmations keep their order. One that a logger does not get out before its end costs nothing: the next logger tells what is in the file.",
  },
  {
    file: "logger.ts",
    from: "done += await file.write(line.subarray(done));",
    to: "done += await file.write(line.slice(done));",
    because: COPY,
  },
  {
    file: "logger.ts",
    from: "const text = new TextDecoder().decode(bytes.subarray(0, length));",
    to: "const text = new TextDecoder().decode(bytes.slice(0, length));",
    because: COPY,
  },
];

/** Changes of steps 7.5.5 to 7.5.8 that behave as the solution does. */
export const sharedEquivalent: Equivalent[] = [
  ...ringEquivalent,
  ...records,
  ...events,
  ...log,
];

/// <reference lib="deno.worker" />
import { Gates } from "../pool/gates.ts";

/** What a test asks of a thread. */
export type Act =
  /** Returns the value. */
  | { act: "echo"; value: unknown }
  /** Notes its label, waits before the gate, and returns the label. */
  | { act: "gate"; gate: number; label: number }
  /** Notes its label and returns it. */
  | { act: "note"; label: number }
  /** Returns a name that no other thread has, and which call this is in it. */
  | { act: "who" }
  /** Waits for a timer before it returns the value. */
  | { act: "later"; value: unknown }
  /** Throws an error with a cause. */
  | { act: "throw"; message: string }
  | { act: "reject"; message: string }
  /** Throws what is no error. */
  | { act: "throwValue"; value: unknown }
  /** Returns what cannot be cloned. */
  | { act: "function" }
  /** Changes the first byte and returns nothing. */
  | { act: "scribble"; bytes: Uint8Array }
  /** Throws where nobody can catch it. */
  | { act: "uncaught"; message: string }
  /** Rejects a promise that nobody waits for. */
  | { act: "unhandled"; message: string }
  /** Ends its thread. */
  | { act: "close" };

const me = crypto.randomUUID();
let calls = 0;
const never = new Promise<never>(() => {});

export default function run(task: Act, gates: SharedArrayBuffer): unknown {
  calls++;
  switch (task.act) {
    case "echo":
      return task.value;
    case "gate":
      new Gates(gates).enter(task.label);
      new Gates(gates).pass(task.gate);
      return task.label;
    case "note":
      new Gates(gates).enter(task.label);
      return task.label;
    case "who":
      return { me, calls };
    case "later":
      return new Promise((resolve) => setTimeout(() => resolve(task.value), 1));
    case "throw":
      throw new RangeError(task.message, { cause: task.message });
    case "throwValue":
      throw task.value;
    case "reject":
      return Promise.reject(
        new RangeError(task.message, { cause: task.message }),
      );
    case "function":
      return () => {};
    case "scribble":
      task.bytes[0] = 99;
      return undefined;
    case "uncaught":
      setTimeout(() => {
        throw new RangeError(task.message);
      });
      return never;
    case "unhandled":
      Promise.reject(new RangeError(task.message));
      return never;
    case "close":
      self.close();
      return never;
  }
}

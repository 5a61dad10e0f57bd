import {
  othersTimers,
  type Timer,
  type Untimed,
  untimed,
} from "../harness/timer_spy.ts";
import type { Story } from "../harness/story/story.ts";
import { type Id, means } from "./misconceptions.ts";

/** What it shows that a method of PortConn sets a timer. */
const IN_PORT_CONN: Record<string, Id> = {
  "PortConn.#take": "read-polls",
  "PortConn.#moreCredit": "polls-for-credit",
};

/** For {@linkcode untimed}: port_conn.ts needs no timer at all. */
export const PORT_CONN: Untimed = {
  when: "to carry bytes, credit or an end",
  only: "port_conn.ts",
  means: ([timer]) => means(IN_PORT_CONN[timer?.by ?? ""] ?? "tells-by-timer"),
};

/** The steps of methods that tests of earlier steps call, too. */
const STEPS: Record<string, string> = {
  "PortConn.#moreCredit": "7.2.2",
  "PortConn.#grant": "7.2.2",
  "PortConn.#refill": "7.2.2",
  "ThreadingServer.#detach": "7.2.5",
  "ThreadingServer.#crashed": "7.2.6",
  "ThreadingServer.#vanished": "7.2.6",
  "ThreadingServer.#vacancy": "7.2.8",
  "ThreadingServer.#stop": "7.2.8",
  "ThreadingServer.giveUp": "7.2.8",
};

/** Until disposed of, bears timers of later steps, and stops them then. */
export function bearLater(step: string): Disposable {
  return othersTimers(({ by }) => isOfLater(by, step));
}

/** Whether a method, as a stack has it, is written in a later step. */
export function isOfLater(method: string, step: string): boolean {
  return (STEPS[method] ?? step) > step;
}

/** A test of step 7.2.1, in which only that step's code needs no timer. */
export function untimedBytes(
  fn: (story: Story) => Promise<void>,
): (story: Story) => Promise<void> {
  const needless = (all: readonly Timer[]) =>
    all.filter(({ by }) => !isOfLater(by, "7.2.1"));
  const test = untimed({ ...PORT_CONN, needless }, fn);
  return async (story) => {
    using _later = bearLater("7.2.1");
    await test(story);
  };
}

/** For {@linkcode untimed}: thread_server.ts needs no timer here. */
export function inThreadServer(
  when: string,
  shows: (timers: readonly Timer[]) => Id = () => "delays-by-timer",
): Untimed {
  return { when, only: "thread_server.ts", means: (all) => means(shows(all)) };
}

export { untimed };

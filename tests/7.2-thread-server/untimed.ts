import { type Timer, type Untimed, untimed } from "../harness/timer_spy.ts";
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

/** For {@linkcode untimed}: thread_server.ts needs no timer here. */
export function inThreadServer(
  when: string,
  shows: (timers: readonly Timer[]) => Id = () => "delays-by-timer",
): Untimed {
  return { when, only: "thread_server.ts", means: (all) => means(shows(all)) };
}

export { untimed };

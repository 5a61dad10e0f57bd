import type { Entrant } from "./entrant.ts";
import { PACE } from "./load/disturbed.ts";
import { HOG_ROUNDS, WORK_ROUNDS } from "./load/exchange.ts";
import { POOL_THREADS, WORKERS } from "./model.ts";
import { type Plan, STEADY } from "./plan.ts";
import { LENGTH } from "./request.ts";
import { neighbourLabels } from "./charts.ts";
import type { Figures } from "./figures.ts";
import { cutOff } from "./tasks.ts";

/** How the servers were measured, in full sentences. */
export function howMeasured(
  { slice, neighbourSlice }: Plan,
  entrants: readonly Entrant[],
  figures: Figures,
): string[] {
  return [
    `Each server runs in a process of its own, and all clients in another one. They talk over the loopback interface, and share the ${navigator.hardwareConcurrency} cores of this machine: what the clients need, the servers do not get. Where two fast servers are equal, it may be the clients that are the limit.`,
    `Each client waits for the whole reply before it sends its next request (a closed loop), and compares every byte. A request is a line of ${LENGTH} bytes. An echo comes back as it is; for a CPU-bound request, who serves the client computes ${
      thousands(WORK_ROUNDS)
    } rounds of xorshift and replies with the result.`,
    `Requests: the clients connect and get a reply of each kind before the clock starts, as JavaScript is slow when it runs for the first time; then they ask for ${slice} ms. Latency is the time from a request to its reply; p99 is the time within which 99 of 100 replies came. Connections: each client connects, sends one echo request, gets the reply, and leaves, again and again for ${slice} ms; a connection counts once the server has ended it, too.`,
    `The servers took turns, round after round. In each round they are started anew, and serve one client that does not count. A figure is the median of its runs, ± half the distance between the quartiles. What takes more than 1.5 s, such as 100 processes, was run three times, and then in each third round only.`,
    `"fork" and "thread" start a process or a thread for each connection. "prefork" has ${WORKERS} processes and "pool per request" ${WORKERS} threads, as this machine has cores, two at least. "pool per connection" has ${POOL_THREADS} threads, each of which serves one client until it leaves: ${POOL_THREADS} clients at a time, and the others wait. So there is no figure for 100 clients that stay, but one for 100 that come and leave.`,
    ...(Deno.build.os === "linux"
      ? [
        `Memory, processes and threads are counted from outside, in /proc, for the server and all processes that it started, while its clients are connected and idle. Memory is the proportional set size (Pss): a page that n processes share counts as 1/n for each. Threads are all that the system knows, also those that V8 and Deno start for themselves: about six in each process.`,
      ]
      : [
        "Memory, processes and threads can only be counted on Linux. There is no prefork server here, because Deno lets processes share a port on Linux alone.",
      ]),
    `Beside another one: ${STEADY} clients ask for echoes for ${neighbourSlice} ms, one each ${PACE} ms, so that all servers have time to spare; a request that was due while the one before still waited ends with it, and is timed from when it was due. The other one either asks for ${
      thousands(HOG_ROUNDS)
    } rounds of work at once, again and again ("${neighbourLabels.hog}"), or sends as much as the server takes and reads no reply ("${neighbourLabels.deaf}"), or crashes who serves it ten times a second with an error that nobody catches ("${neighbourLabels.crash}"). A client that loses its connection connects again, and its request goes on counting.`,
    ...crashes(entrants, figures),
    ...entrants.flatMap(({ out }) => out ?? []),
  ];
}

function crashes(entrants: readonly Entrant[], figures: Figures): string[] {
  const names = (some: readonly Entrant[]) =>
    some.map(({ contender }) => `"${contender.name}"`).join(", ");
  const ended = entrants.filter((one) =>
    one.out === undefined && one.hasEnded()
  );
  const losses = entrants.flatMap(({ contender: { name } }) => {
    const lost = figures.of(cutOff, name, neighbourLabels.crash)?.median ?? 0;
    return lost > 0 ? [`"${name}" ${Math.round(lost)}`] : [];
  });
  return [
    ...(ended.length === 0 ? [] : [
      `One crash ended the whole server, with all its clients, of ${
        names(ended)
      }: so there is no figure beside it.`,
    ]),
    ...(losses.length === 0 ? [] : [
      `So many connections of the ${STEADY} clients were lost a second to the crashes of the other one, in the median: ${
        losses.join(", ")
      }.`,
    ]),
  ];
}

function thousands(count: number): string {
  return count.toLocaleString("en");
}

import type {
  PreforkServerOptions,
  ProcessServer,
} from "../../lessons/7.1-fork-server/given/options.ts";
import { preforkServer } from "../../lessons/7.1-fork-server/prefork_server.ts";
import type { Client } from "../harness/net/client.ts";
import type { Trial } from "../harness/net/trial.ts";
import { withoutProc } from "../harness/processes/proc.ts";
import { socketsOf } from "../harness/processes/sockets.ts";
import { type Id, means } from "./misconceptions.ts";
import { ask } from "./puppets.ts";

/** Why the prefork server's tests are skipped, if they are. */
export const withoutSharedPorts = withoutProc &&
  "Several processes can share a port (SO_REUSEPORT) on Linux only";

/** Starts a server that the trial takes charge of. */
export async function startPrefork(
  t: Trial,
  options: PreforkServerOptions,
): Promise<ProcessServer> {
  const { onError } = t;
  return t.serve(
    await t.within(preforkServer({ onError, ...options }), () => {
      const all = t.children().length === options.children &&
        t.children().every(listens);
      return {
        expected: "preforkServer() resolves when its children listen",
        got: `it is still pending${all ? ", and they all listen" : ""}`,
        ...means(all ? "keeps-listening-to-itself" : undefined),
      };
    }),
  );
}

/** The port that a child was given: the last word of its command line. */
export function portOf(pid: number): string | undefined {
  return Deno.readTextFileSync(`/proc/${pid}/cmdline`).split("\0").at(-2);
}

function listens(pid: number): boolean {
  return socketsOf(Number(portOf(pid)), [pid]).some(({ peer }) => peer === 0);
}

/** Milliseconds in which a server that has been told of an end starts another. */
const AT_ONCE = 400;

/** Waits until a child that listens has taken the place of an ended one. */
export async function replaced(
  t: Trial,
  server: ProcessServer,
  before: readonly number[],
  shows: () => Id,
): Promise<void> {
  const isNew = (pid: number) => !before.includes(pid);
  await t.eventually(() => server.children.some(isNew), () => ({
    expected: "another child is started in its place",
    got: `\`children\` is [${server.children.join(", ")}], and \`stats()\` is ${
      Deno.inspect(server.stats(), { colors: false })
    }`,
    ...means(shows()),
  }), AT_ONCE);
  t.holds(server.children.length <= before.length, {
    expected: `no more than ${before.length} children run, as many as before`,
    got: `these do: ${server.children.join(", ")}`,
    ...means("replaces-one-by-two"),
  });
  await t.eventually(() => listeners(server).some(isNew), () => ({
    expected: "the child that was started in its place listens",
    got: `these listen: ${listeners(server).join(", ") || "no process"}`,
  }));
  t.did("another child was started in its place, and listens");
}

/** The processes that listen on the server's port. */
export function listeners({ addr }: ProcessServer): number[] {
  return socketsOf(addr.port).filter(({ peer }) => peer === 0)
    .map(({ pid }) => pid).toSorted((a, b) => a - b);
}

/** A client whose connection this child holds. */
export async function clientOf(
  t: Trial,
  server: ProcessServer,
  pid: number,
  name = "A",
): Promise<Client> {
  for (;;) {
    const client = await t.connect(server, name);
    await ask(t, client, name, "hello", "hello");
    const socket = socketsOf(server.addr.port)
      .find(({ peer }) => peer === client.port);
    if (socket?.pid === pid) return client;
    client[Symbol.dispose]();
    t.did(`another child than process ${pid} has accepted it, and it left`);
  }
}

/**
 * Expects that `onError` was told of one child's end, which one it was, and how
 * it ended.
 */
export function toldOfEnd(
  t: Trial,
  pid: number,
  how: string,
  said: RegExp,
): void {
  const [report, ...more] = t.reported;
  const told = report?.includes(`${pid}`) && said.test(report);
  t.holds(told && more.length === 0, {
    expected: `\`onError\` is told once: that process ${pid} ended ${how}`,
    got: t.reported.length === 0
      ? "it is told nothing"
      : t.reported.length === 1
      ? `it is told ${report}`
      : `it is told ${t.reported.length} times: ${t.reported.join("; ")}`,
    ...means(
      report === undefined
        ? "keeps-ends-to-itself"
        : told
        ? "tells-an-end-twice"
        : "leaves-out-which-and-how",
    ),
  });
}

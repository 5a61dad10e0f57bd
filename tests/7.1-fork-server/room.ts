import { forkServer } from "../../lessons/7.1-fork-server/fork_server.ts";
import type { ProcessServer } from "../../lessons/7.1-fork-server/given/options.ts";
import { Client } from "../harness/net/client.ts";
import type { Trial } from "../harness/net/trial.ts";
import { soon } from "../harness/story/soon.ts";
import { type Id, means } from "./misconceptions.ts";
import { ECHO, type Why } from "./puppets.ts";
import { callersOf } from "./spawn_spy.ts";

/** Expects that no more than `limit` children run now, and as few later. */
export async function atMost(
  t: Trial,
  limit: number,
  waiting = 1,
): Promise<void> {
  if (t.children().length <= limit) return;
  // Others may follow at once: an off by one lets in only one.
  const many = await soon(() => t.children().length > limit + 1);
  const { length } = t.children();
  t.fail({
    expected:
      `no more child processes than ${limit} run with maxChildren: ${limit}`,
    got: `${length} run; clients that still wait for one: ${
      Math.max(0, waiting + limit - length) || "none, as all were let in"
    }`,
    // With one client left, a child or a connection has ended before.
    ...means(
      waiting === 1
        ? "takes-news-for-room"
        : many
        ? "starts-without-room"
        : "is-off-by-one",
    ),
  });
}

/**
 * Finds out why a client that waited is not served although a child has ended.
 * `endAnother` ends one that was not to end.
 */
export function notServed(t: Trial, endAnother: () => Promise<void>): Why {
  return async (came) => {
    if (came === "the end") return "turns-clients-away";
    if (came !== "nothing") return undefined;
    const before = t.children();
    await endAnother();
    const next = () => t.children().some((pid) => !before.includes(pid));
    return await soon(next) ? await forWhom(t) : "does-not-look-again";
  };
}

/** From now on, finds out who takes a connection that nobody serves. */
export function turnedAwayBy():
  & { method(server: ProcessServer): string[] }
  & Disposable {
  using probe = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  const listeners: Deno.TcpListener = Object.getPrototypeOf(probe);
  const { accept } = listeners;
  let taken = 0;
  listeners.accept = async function () {
    const conn = await accept.call(this);
    taken++;
    return conn;
  };
  const callers = callersOf(listeners, "accept");
  return {
    method: (server) =>
      callers.include("#vacancy")
        ? ["ForkingServer.vacancy()"]
        : taken > server.stats().accepted
        ? ["ForkingServer.acceptAll()"]
        : ["ForkingServer.vacancy()", "ForkingServer.acceptAll()"],
    [Symbol.dispose]() {
      listeners.accept = accept;
    },
  };
}

/** Finds out whether code that does not wait for any end waits for several. */
async function forWhom(t: Trial): Promise<Id> {
  // The newest, the one before it, and the oldest.
  const gone = await endsUntilNext(t, [2, 1, 0]);
  const oldest = gone === 3 && await endsUntilNext(t, [0]) === 1;
  t.did(
    `on another server, with maxChildren: 3, the fourth client was let in when ${
      oldest
        ? "the oldest child had ended, and not when the two others had"
        : gone === 1
        ? "the newest child had ended"
        : `${gone} of the three children had ended, and no sooner`
    }`,
  );
  if (oldest || gone === 1) return "waits-for-a-certain-child";
  return gone === 3 ? "waits-for-all-children" : "waits-for-several-ends";
}

/**
 * How many of three children, in this order, have to end on another server until
 * the fourth client is let in.
 */
async function endsUntilNext(t: Trial, order: number[]): Promise<number> {
  using other = new OtherServer(t, 3);
  const { server, clients } = other;
  for (let many = 1; many <= 4; many++) {
    await other.connect();
    await soon(() => server.children.length === Math.min(3, many));
  }
  const before = server.children;
  let gone = 0;
  const next = () => server.children.some((pid) => !before.includes(pid));
  for (const nth of order) {
    await clients[nth]?.end();
    gone++;
    if (await soon(next)) return gone;
  }
  return Infinity;
}

/** A server that is asked what code does there; the story is not about it. */
class OtherServer implements Disposable {
  readonly server: ProcessServer;
  readonly clients: Client[] = [];

  constructor({ onError }: Trial, maxChildren: number) {
    this.server = forkServer({ child: ECHO, maxChildren, onError });
    this.server.finished.catch(onError);
  }

  async connect(): Promise<void> {
    this.clients.push(await Client.connect(this.server.addr));
  }

  [Symbol.dispose](): void {
    for (const client of this.clients) client[Symbol.dispose]();
    // Wrong code may never end; whoever asks has failed.
    this.server.close().catch(() => {});
  }
}

/**
 * Finds out whether a server does alone what these have not done side by side,
 * all of whose clients are given.
 */
export async function whyBeside(
  t: Trial,
  servers: readonly ProcessServer[],
  clients: readonly Client[],
): Promise<{ shows: Id; method: string[] } | undefined> {
  for (const client of clients) await client.end();
  const stats = () => servers.map((server) => server.stats());
  const ends = () => stats().reduce((n, it) => n + it.exited + it.failed, 0);
  await soon(() => ends() === clients.length);
  using other = new OtherServer(t, 2);
  const { server } = other;
  for (let many = 1; many <= 3; many++) await other.connect();
  await soon(() => server.children.length > 2);
  const before = server.children;
  if (before.length !== 2) return undefined;
  await other.clients[0]?.end();
  const next = () => server.children.some((pid) => !before.includes(pid));
  if (!await soon(next)) return undefined;
  t.did(
    "when those children had ended, a third server, with maxChildren: 2, let in two of three clients, and the other one when a child had ended",
  );
  return {
    shows: "servers-share-what-they-count",
    method: ["ForkingServer.vacancy()", "ForkingServer.reap()"],
  };
}

/**
 * Finds out, by a larger limit, why there are fewer children than it allows.
 *
 * @param otherwise What it shows if there are as many as that limit allows.
 */
export async function whyTooFew(
  t: Trial,
  otherwise: Id = "leaves-a-place-empty",
): Promise<Id> {
  const before = t.children().length;
  using larger = new OtherServer(t, 4);
  for (let many = 1; many <= 4; many++) await larger.connect();
  await soon(() => t.children().length >= before + 4);
  const length = t.children().length - before;
  t.did(
    `on another server, with maxChildren: 4, four clients connected; children that run there: ${length}`,
  );
  if (length === 1) return "waits-before-it-looks";
  if (length >= 4) return otherwise;
  return length === 2 ? "counts-each-twice" : "leaves-a-place-empty";
}

import type { Client } from "../harness/net/client.ts";
import type { Stoppable, Trial } from "../harness/net/trial.ts";
import { socketsOf } from "../harness/processes/sockets.ts";
import { howMany } from "../harness/story/how_many.ts";
import { soon } from "../harness/story/soon.ts";
import { type Id, means } from "./misconceptions.ts";
import { pumpWasRefused } from "./stderr_pumps.ts";

/** What was found out about a child that is missing. */
export interface Found {
  /** In words. */
  told: string;
  shows: Id;
}

/** Whether a server serves one of its connections more than once. */
function servesTwice(server: Stoppable): boolean {
  const { connections } = server as {
    connections?: Iterable<{ conn: object }>;
  };
  const sockets = [...connections ?? []].map(({ conn }) => conn);
  return new Set(sockets).size < sockets.length;
}

/**
 * Waits until the server of this test runs `count` children.
 *
 * @param why Finds out why they are too few.
 */
export async function countChildren(
  t: Trial,
  server: Stoppable,
  count: number,
  why: () => Promise<Found | undefined> = () => Promise.resolve(undefined),
): Promise<number[]> {
  const many = howMany(count, "child process", "child processes");
  const expected = `the server runs ${many} for ${howMany(count, "client")}`;
  await t.eventually(() => t.children().length >= count, async () => {
    const { length } = t.children();
    // What Deno throws for a socket that this process has closed itself.
    const closed = t.reported.find((error) =>
      /^(Interrupted|BadResource)/.test(error)
    );
    const found: Found | undefined = closed === undefined ? await why() : {
      told:
        `\`onError\` was told: ${closed}. The server itself has closed a client's socket, and no client has gone`,
      shows: "closes-who-is-served",
    };
    return {
      expected,
      got: `it runs ${length}${found === undefined ? "" : `; ${found.told}`}`,
      ...means(found?.shows),
    };
  });
  const pids = t.children();
  t.holds(pids.length === count, {
    expected,
    got: `it runs ${pids.length}: ${pids.join(", ")}${
      servesTwice(server)
        ? "; `#serve()` was called more than once with the same connection"
        : ""
    }`,
    ...means(
      servesTwice(server) ? "serves-a-client-twice" : "starts-spare-children",
    ),
  });
  t.holds(!pumpWasRefused(), {
    expected: "each child writes its errors to the server's own stderr",
    got:
      "`pipeTo()` was called to carry a child's stderr to `Deno.stderr.writable`, which another child's has locked: that child's errors are read by nobody",
    ...means("locks-stderr"),
  });
  return pids;
}

/** Finds out why there is no child for the first client. */
export async function whyNone(
  t: Trial,
  server: Stoppable,
  client: Client,
): Promise<Found | undefined> {
  let heard: string | undefined;
  await client.send("hello\n");
  client.line().then((line) => heard = line, () => {});
  if (await soon(() => heard !== undefined || t.children().length > 0)) {
    return heard === undefined
      ? {
        told: "it started one only when client A had sent a line",
        shows: "waits-for-a-talkative-client",
      }
      : {
        told: "yet client A, who sent a line, got it back from someone",
        shows: "serves-in-the-parent",
      };
  }
  await t.connect(server, "B");
  return await soon(() => t.children().length > 0)
    ? {
      told: "it started one only when client B had connected, too",
      shows: "waits-for-the-next-client",
    }
    : undefined;
}

/** Finds out why there is but one child when the second client has come. */
export async function whyOne(
  t: Trial,
  { addr }: Stoppable,
  second: Client,
): Promise<Found | undefined> {
  const held = socketsOf(addr.port, [Deno.pid])
    .some(({ peer }) => peer === second.port);
  const [first] = t.children();
  // The child that was counted has ended by itself.
  if (first === undefined) return undefined;
  Deno.kill(first, "SIGKILL");
  if (await soon(() => t.children().some((pid) => pid !== first))) {
    return {
      told: `client B's connection is ${
        held ? "given no child" : "not accepted"
      } until client A's child ends`,
      shows: "serves-one-at-a-time",
    };
  }
  return held
    ? {
      told: "client B's connection has been accepted all the same",
      shows: "shares-a-child",
    }
    : {
      told:
        "client B's connection is not accepted, not even when client A's child has ended",
      shows: "accepts-once",
    };
}

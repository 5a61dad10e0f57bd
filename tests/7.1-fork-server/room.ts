import { forkServer } from "../../lessons/7.1-fork-server/fork_server.ts";
import type { Client } from "../harness/net/client.ts";
import type { Trial } from "../harness/net/trial.ts";
import { soon } from "../harness/story/soon.ts";
import { type Id, means } from "./misconceptions.ts";
import { ECHO, type Why } from "./puppets.ts";

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
    got: `${length} run; clients that wait for a child: ${
      Math.max(0, waiting + limit - length)
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

/** Finds out whether code that waits for more than one end waits for all. */
async function forWhom(t: Trial): Promise<Id> {
  const { onError } = t;
  const server = t.serve(forkServer({ child: ECHO, maxChildren: 3, onError }));
  const clients: Client[] = [];
  for (const name of ["1", "2", "3", "4"]) {
    clients.push(await t.connect(server, name));
    await soon(() => server.children.length === Math.min(3, clients.length));
  }
  const before = server.children;
  const gone: number[] = [];
  // The newest, the oldest, and the last of the three.
  for (const nth of [2, 0, 1]) {
    await clients[nth]?.end();
    gone.push(nth + 1);
    const next = () => server.children.some((pid) => !before.includes(pid));
    if (!await soon(next)) continue;
    t.did(
      `that server has maxChildren: 3, and client 4 was let in when ${
        gone.length === 1 ? "the child" : "the children"
      } of ${gone.join(", ")} had ended`,
    );
    break;
  }
  return gone.length === 3
    ? "waits-for-all-children"
    : "waits-for-a-certain-child";
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
  const { onError } = t;
  const larger = t.serve(forkServer({ child: ECHO, maxChildren: 4, onError }));
  for (const name of ["1", "2", "3", "4"]) await t.connect(larger, name);
  await soon(() => t.children().length >= before + 4);
  const length = t.children().length - before;
  t.did(
    `that server has maxChildren: 4, and four clients; children that run: ${length}`,
  );
  if (length === 1) return "waits-before-it-looks";
  if (length >= 4) return otherwise;
  return length === 2 ? "counts-each-twice" : "leaves-a-place-empty";
}

import { forkServer } from "../../lessons/7.1-fork-server/fork_server.ts";
import { Connection } from "../../lessons/7.1-fork-server/given/connection.ts";
import { lessonTest } from "../harness/lesson_test.ts";
import type { Client } from "../harness/net/client.ts";
import { randomBytes } from "../harness/net/random_bytes.ts";
import type { Trial } from "../harness/net/trial.ts";
import { soon } from "../harness/story/soon.ts";
import { difference } from "./difference.ts";
import { Flood } from "./flood.ts";
import { type Id, means } from "./misconceptions.ts";
import { closed, ECHO, type Shown, told } from "./puppets.ts";
import { type ShortWrites, shortWrites } from "./short_writes.ts";
import { callersOf } from "./spawn_spy.ts";
import { whatHelps } from "./what_helps.ts";
import { carryTrial as trial } from "./carry_trial.ts";
import { lightChildren } from "./light_children.ts";

const MB = 1024 * 1024;

lessonTest(
  "7.1.3 forkServer() writes all bytes to a socket that takes few at a time",
  trial(async (t: Trial) => {
    using _children = await lightChildren();
    const { onError } = t;
    const server = t.serve(forkServer({ child: ECHO, onError }));
    const client = await t.connect(server, "A");
    await echoesOneByte(t, client);
    using writes = await shortWrites(5_000, server.addr.port);
    using _suspicion = t.suspect(() =>
      writes.readsNothing
        ? {
          expected: "`#upstream()` reads into an array that has room for bytes",
          got: "it reads into an empty one, again and again",
          ...means("reads-into-nothing"),
          method: "ForkingServer.upstream()",
        }
        : writes.writesNothing && writes.rests.left > 0
        ? {
          expected: "`#downstream()` writes all bytes of a piece",
          got:
            `it writes an empty array, again and again, while ${writes.rests.left} bytes of the piece are left`,
          ...means("leaves-nothing-of-the-rest"),
          method: "ForkingServer.downstream()",
        }
        : undefined
    );
    using hangUps = callersOf(Connection.prototype, "hangUp");
    const sent = randomBytes(200_000, 7131);
    await client.send(sent);
    await client.end();
    t.did(
      "client A sent 200,000 bytes (random, seed 7131) and closed its writing side; each write to a socket takes at most 5,000",
    );
    await sameBytes(
      t,
      client,
      sent,
      (shows, got) =>
        writes.overlapped
          ? "writes-side-by-side"
          : hangUps.include("#reap")
          ? "takes-the-exit-for-the-end-of-output"
          : shows === undefined || shows === "ignores-short-writes"
          ? restsLost(writes, got) ?? shows
          : shows,
      () => hangUps.include("#reap") ? "ForkingServer.reap()" : undefined,
    );
  }),
);

lessonTest(
  "7.1.3 forkServer() carries 8 MB both ways, byte for byte",
  trial(async (t: Trial) => {
    using _children = await lightChildren();
    const { onError } = t;
    const server = t.serve(forkServer({ child: ECHO, onError }));
    const client = await t.connect(server, "A");
    const sent = randomBytes(8 * MB + 5, 713);
    t.did(
      "client A sends 8 MB and 5 bytes (random, seed 713), closes its writing side, and reads meanwhile",
      `head -c 8388613 /dev/urandom | tee sent | deno task talk ${server.addr.port} --half-close | cmp - sent`,
    );
    const sending = client.send(sent).then(() => client.end());
    sending.catch(() => {});
    await sameBytes(t, client, sent);
    await closed(t, client, "A");
  }),
);

lessonTest(
  "7.1.3 forkServer() stops reading from a client that does not read",
  trial(async (t: Trial) => {
    using _children = await lightChildren();
    const { onError } = t;
    const server = t.serve(forkServer({ child: ECHO, onError }));
    const a = await t.connect(server, "A");
    const [pid] = t.children();
    const b = await t.connect(server, "B");
    // Letters: they stay what they are where they come to B as a line.
    const flood = new Flood(a, randomBytes(64 * MB, 7130).map(letter));
    t.did("client A began to send 64 MB without a newline, and reads nothing");
    if (pid !== undefined) {
      Deno.kill(pid, "SIGSTOP");
      t.did("client A's child was stopped", `kill -STOP ${pid}`);
      try {
        await flood.heldUp(
          t,
          b,
          "its child is stopped and reads nothing",
          "upstream",
        );
      } finally {
        Deno.kill(pid, "SIGCONT");
      }
      t.did("it was continued, and echoes", `kill -CONT ${pid}`);
      const before = flood.taken.length;
      await t.eventually(() => flood.taken.length > before, {
        expected: "more is taken from client A",
        got: "nothing more is taken",
      });
    }
    await flood.heldUp(t, b, "it does not read what comes back");
    await sameBytes(t, a, flood.taken);
  }),
);

/** What is told of bytes that are missing, where a rest was not offered. */
function restsLost({ rests: { lost } }: ShortWrites, got: string): Shown {
  if (lost === undefined) return undefined;
  const what = lost === 0
    ? "what a short write left was not offered again"
    : `what a short write left was offered ${
      lost === 1 ? "once" : `${lost} times`
    }, and then no more, though bytes were left`;
  return { shows: "ignores-short-writes", got: `${got}; ${what}` };
}

const letter = (byte: number) => 0x61 + (byte & 0xf);

/** Expects a piece of one byte back, and finds out why it does not come. */
async function echoesOneByte(t: Trial, client: Client): Promise<void> {
  await client.send("h");
  t.did('client A sent "h", one byte');
  const expected = 'client A gets "h" back at once';
  let came: string | undefined;
  const coming = client.bytes(1).then((bytes) =>
    came = new TextDecoder().decode(bytes)
  );
  await t.within(coming, async () => {
    const found = await whatHelps([
      [
        "3,000 more have come",
        () => client.send("x".repeat(3_000)),
        "waits-for-a-full-buffer",
      ],
      ["a newline follows", () => client.send("\n"), "waits-for-a-line"],
      [
        "128 kB more have come",
        () => client.send(new Uint8Array(128 * 1024)),
        "waits-for-a-full-buffer",
      ],
      [
        "client A closes its writing side",
        () => client.end(),
        "answers-at-the-end",
      ],
    ], () => came !== undefined);
    const more = await soon(() => client.untaken.length > 0);
    return {
      expected,
      got: found === undefined
        ? "nothing comes"
        : `nothing comes; when ${found.what}, "${came}" comes first`,
      ...means(
        came === "x"
          ? "drops-small-pieces"
          : found !== undefined && !more
          ? "is-a-piece-behind"
          : found?.shows,
      ),
    };
  });
  t.equal(came, "h", {
    what: "what client A gets back",
    ...means(came === "x" ? "drops-small-pieces" : undefined),
  });
}

/** What it shows if the words of another client are among what came. */
function othersAmong(got: Uint8Array): Id | undefined {
  const text = new TextDecoder("latin1").decode(got);
  return text.includes("still here?") ? "shares-a-buffer" : undefined;
}

async function sameBytes(
  t: Trial,
  client: Client,
  sent: Uint8Array,
  why: (shows: Id | undefined, got: string) => Shown = (shows) => shows,
  method: () => string | undefined = () => undefined,
): Promise<void> {
  const expected = `all ${sent.length} bytes come back as they were sent`;
  const bytes = await t.within(client.bytes(sent.length), {
    expected,
    got: "some are still missing, and no more come",
  }, 3_000);
  const differs = difference(bytes, sent);
  if (differs === undefined) return;
  const { shows = othersAmong(bytes) } = differs;
  const got = await told(t, differs.told, () => why(shows, differs.told));
  t.fail({ expected, method: method(), ...got });
}

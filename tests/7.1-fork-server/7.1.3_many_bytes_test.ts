import { forkServer } from "../../lessons/7.1-fork-server/fork_server.ts";
import { lessonTest } from "../harness/lesson_test.ts";
import type { Client } from "../harness/net/client.ts";
import { randomBytes } from "../harness/net/random_bytes.ts";
import { type Trial, trialsOf } from "../harness/net/trial.ts";
import { soon } from "../harness/story/soon.ts";
import { difference } from "./difference.ts";
import { Flood } from "./flood.ts";
import { means } from "./misconceptions.ts";
import { closed, ECHO } from "./puppets.ts";

const trial = trialsOf("7.1.3");
const MB = 1024 * 1024;

lessonTest(
  "7.1.3 forkServer() carries 8 MB both ways, byte for byte",
  trial(async (t: Trial) => {
    const { onError } = t;
    const server = t.serve(forkServer({ child: ECHO, onError }));
    const client = await t.connect(server, "A");
    await echoesOneByte(t, client);
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
    const { onError } = t;
    const server = t.serve(forkServer({ child: ECHO, onError }));
    const a = await t.connect(server, "A");
    const [pid] = t.children();
    const b = await t.connect(server, "B");
    const flood = new Flood(a, randomBytes(64 * MB, 7130));
    if (pid !== undefined) {
      Deno.kill(pid, "SIGSTOP");
      t.did("client A's child was stopped", `kill -STOP ${pid}`);
      try {
        await flood.heldUp(t, b, "its child is stopped and reads nothing");
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
    await client.send("x".repeat(3_000));
    t.did('client A sent "x" 3,000 times');
    await soon(() => came !== undefined);
    return {
      expected,
      got: came === undefined ? "nothing comes" : `"${came}" comes first`,
      ...means(came === "x" ? "drops-small-pieces" : undefined),
    };
  });
  t.equal(came, "h", {
    what: "what client A gets back",
    ...means(came === "x" ? "drops-small-pieces" : undefined),
  });
}

async function sameBytes(
  t: Trial,
  client: Client,
  sent: Uint8Array,
): Promise<void> {
  const expected = `all ${sent.length} bytes come back as they were sent`;
  const got = await t.within(client.bytes(sent.length), {
    expected,
    got: "some are still missing, and no more come",
  }, 3_000);
  const differs = difference(got, sent);
  if (differs === undefined) return;
  t.fail({ expected, got: differs.told, ...means(differs.shows) });
}

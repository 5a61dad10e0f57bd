import { forkServer } from "../../lessons/7.1-fork-server/fork_server.ts";
import { lessonTest } from "../harness/lesson_test.ts";
import { type Trial, trialsOf } from "../harness/net/trial.ts";
import { withoutProc } from "../harness/processes/proc.ts";
import { soon } from "../harness/story/soon.ts";
import { heldAnswers, heldInputs } from "./held_carry.ts";
import { lightChildren } from "./light_children.ts";
import { means } from "./misconceptions.ts";
import { hears, PUPPET } from "./puppets.ts";
import { Script } from "./script.ts";
import { firstLine } from "./script_server.ts";

const trial = trialsOf("7.1.5");

/**
 * Connects a client that sends "hello" when it has heard its child, and gives
 * what resets it. An answer that comes later would be told of the reset first.
 */
async function sendsHello(
  { hostname, port }: Deno.NetAddr,
): Promise<() => void> {
  const { connect } = await import("node:net");
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  const socket = connect(port, hostname);
  socket.once("data", () => resolve());
  socket.once("error", reject);
  socket.once("close", () => reject(new Error("The server closed first")));
  await promise;
  socket.write("hello\n");
  return () => socket.resetAndDestroy();
}

/** Milliseconds for what is another test's affair if it does not come. */
const ASIDE = 1_000;

lessonTest(
  "7.1.5 forkServer() leaves no read alone when a client resets whose child takes nothing",
  trial(async (t: Trial) => {
    using _children = await lightChildren();
    const { onError } = t;
    const server = t.serve(forkServer({ child: PUPPET, onError }));
    using inputs = await heldInputs(server.addr.port, "hello\n");
    const reset = await t.within(sendsHello(server.addr), {
      expected: "client A hears its child",
      got: "nothing comes",
    });
    if (!await soon(() => inputs.held, ASIDE)) return reset();
    const { reading } = inputs;
    t.did(
      `client A sent "hello\\n", and the write to its child waits${
        reading > 0 ? "; your code reads on meanwhile" : ""
      }`,
    );
    reset();
    t.did("client A reset its connection");
    await t.eventually(() => inputs.reading === 0, {
      expected: "a read that is under way fails",
      got: "it is pending",
    });
    t.holds(inputs.unheard === 0, {
      expected: "your code leaves no promise alone that rejects",
      got:
        "the promise of `conn.read()` has rejected, and nobody looks at it while the write waits",
      ...means("leaves-a-read-unheard"),
    });
  }),
);

lessonTest(
  "7.1.5 forkServer() carries last words to a client that reads when the child has ended",
  trial(async (t: Trial) => {
    const { onError } = t;
    const script = await Script.create(`
      trap 'echo last words; exit 0' TERM
      exec 0<&-
      echo deaf
      while kill -0 ${Deno.pid}; do sleep 0.02; done 2>/dev/null
    `);
    using _script = script.inPlaceOfDeno();
    const server = t.serve(forkServer({ child: PUPPET, onError }));
    const client = await t.connect(server, "A");
    if (await firstLine(t, client) !== "deaf") return; // Deno was found in another way.
    t.did("client A's child, a shell script, closed its stdin");
    using answers = await heldAnswers(server.addr.port);
    await client.send("anybody?\n");
    t.did('client A sent "anybody?\\n", and does not read');
    if (!await soon(() => server.children.length === 0, ASIDE)) return;
    t.did("its child was asked to stop, wrote its last words and ended");
    answers.release();
    t.did("client A reads");
    await hears(
      t,
      client,
      "A",
      "last words",
      (came) =>
        came === "the end" && answers.cut ? "drops-last-words" : undefined,
    );
  }),
  { skip: withoutProc },
);

import { forkServer } from "../../lessons/7.1-fork-server/fork_server.ts";
import { lessonTest } from "../harness/lesson_test.ts";
import { type Trial, trialsOf } from "../harness/net/trial.ts";
import { soon } from "../harness/story/soon.ts";
import { heldInputs } from "./held_carry.ts";
import { lightChildren } from "./light_children.ts";
import { means } from "./misconceptions.ts";
import { PUPPET } from "./puppets.ts";

const trial = trialsOf("7.1.3");

/** Milliseconds for what is another test's affair if it does not come. */
const ASIDE = 1_000;

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

lessonTest(
  "7.1.3 forkServer() leaves no promise alone when a client resets whose child takes nothing",
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
    t.holds(!inputs.isWriteAlone, {
      expected: "your code leaves no promise alone that may reject",
      got:
        "the write to the child still waits, and nobody looks at the promise of `input.write()` since the read has failed",
      ...means("leaves-a-write-unheard"),
    });
  }),
);

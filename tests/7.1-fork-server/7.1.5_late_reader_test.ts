import { forkServer } from "../../lessons/7.1-fork-server/fork_server.ts";
import { lessonTest } from "../harness/lesson_test.ts";
import { type Trial, trialsOf } from "../harness/net/trial.ts";
import { withoutProc } from "../harness/processes/proc.ts";
import { soon } from "../harness/story/soon.ts";
import { heldAnswers } from "./held_carry.ts";
import { hears, PUPPET } from "./puppets.ts";
import { Script } from "./script.ts";
import { firstLine } from "./script_server.ts";

const trial = trialsOf("7.1.5");

/** Milliseconds for what is another test's affair if it does not come. */
const ASIDE = 1_000;

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

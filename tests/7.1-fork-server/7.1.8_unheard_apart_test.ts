import { preforkServer } from "../../lessons/7.1-fork-server/prefork_server.ts";
import { lessonTest } from "../harness/lesson_test.ts";
import { type Trial, trialsOf } from "../harness/net/trial.ts";
import { PATIENCE } from "../harness/story/story.ts";
import { Breakable } from "./breakable.ts";
import { TERM_TIME } from "./grace_is.ts";
import { lightChildren } from "./light_children.ts";
import { means } from "./misconceptions.ts";
import { withoutSharedPorts } from "./prefork.ts";

const trial = trialsOf("7.1.8");

/** Milliseconds; on a busy machine, waits in quiet time take long. */
const LIMIT = 60_000;

/** A promise of which one can see whether anybody looks at it. */
class Watched implements Promise<void> {
  readonly [Symbol.toStringTag] = "Promise";
  readonly #promise: Promise<void>;
  looked = false;

  constructor(promise: Promise<void>) {
    this.#promise = promise;
    promise.catch(() => {});
  }

  then: Promise<void>["then"] = (...handlers) => {
    this.looked = true;
    return this.#promise.then(...handlers);
  };

  catch: Promise<void>["catch"] = (handler) => this.then(undefined, handler);

  finally: Promise<void>["finally"] = (handler) => {
    this.looked = true;
    return this.#promise.finally(handler);
  };
}

lessonTest(
  "7.1.8 preforkServer() kills a child that ignores SIGTERM when it gives up",
  trial(async (t: Trial) => {
    using _children = await lightChildren();
    const folder = await Deno.makeTempDir();
    try {
      const program = new Breakable(`${folder}/child.ts`);
      program.stay();
      const { child } = program;
      // An unwritten step ends the test; what else is told is another's affair.
      const onError = (error: unknown) => {
        if (String(error).includes("TODO(")) t.onError(error);
      };
      // The trial does not end it: it ends itself, by an error.
      const server = await t.within(
        preforkServer({ children: 2, child, grace: 0, onError }),
        {
          expected: "preforkServer() resolves when its children listen",
          got: "it is still pending",
        },
      );
      t.did("a server was started, whose two children ignore SIGTERM");
      const { finished } = server;
      const calls: { name: string; promise: Watched }[] = [];
      for (const name of ["close", "shutdown"] as const) {
        const call = server[name].bind(server);
        server[name] = () => {
          const promise = new Watched(call());
          calls.push({ name, promise });
          return promise;
        };
      }
      program.break();
      const [pid = 0] = server.children;
      Deno.kill(pid, "SIGKILL");
      t.did(
        "its program was broken and one of its two children killed",
        `kill -9 ${pid}`,
      );
      await t.within(finished.catch(() => {}), () => ({
        expected: "`finished` rejects after 5 children that never listened",
        got: `it is pending; children that run: ${
          server.children.join(", ") || "none"
        }`,
      }), PATIENCE + TERM_TIME);
      const unheard = calls.find(({ promise }) => !promise.looked);
      t.holds(unheard === undefined, {
        expected: "your code leaves no promise alone that rejects",
        got:
          `it calls \`${unheard?.name}()\`, whose promise rejects as \`finished\` does, and nobody looks at it`,
        ...means("leaves-a-rejection-unheard"),
      });
    } finally {
      await Deno.remove(folder, { recursive: true });
    }
  }),
  { skip: withoutSharedPorts, timeout: LIMIT },
);

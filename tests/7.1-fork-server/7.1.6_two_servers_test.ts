import { forkServer } from "../../lessons/7.1-fork-server/fork_server.ts";
import type { ProcessServer } from "../../lessons/7.1-fork-server/given/options.ts";
import { lessonTest } from "../harness/lesson_test.ts";
import type { Client } from "../harness/net/client.ts";
import type { Trial } from "../harness/net/trial.ts";
import { lightChildren } from "./light_children.ts";
import { means } from "./misconceptions.ts";
import { ask, ECHO, type Why } from "./puppets.ts";
import { whyBeside } from "./room.ts";
import { untimedTrialsOf } from "./untimed.ts";

const trial = untimedTrialsOf("7.1.6", "to learn of room");

lessonTest(
  "7.1.6 maxChildren is of each server of a program by itself",
  trial(async (t: Trial) => {
    using _children = await lightChildren();
    const { onError } = t;
    const [one, two] = [1, 2].map((maxChildren) => {
      const server = t.serve(forkServer({ child: ECHO, maxChildren, onError }));
      t.did(`that is a server with maxChildren: ${maxChildren}`);
      return server;
    });
    if (one === undefined || two === undefined) throw new Error("no servers");
    const clients: Client[] = [];
    const connect = async (server: ProcessServer, name: string) => {
      const client = await t.connect(server, name);
      clients.push(client);
      return client;
    };
    const whyNot = () => whyBeside(t, [one, two], clients);
    const why: Why = async (came) =>
      came === "nothing" ? await whyNot() : undefined;
    const a = await connect(one, "A");
    await ask(t, a, "A", "hello", "hello");
    const b = await connect(one, "B");
    const c = await connect(two, "C");
    await ask(t, c, "C", "hello", "hello");
    const d = await connect(two, "D");
    await ask(t, d, "D", "hello", "hello", why);
    const e = await connect(two, "E");
    await c.end();
    t.did("client C closed its writing side, so that its child ends");
    await ask(t, e, "E", "hello", "hello", why);
    const { length } = one.children;
    if (length !== 1) {
      t.fail({
        expected: "1 child runs for A and B, whose server has maxChildren: 1",
        got: `${length} run`,
        ...means((await whyNot())?.shows),
      });
    }
    await a.end();
    t.did("client A closed its writing side, so that its child ends");
    await ask(t, b, "B", "hello", "hello", why);
  }),
);

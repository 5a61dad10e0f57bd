import { lessonTest } from "../harness/lesson_test.ts";
import { type Trial, trialsOf } from "../harness/net/trial.ts";
import {
  childrenOf,
  isRunning,
  withoutProc,
} from "../harness/processes/proc.ts";
import { means } from "./misconceptions.ts";
import { ask, greeted } from "./puppets.ts";
import { connectTo, startServerProgram } from "./server_program.ts";

const trial = trialsOf("7.1.7");

lessonTest(
  "7.1.7 forkServer() leaves no process when its own process gets SIGTERM or SIGINT",
  trial(async (t: Trial) => {
    for (const signal of ["SIGTERM", "SIGINT"] as const) {
      await stopProgram(t, signal);
    }
  }),
  { skip: withoutProc },
);

async function stopProgram(t: Trial, signal: Deno.Signal): Promise<void> {
  const server = await startServerProgram(t, { grace: 0 });
  await using program = server.program;
  using client = await connectTo(t, server, "A");
  const pid = await greeted(t, client, "A");
  await ask(t, client, "A", "block", "blocked");
  const pids = childrenOf(program.pid).map((child) => child.pid);
  t.holds(pids.includes(pid), {
    expected: `process ${pid} is a child of the server's`,
    got: `its children are ${pids.join(", ")}`,
  });
  program.kill(signal);
  t.did(`the server's process got ${signal}`, `kill -${signal} ${program.pid}`);
  const { signal: killedBy } = await t.within(program.status, () => ({
    expected: "the process shuts down and ends",
    got: `it still runs; its stderr says: ${program.errors.trim()}`,
  }));
  try {
    await t.eventually(() => !isRunning(pid), {
      expected: "its child has ended too",
      got: `${
        killedBy === null ? "the server" : `${killedBy} ended the server, which`
      } has left process ${pid} behind, and nobody will ever end it`,
      ...means(killedBy === signal ? "overlooks-a-signal" : undefined),
    });
  } finally {
    if (isRunning(pid)) Deno.kill(pid, "SIGKILL");
  }
  // It may report whom it has cut off.
  t.holds(!/\buncaught\b/i.test(program.errors), {
    expected: "no error is left that nobody has caught",
    got: program.errors.trim(),
  });
}

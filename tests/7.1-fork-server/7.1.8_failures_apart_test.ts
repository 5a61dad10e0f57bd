import { preforkServer } from "../../lessons/7.1-fork-server/prefork_server.ts";
import { lessonTest } from "../harness/lesson_test.ts";
import { type Trial, trialsOf } from "../harness/net/trial.ts";
import { Breakable, crashing, TOLD } from "./breakable.ts";
import { listeners, withoutSharedPorts } from "./prefork.ts";

const trial = trialsOf("7.1.8");

/** Milliseconds; to give up takes five children, one after the other. */
const LONG_PATIENCE = 12_000;

lessonTest(
  "7.1.8 preforkServer() gives up on children that end before they listen",
  trial(async (t: Trial) => {
    const folder = await Deno.makeTempDir();
    try {
      // Side by side, as each waits through the same back-off.
      await Promise.all([
        neverStarts(t, `${folder}/never.ts`),
        breaksLater(t, `${folder}/later.ts`),
      ]);
      t.equal(t.children(), [], {
        what: "the list of children once the server has given up",
        cause: "the children of the other places are not ended",
      });
    } finally {
      await Deno.remove(folder, { recursive: true });
    }
  }),
  { skip: withoutSharedPorts },
);

/** A server whose program never worked. */
async function neverStarts(t: Trial, file: string): Promise<void> {
  await Deno.writeTextFile(file, "Deno.exit(7);");
  const child = new URL(`file://${file}`);
  const rejected = await t.within(
    preforkServer({ children: 2, child, onError: t.onError })
      .then((server) => t.serve(server)).catch((error) => error),
    {
      expected: "preforkServer() rejects after some attempts",
      got: "it is still trying",
      cause: "children that die at birth are replaced for ever",
    },
    LONG_PATIENCE,
  );
  fatal(t, rejected);
}

/** A server whose program breaks after it was started. */
async function breaksLater(t: Trial, file: string): Promise<void> {
  const program = new Breakable(file);
  const { child } = program;
  const { onError } = t;
  // The trial does not end it: it ends itself, by an error.
  const server = await t.within(
    preforkServer({ children: 1, child, onError }),
    {
      expected: "preforkServer() resolves when its child listens",
      got: "it is still pending",
      cause: "a child says that it listens with a line on its stdout",
    },
  );
  program.break();
  const [pid = 0] = server.children;
  const born = new Set<number>();
  const begin = performance.now();
  Deno.kill(pid, "SIGKILL");
  t.did("its program was broken and its child killed", `kill -9 ${pid}`);
  let end: unknown;
  let pauses = 0;
  let pausing = false;
  server.finished.then(() => end = "it resolved", (error) => end = error);
  await t.eventually(() => {
    for (const child of server.children) born.add(child);
    if (server.children.length > 0) pausing = false;
    else if (!pausing) {
      pausing = true;
      pauses++;
    }
    return end !== undefined;
  }, () => ({
    expected: "`finished` rejects after some attempts",
    got: `it is still trying, after ${born.size - 1} attempts`,
    cause: "children that die at birth are replaced for ever",
  }), LONG_PATIENCE);
  const time = Math.round(performance.now() - begin);
  fatal(t, end);
  t.holds(born.size > 2 && pauses > 2 && time >= 600, {
    expected: "it waits longer after each attempt, for over 600 ms in all",
    got: `it gave up after ${time} ms, ${
      born.size - 1
    } attempts and ${pauses} pauses between them`,
    cause: "it tries again without a pause, or gives up at the first failure",
  });
}

function fatal(t: Trial, error: unknown): void {
  const message = error instanceof Error ? error.message : String(error);
  if (message.includes("TODO(")) throw error;
  t.holds(error instanceof Error && /child/i.test(message), {
    expected:
      'an error that says what the children did: "5 children in a row ended before they came to listen"',
    got: message,
    cause: "the error is swallowed, or another one takes its place",
  });
}

lessonTest(
  "7.1.8 preforkServer() counts failures in a row, not those of its whole life",
  trial(async (t: Trial) => {
    const folder = await Deno.makeTempDir();
    try {
      const { server, reports } = await crashing(
        t,
        `${folder}/child.ts`,
        (program, report) => {
          if (report === 1 || report === 4) program.break();
          if (report === 3 || report === 8) program.mend();
        },
      );
      for (const [failures, ends] of [[2, 3], [4, 8]] as const) {
        t.did(`its next ${failures} children end before they listen`);
        await t.eventually(
          () => reports() === ends && listeners(server).length === 1,
          () => ({
            expected: `after ${failures} failures in a row, a child listens`,
            got: `${listeners(server).length} of its children listen; ` +
              `\`onError\` was told ${reports()} times: ${
                t.reported.join("; ")
              }`,
            cause: reports() < ends
              ? TOLD
              : "a child that came to listen ends the row: count from 0 again",
          }),
        );
        if (ends === 8) break;
        const [pid = 0] = listeners(server);
        Deno.kill(pid, "SIGKILL");
        t.did("that child was killed", `kill -9 ${pid}`);
      }
    } finally {
      await Deno.remove(folder, { recursive: true });
    }
  }),
  { skip: withoutSharedPorts },
);

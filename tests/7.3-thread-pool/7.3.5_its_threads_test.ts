import { delay } from "@std/async";
import { ThreadPool } from "../../lessons/7.3-thread-pool/thread_pool.ts";
import { howMany } from "../harness/story/how_many.ts";
import { lessonTest } from "../harness/lesson_test.ts";
import { PATIENCE, type Story } from "../harness/story/story.ts";
import { means } from "./misconceptions.ts";
import { FailingWorkers } from "./pool/failing_workers.ts";
import { brief, entered, resolves, withPool } from "./pool/with_pool.ts";

/** Fails the test unless a pool starts its threads when it is made, and all. */
async function startsAll(story: Story): Promise<void> {
  const cores = navigator.hardwareConcurrency;
  const threads = cores + 2;
  using workers = new FailingWorkers();
  const module = new URL("./tasks/task.ts", import.meta.url);
  const pool = new ThreadPool(module, { threads });
  await using cleanUp = new AsyncDisposableStack();
  cleanUp.defer(() => {
    const closed = pool.close();
    for (let i = 0; i < workers.started; i++) workers.fail(i);
    return closed;
  });
  const { started } = workers;
  if (started === threads) return;
  const later: string[] = [];
  let last = started;
  /** How many more have been started by now. */
  const more = async (when: string) => {
    await delay(0);
    const few = workers.started - last;
    if (few > 0) later.push(`${workers.started} in all ${when}`);
    last = workers.started;
    return few;
  };
  const byItself = await more("a moment later");
  pool.submit(0).catch(() => {});
  const atFirst = await more("when a task had come");
  for (let i = 1; i < threads; i++) pool.submit(i).catch(() => {});
  const each = await more(`when ${threads} tasks had come`);
  story.fail({
    expected: `a pool of ${threads} threads, on a machine of ${
      howMany(cores, "core")
    }, starts ${threads} workers when it is made`,
    got: [`it started ${started}`, ...later].join(", and "),
    ...means(
      each > 0
        ? "a-thread-for-each-task"
        : byItself + atFirst > 0
        ? "starts-threads-later"
        : started === 1
        ? "starts-one-thread"
        : started === cores
        ? "starts-as-many-as-cores"
        : "starts-another-number",
    ),
  });
}

lessonTest("7.3.5 ThreadPool makes its threads once", async (story: Story) => {
  await startsAll(story);
  await withPool(story, { threads: 3 }, async (context) => {
    const { pool, workers } = context;
    const { started } = workers;
    story.holds(started === 3, {
      expected: "a pool of three threads starts three workers when it is made",
      got: `it started ${started}`,
      ...means(started === 1 ? "starts-one-thread" : "starts-another-number"),
    });
    const who = new Set<string>();
    let most = 0;
    for (let i = 1; i <= 30; i++) {
      const result = await resolves(
        story,
        pool.submit({ act: "who" }),
        `the promise of task ${i}`,
      ) as { me: string; calls: number };
      const { me, calls } = result;
      story.holds(calls > 0, {
        expected:
          `task ${i} resolves with what the task function has returned: the thread's name, and how often it was called there`,
        got: `it resolved with ${brief(result)}`,
        ...means("act" in result ? "task-is-its-own-result" : undefined),
      });
      who.add(me);
      most = Math.max(most, calls);
      story.holds(workers.started === 3, {
        expected: "three workers are started, however many tasks come",
        got: `${workers.started} were started when ${
          i === 1 ? "a task" : `${i} tasks`
        } had come`,
        ...means("a-thread-for-each-task"),
      });
    }
    story.holds(who.size <= 3 && most >= 10, {
      expected: "three threads run thirty tasks",
      got: `${howMany(who.size, "thread")} ran them, none more than ${most}`,
    });
  });
});

lessonTest(
  "7.3.5 ThreadPool uses all its threads at the same time",
  async (story: Story) => {
    await withPool(story, { threads: 2 }, async (context) => {
      const tasks = [1, 2].map((label) =>
        context.pool.submit({ act: "gate", gate: 0, label })
      );
      story.equal(context.workers.started, 2, {
        what: "how many workers a pool of two threads has started",
        ...means("starts-another-number"),
      });
      await entered(story, context, 2);
      context.gates.open(0);
      const all = resolves(story, Promise.all(tasks), "each promise");
      story.equal(await all, [1, 2], {
        what: "the results of two tasks that ran at the same time",
      });
    });
  },
);

lessonTest(
  "7.3.5 ThreadPool runs tasks in the order of submission",
  async (story: Story) => {
    await withPool(story, { threads: 1 }, async ({ pool, gates }) => {
      const labels = Array.from({ length: 20 }, (_, i) => i);
      const tasks = labels.map((label) => pool.submit({ act: "note", label }));
      await resolves(story, Promise.all(tasks), "each of 20 promises");
      story.equal(gates.order, labels, {
        what: "the order in which one thread ran twenty tasks",
      });
    });
  },
);

lessonTest(
  "7.3.5 ThreadPool's threads take tasks while the accepting thread is busy",
  async (story: Story) => {
    await withPool(story, { threads: 2 }, async (context) => {
      const { pool, gates } = context;
      const first = [1, 2].map((label) =>
        pool.submit({ act: "gate", gate: 0, label })
      );
      await entered(story, context, 2);
      story.did(
        "both threads were busy; ten more tasks were submitted, the two were let go, and the accepting thread was blocked",
      );
      const more = Array.from(
        { length: 10 },
        (_, label) => pool.submit({ act: "note", label }),
      );
      gates.open(0);
      gates.blockUntilEntered(12, PATIENCE);
      story.holds(gates.entered === 12, {
        expected: "the threads begin the ten tasks meanwhile",
        got: `they began ${gates.entered - 2}`,
        ...means(
          gates.entered === 2
            ? "keeps-tasks-in-the-accepting-thread"
            : undefined,
        ),
      });
      await resolves(story, Promise.all([...first, ...more]), "each promise");
    });
  },
);

import { lessonTest } from "../harness/lesson_test.ts";
import type { Story } from "../harness/story/story.ts";
import { means } from "./misconceptions.ts";
import {
  brief,
  entered,
  follow,
  type Outcome,
  rejection,
  resolves,
  withPool,
} from "./pool/with_pool.ts";

lessonTest(
  '7.3.6 onFull: "reject" refuses a task at once',
  async (story: Story) => {
    await withPool(
      story,
      { threads: 1, queue: 2, onFull: "reject" },
      async ({ pool, gates }) => {
        const accepted = [0, 1, 2].map((label) =>
          pool.submit({ act: "gate", gate: 0, label })
        );
        const following = accepted.map(follow);
        story.did(
          "one task ran or was about to, and two waited; a fourth came",
        );
        for (let i = 0; i < 3; i++) {
          const error = await rejection(
            story,
            pool.submit({ act: "note", label: 9 }),
            "the fourth task's promise",
          );
          story.equal(error?.name, "PoolFullError", {
            what: "the name of the error that it rejects with",
          });
        }
        story.equal(
          following.map(({ outcome }) => outcome),
          ["pending", "pending", "pending"] as Outcome[],
          {
            what: "what has become of the three tasks that there is room for",
          },
        );
        gates.open(0);
        await resolves(story, Promise.all(accepted), "each of three promises");
        story.did("the three were done, and three more came");
        const more = [3, 4, 5].map((label) =>
          pool.submit({ act: "note", label })
        );
        const got = resolves(
          story,
          Promise.all(more),
          "each of their promises",
        );
        story.equal(await got, [3, 4, 5], {
          what: "the results of tasks that came when there was room again",
        });
        story.equal(gates.order, [0, 1, 2, 3, 4, 5], {
          what: "the tasks that ran",
        });
      },
    );
  },
);

lessonTest(
  '7.3.6 onFull: "wait" lets tasks wait for room, in order',
  async (story: Story) => {
    await withPool(
      story,
      { threads: 1, queue: 1, onFull: "wait" },
      async (context) => {
        const { pool, gates } = context;
        const labels = Array.from({ length: 12 }, (_, i) => i);
        const tasks = labels.map((label) =>
          pool.submit({ act: "gate", gate: label < 4 ? label : 4, label })
        );
        const newcomer = tasks[0]?.then(() =>
          pool.submit({ act: "note", label: 99 })
        );
        newcomer?.catch(() => {}); // It may reject when the test has failed.
        const following = tasks.map(follow);
        await entered(story, context, 1);
        story.did("twelve tasks came to a pool with room for two");
        for (let done = 0; done < 4; done++) {
          gates.open(done);
          const what = `the promise of task ${done}`;
          story.equal(await resolves(story, tasks[done]!, what), done, {
            what: `the result of task ${done}`,
          });
          await entered(story, context, done + 2);
          const early = following.slice(done + 1)
            .find(({ outcome }) => outcome !== "pending");
          story.holds(early === undefined, {
            expected: "all tasks behind it still wait",
            got: `one has become ${brief(early?.outcome)}`,
          });
        }
        gates.open(4);
        const got = resolves(story, Promise.all(tasks), "each promise");
        story.equal(await got, labels, {
          what: "the results of twelve tasks, of which ten had to wait",
        });
        await newcomer;
        story.equal(gates.order, [...labels, 99], {
          what:
            "the order in which they ran, and a last one (99) that came when the first one had ended",
        });
      },
    );
  },
);

lessonTest(
  "7.3.6 a cancelled task makes room for one that waits",
  async (story: Story) => {
    await withPool(story, { threads: 1, queue: 1 }, async (context) => {
      const { pool, gates } = context;
      const first = pool.submit({ act: "gate", gate: 0, label: 0 });
      await entered(story, context, 1);
      const controller = new AbortController();
      const queued = follow(
        pool.submit({ act: "note", label: 1 }, { signal: controller.signal }),
      );
      const waiting = pool.submit({ act: "gate", gate: 1, label: 2 });
      controller.abort();
      story.did(
        "task 0 ran, task 1 was in the queue and task 2 waited outside; task 1 was cancelled, task 0 was let go, and the accepting thread was blocked",
      );
      gates.open(0);
      gates.blockUntilEntered(2, 1_200);
      story.equal(gates.order, [0, 2], {
        what: "the tasks that were begun",
        ...means(
          gates.entered === 1 ? "a-free-place-goes-to-nobody" : undefined,
        ),
      });
      gates.open(1);
      await resolves(story, Promise.all([first, waiting]), "each promise");
      story.equal(queued.outcome, { error: controller.signal.reason }, {
        what: "what has become of the cancelled task",
      });
    });
  },
);

import { endWithin } from "../../lessons/7.1-fork-server/stop.ts";
import { lessonTest } from "../harness/lesson_test.ts";
import type { Story } from "../harness/story/story.ts";

/** What endWithin() has done to a server that ends when `ends` is done. */
async function doneTo(
  story: Story,
  grace: number,
  ends: "by itself" | "with an error" | "terminate" | "kill",
): Promise<string[]> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  promise.catch(() => {});
  const done: string[] = [];
  const means = {
    terminate() {
      done.push("terminate");
      if (ends === "terminate") setTimeout(resolve, 200);
    },
    kill() {
      done.push("kill");
      if (ends === "kill") resolve();
    },
  };
  if (ends === "by itself") setTimeout(resolve, 200);
  if (ends === "with an error") setTimeout(reject, 200, new Error("broken"));
  await story.within(endWithin(grace, promise, means), {
    expected: "endWithin() resolves",
    got: `it has not, after ${done.join(", ") || "nothing"}`,
    cause: "it waits without a limit for something that does not come",
  });
  return done;
}

lessonTest(
  "7.1.7 endWithin() does no more than it takes, in that order, and never throws",
  async (story: Story) => {
    const LONG = 60_000;
    const [itself, error, asked, forced] = await Promise.all([
      doneTo(story, LONG, "by itself"),
      doneTo(story, LONG, "with an error"),
      doneTo(story, 0, "terminate"),
      doneTo(story, 0, "kill"),
    ]);
    story.equal(itself, [], {
      what: "what is done to a server that ends within its grace",
      cause: "the grace is not waited for",
    });
    story.equal(error, [], {
      what: "what is done to a server that ends with an error within its grace",
      cause: "that `finished` rejects is an end, too",
    });
    story.equal(asked, ["terminate"], {
      what: "what is done to a server that ends when it is asked to",
      cause: "SIGKILL comes before SIGTERM had time to work",
    });
    story.equal(forced, ["terminate", "kill"], {
      what: "what is done to a server that does not end when it is asked to",
      cause: "what ignores SIGTERM is left alone",
    });
  },
);

import {
  type Cause,
  checkModel,
  type Expectation,
  type Model,
  type Script,
  script,
} from "../harness/explorer/mod.ts";
import { Story } from "../harness/story/story.ts";
import { equalInScript } from "./in_script.ts";
import { type Known, means } from "./misconceptions.ts";
import { oneTaker } from "./models/condition.ts";
import { inVain } from "./models/condition_script.ts";

/** Leaves thread 0 asleep in wait(); fails if its sleep has a time limit. */
export function asleepWithoutLimit(story: Story, cause?: Cause): Script {
  const s = script(story, oneTaker, cause);
  s.run(0, "the predicate is false").untilBlocked();
  const status = s.status(0);
  const isLimited = status.state === "asleep" && status.timed;
  equalInScript(s, isLimited, false, {
    what: "whether the sleep of wait() has a time limit",
    cause: means(isLimited ? limitedBy(story) : undefined),
  });
  return s;
}

/** Who limits a sleep of wait(): #sleep() does if it limits waitFor()'s, too. */
function limitedBy(story: Story): Known {
  const MS = 1_000;
  const s = script(story, inVain(MS));
  s.run(0).steps(50);
  const waits = s.trace().events.filter(({ kind }) => kind === "wait");
  return Number(waits.at(-1)?.extra) === MS ? "wait-has-a-time-limit" : "polls";
}

/**
 * Checks a model whose threads call wait(). Not where a time limit ends their
 * sleep: what may come of that again and again takes long to search.
 */
export function checkWait(
  story: Story,
  model: Model,
  expectation: Expectation,
): void {
  if (isLimited()) asleepWithoutLimit(story);
  checkModel(story, model, expectation);
}

function isLimited(): boolean {
  try {
    const s = script(new Story(), oneTaker);
    s.run(0).untilBlocked();
    const status = s.status(0);
    return status.state === "asleep" && status.timed;
  } catch {
    return false;
  }
}

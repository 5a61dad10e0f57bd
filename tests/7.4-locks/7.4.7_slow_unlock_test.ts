import { type Script, script } from "../harness/explorer/mod.ts";
import { lessonTest } from "../harness/lesson_test.ts";
import { Story } from "../harness/story/story.ts";
import { because } from "./because.ts";
import { equalInScript } from "./in_script.ts";
import { DATA } from "./models/rw_lock.ts";
import { lingerers } from "./models/rw_lock_script.ts";
import { whyRwLock } from "./reasons/rw_lock.ts";

const cause = because(whyRwLock);
/** More operations than a lock or an unlock has. */
const ALL = 100;
/** More than an unlock has that wakes a writer. */
const UNLOCK = 6;

/** Whether a thread that writes is inside, and stays there. */
function isInside(s: Script, thread: number): boolean {
  const status = s.status(thread);
  return status.state === "asleep" && status.word === DATA / 4;
}

/**
 * T0 stops after `out` operations of its unlock, two other writers come and go,
 * and T1 stops after `look` operations of its wait for the second one.
 *
 * @returns How many operations T1 did, or undefined if nobody came in.
 */
function tryOut(out: number, look: number): number | undefined {
  const s = script(new Story(), lingerers, cause);
  s.run(0, "nobody holds the lock").untilBlocked();
  s.run(1, "a thread writes: lockWrite() must wait").untilBlocked();
  s.wakeSpuriously(0);
  s.run(0).steps(out);
  s.run(2).steps(ALL);
  if (!isInside(s, 2)) return undefined;
  if (s.status(1).state === "asleep") s.wakeSpuriously(1);
  s.run(1, "a thread writes: lockWrite() must wait").untilBlocked();
  s.wakeSpuriously(2);
  s.run(2).toEnd();
  s.run(3).steps(ALL);
  if (!isInside(s, 3)) return undefined;
  const done = s.run(1).steps(look);
  s.wakeSpuriously(3);
  s.run(3).toEnd();
  s.run(0).toEnd();
  s.run(1).steps(ALL);
  equalInScript(s, s.status(1).state, "finished", {
    what: "the state of T1, after all others have unlocked",
  });
  return done;
}

lessonTest(
  "7.4.7 RwLock.lockWrite() hears of the last unlock while an earlier one ends late",
  (story) => {
    // The last of T1's operations before it sleeps, once it is known.
    let look = ALL;
    for (let out = 1; out < UNLOCK; out++) {
      const done = tryOut(out, look);
      if (done !== undefined && look === ALL) look = done - 1;
    }
    story.did("T0 stopped after each of the operations of its unlock");
  },
);

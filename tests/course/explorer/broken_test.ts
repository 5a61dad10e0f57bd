import { assert, assertEquals } from "@std/assert";
import { explore, type FailureKind } from "../../harness/explorer/mod.ts";
import { broken } from "./models/broken.ts";

/** The verdict, the steps of the shortest schedule, and words of the message. */
const EXPECTED: Record<string, [FailureKind, number, string]> = {
  "no-lock": ["race", 0, "T0 reads [3] (models/guarded.ts:"],
  "lost-update": ["assertion", 4, "Values are not equal"],
  "check-then-set": ["invariant", 4, 'T0 and T1 are inside "critical" at once'],
  "check-then-set-race": ["race", 4, "T1 writes [3] (models/guarded.ts:"],
  "no-notify": ["deadlock", 6, "T1 sleeps on word 0 (drepper.ts:"],
  "notify-before-store": ["deadlock", 7, "T0, which could have woken it, has"],
  "if-for-while": ["invariant", 8, 'T1 and T2 are inside "critical" at once'],
  "forgets-waiters": ["deadlock", 14, "T2 sleeps on word 0"],
  "waits-on-wrong-value": ["spinning", 5, 'T1 repeats "swap [0] ← 2", "wait'],
  "plain-unlock": ["race", 1, "T0 writes [0] (broken_mutexes.ts:"],
  "plain-look": ["race", 0, "T1 does an atomic compareExchange of [0]"],
  "ignores-timeout": ["invariant", 4, "inside"],
  "polls": ["polling", 4, "T1 looks again each 10 ms"],
  "waits-long": ["deadlock", 5, "again and again"],
  "tries-by-locking": ["waited", 5, "in tryLock(), which must return at once"],
  "throws-in-between": ["exception", 5, "T0 threw: Cannot unlock"],
  "busy-adder": ["spinning", 7, 'T1 repeats "add [0]: + 1", "sub [0]: - 1"'],
  "pure-spin": ["spinning", 4, "until T0 has changed something"],
  "flags-only": ["spinning", 8, "nobody is left to change anything"],
  "flag-too-late": ["invariant", 4, "inside"],
  "torn-ticket": ["invariant", 6, "inside"],
  "ticket-wakes-one": ["deadlock", 13, "T2 sleeps on word 1"],
  "lock-order": ["deadlock", 8, "They wait for each other."],
  "backs-off": ["livelock", 10, "T0 takes word 0, finds word 1 taken, gives"],
  "exception-leaves-locked": ["deadlock", 4, "no thread has called notify"],
  "counts-outside": ["non-deterministic", 1, "a variable of the module"],
  "load-then-sub": ["invariant", 4, 'inside "gate" at once'],
  "release-wakes-none": [
    "deadlock",
    6,
    "no thread has called notify on word 0",
  ],
  "release-wakes-early": ["deadlock", 7, "T1 sleeps on word 0"],
  "load-then-store": ["assertion", 12, "3 permits came back"],
  "waits-on-constant": ["deadlock", 6, "T0 sleeps on word 1"],
  "reads-sequence-late": ["deadlock", 8, "T0 sleeps on word 1"],
  "if-for-while-condition": ["assertion", 6, "the flag is not set"],
  "publishes-too-early": ["race", 7, "T0 writes [4]"],
  "frees-too-early": ["race", 15, "T1 reads [4]"],
  "last-reader-forgets": ["deadlock", 9, "T1 sleeps on word 1"],
  "loses-readers": ["invariant", 9, 'inside "data" at once'],
  "writer-forgets-readers": ["deadlock", 7, "T0 sleeps on word 0"],
  "byte-of-word": ["race", 0, "T0 reads byte 2"],
  "looks-for-ever": ["spinning", 0, "came to no end"],
  "negative-word": ["invariant", 1, "word 1 is negative"],
  "wrong-sum": ["assertion", 2, "Values are not equal"],
};

for (const model of broken) {
  const [kind, steps, words] = EXPECTED[model.name] ??
    ["exception", -1, "a row in this table"];
  Deno.test(`explore() finds ${kind} in ${steps} steps when the model is ${model.name}`, () => {
    const verdict = explore(model);
    assertEquals(verdict.kind, kind);
    assert("trace" in verdict);
    assertEquals(verdict.steps, steps);
    assert(
      verdict.message.includes(words),
      `The message does not say ${words}: ${verdict.message}`,
    );
  });
}

Deno.test("explore() is tried on every broken model that is expected", () => {
  assertEquals(broken.map(({ name }) => name), Object.keys(EXPECTED));
});

import { assert, assertEquals } from "@std/assert";
import { explore, type OneStep } from "../../harness/explorer/mod.ts";
import { Condition, ReadsSequenceLate } from "./algorithms/condition.ts";
import { DrepperMutex3 } from "./algorithms/drepper.ts";
import { WordLock } from "./algorithms/lock.ts";
import { counters } from "./models/guarded.ts";
import { meeting } from "./models/meeting.ts";

/** The mutex, proved by itself, as an abstract lock. */
const oneStep: OneStep[] = [{ of: DrepperMutex3, methods: ["lock", "unlock"] }];

Deno.test("explore() needs fewer states when a proved lock is one step", () => {
  for (
    const model of [
      meeting("condition", Condition),
      counters("three-once", DrepperMutex3, 3, 1),
    ]
  ) {
    const verdict = explore({ ...model, oneStep });
    assertEquals(verdict.kind, "complete");
    const apart = explore(model);
    assert(verdict.states * 3 < apart.states, `${verdict.states} states`);
  }
});

Deno.test("explore() finds the lost wake-up above a proved lock of one step", () => {
  const model = meeting("reads-sequence-late", ReadsSequenceLate);
  const verdict = explore({ ...model, oneStep });
  assert(verdict.kind === "deadlock");
  assertEquals(verdict.steps, 8);
});

Deno.test("explore() lets others run when a thread wakes within a step", () => {
  const order = new Set<string>();
  const verdict = explore({
    name: "barging",
    bytes: 8,
    oneStep,
    threads: [0, 1, 2].map((me) => (shared, t) => {
      const lock = new DrepperMutex3(shared);
      lock.lock();
      t.log(Atomics.add(new Int32Array(shared), 1, 1));
      lock.unlock();
      t.log(me);
    }),
    final: (_words, logs) => order.add(logs.map(([place]) => place).join("")),
  });
  assertEquals(verdict.kind, "complete");
  assertEquals([...order].sort(), ["012", "021", "102", "120", "201", "210"]);
});

/** Looks again each second, to be on the safe side; nobody has to wake it. */
class Cautious extends WordLock {
  override lock(): void {
    if (Atomics.compareExchange(this.word, 0, 0, 1) === 0) return;
    while (Atomics.exchange(this.word, 0, 2) !== 0) {
      Atomics.wait(this.word, 0, 2, 1_000);
    }
  }

  override unlock(): void {
    if (Atomics.exchange(this.word, 0, 0) === 2) this.wake();
  }

  protected wake(): void {
    Atomics.notify(this.word, 0, 1);
  }
}

/** Relies on the second look. */
class WakesNobody extends Cautious {
  protected override wake(): void {}
}

Deno.test("explore() lets a proved lock's time run out only where nothing else goes on", () => {
  const explored = (Lock: typeof Cautious | typeof DrepperMutex3) =>
    explore({
      ...counters("cautious", Lock, 3, 2),
      oneStep: [{ of: Lock, methods: ["lock", "unlock"] }],
    });
  const timed = explored(Cautious);
  assertEquals(timed.kind, "complete");
  assertEquals(timed.states, explored(DrepperMutex3).states);
  assertEquals(explored(WakesNobody).kind, "complete");
});

import { assert, assertEquals, assertThrows } from "@std/assert";
import {
  explore,
  type Model,
  type Thread,
} from "../../harness/explorer/mod.ts";
import { AdaptiveMutex, DrepperMutex3 } from "./algorithms/drepper.ts";
import { CheckThenSet, ForgetsWaiters } from "./algorithms/broken_mutexes.ts";
import { RustRwLock } from "./algorithms/rust_rw_lock.ts";
import { readersAndWriters } from "./models/readers_and_writers.ts";
import { counters, visitors } from "./models/guarded.ts";

/** Takes two locks: waits for one, tries the other, gives up both if it fails. */
const takesBoth = (one: number, other: number): Thread => (shared) => {
  const words = new Int32Array(shared);
  for (let [first, second] = [one, other];; [first, second] = [second, first]) {
    const lock = new DrepperMutex3(shared, 4 * first);
    lock.lock();
    if (Atomics.compareExchange(words, second, 0, 1) === 0) {
      new DrepperMutex3(shared, 4 * second).unlock();
      return lock.unlock();
    }
    lock.unlock();
  }
};

const backingOff: Model = {
  name: "backing-off",
  bytes: 8,
  threads: [takesBoth(0, 1), takesBoth(1, 0)],
  maxStates: 10_000,
};

Deno.test("explore() is bounded when preemptions were cut off", () => {
  const model = counters("bounded", DrepperMutex3, 3, 1);
  const verdict = explore({ ...model, preemptions: 1 });
  assert(verdict.kind === "bounded");
  assertEquals(
    verdict.message,
    "Schedules that put aside a running thread more than 1 times were left out.",
  );
});

for (const [readers, writers] of [[2, 1], [1, 2]] as const) {
  Deno.test(`explore() is bounded when ${readers} readers meet ${writers} writers with 3 preemptions`, () => {
    const model = readersAndWriters("rust", RustRwLock, readers, writers);
    assertEquals(explore({ ...model, preemptions: 3 }).kind, "bounded");
  });
}

Deno.test("explore() is complete when the bound on preemptions cut nothing", () => {
  const model = counters("unbounded", DrepperMutex3, 2, 1);
  assertEquals(explore({ ...model, preemptions: 100 }).kind, "complete");
});

Deno.test("explore() finds a failure only when the bound on preemptions lets it", () => {
  const model = visitors("needs-two", CheckThenSet, 2);
  assertEquals(explore({ ...model, preemptions: 1 }).kind, "bounded");
  assertEquals(explore({ ...model, preemptions: 2 }).kind, "invariant");
  const three = visitors("forgets", ForgetsWaiters, 3);
  assertEquals(explore({ ...three, preemptions: 2 }).kind, "deadlock");
});

Deno.test("explore() is bounded when turns of a loop were taken as one", () => {
  const verdict = explore(counters("adaptive", AdaptiveMutex, 2, 1));
  assert(verdict.kind === "bounded");
  assert(verdict.message.includes("Loops that only look at memory"));
});

Deno.test("explore() is bounded by fewer preemptions when there are too many states", () => {
  const model = counters("too-big", DrepperMutex3, 3, 1);
  const verdict = explore({ ...model, maxStates: 1_000 });
  assert(verdict.kind === "bounded");
  assertEquals(
    verdict.message,
    "Schedules that put aside a running thread more than 2 times were left out.",
  );
});

Deno.test("explore() is bounded by the number of steps when nothing else helps", () => {
  const model = counters("too-big", DrepperMutex3, 3, 1);
  const verdict = explore({ ...model, maxStates: 4 });
  assert(verdict.kind === "bounded");
  assert(/^Schedules of more than \d+ steps/.test(verdict.message));
});

Deno.test("explore() is bounded when threads back off and try again", () => {
  const verdict = explore(backingOff);
  assert(verdict.kind === "bounded");
  assert(verdict.message.includes("more than 2 times"));
});

Deno.test("explore() finds spinning when a thread never comes to an end", () => {
  const counts: Thread = (shared) => {
    const words = new Int32Array(shared);
    while (Atomics.add(words, 0, 1) >= 0);
  };
  const verdict = explore({
    name: "endless",
    bytes: 4,
    threads: [counts],
    maxOperations: 50,
  });
  assert(verdict.kind === "spinning");
  assertEquals(verdict.steps, 50);
});

for (
  const [change, message] of [
    [{ name: "a b" }, "'name' must consist of letters"],
    [{ bytes: 3 }, "'bytes' must be a positive multiple of 4: received 3"],
    [{ threads: [] }, "'threads' must hold 1 to 4 functions: received 0"],
  ] as const
) {
  Deno.test(`explore() throws when ${message}`, () => {
    const model = { name: "wrong", bytes: 4, threads: [() => {}], ...change };
    assertThrows(
      () => explore({ ...model, threads: [...model.threads] }),
      TypeError,
      message,
    );
  });
}

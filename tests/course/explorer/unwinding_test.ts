import { assert, assertEquals, assertThrows } from "@std/assert";
import { explore, type Thread } from "../../harness/explorer/mod.ts";
import { DrepperMutex3 } from "./algorithms/drepper.ts";

/** Two threads of one kind, each of which adds one to word 1. */
function twice(name: string, thread: Thread) {
  return explore({
    name,
    bytes: 8,
    threads: [thread, thread],
    final: (words) => assertEquals([...words], [0, 2]),
  });
}

const handles = (shared: SharedArrayBuffer) => ({
  lock: new DrepperMutex3(shared),
  words: new Int32Array(shared),
});

Deno.test("explore() is complete when finally unlocks", () => {
  const verdict = twice("finally", (shared) => {
    const { lock, words } = handles(shared);
    lock.lock();
    try {
      words[1] = (words[1] ?? 0) + 1;
    } finally {
      lock.unlock();
    }
  });
  assertEquals(verdict.kind, "complete");
});

Deno.test("explore() is complete when using unlocks", () => {
  const verdict = twice("using", (shared) => {
    const { lock, words } = handles(shared);
    lock.lock();
    using _token = { [Symbol.dispose]: () => lock.unlock() };
    words[1] = (words[1] ?? 0) + 1;
  });
  assertEquals(verdict.kind, "complete");
});

Deno.test("explore() is complete when everything thrown is caught", () => {
  const verdict = twice("catches", (shared) => {
    const { lock, words } = handles(shared);
    try {
      lock.lock();
    } catch {
      // As careless as it gets.
    }
    try {
      Atomics.add(words, 1, 1);
    } catch {
      Atomics.store(words, 1, 99);
    }
    try {
      lock.unlock();
    } catch {
      Atomics.notify(words, 0);
    }
  });
  assertEquals(verdict.kind, "complete");
});

Deno.test("explore() reports an assertion when the code swallows its error", () => {
  const verdict = explore({
    name: "swallows",
    bytes: 4,
    threads: [(shared, t) => {
      const words = new Int32Array(shared);
      try {
        if (Atomics.add(words, 0, 1) === 0) t.log("first");
        const isFirst: boolean = Atomics.load(words, 0) === 2;
        if (!isFirst) throw new Error("swallowed");
      } catch {
        // Not interested.
      }
    }],
  });
  assertEquals(verdict.kind, "complete");
  const asserts: Thread = (_shared, t: Parameters<Thread>[1]) => {
    try {
      t.assert(false, "must not be");
    } catch {
      // Not interested.
    }
  };
  const failed = explore({ name: "asserts", bytes: 4, threads: [asserts] });
  assert(failed.kind === "assertion");
  assert(failed.message.includes("T0 failed a check"));
});

Deno.test("explore() throws the error when a step is still to be written", () => {
  const unwritten: Thread = (shared) => {
    Atomics.add(new Int32Array(shared), 0, 1);
    throw new Error("TODO(7.4.2)");
  };
  assertThrows(
    () => explore({ name: "todo", bytes: 4, threads: [unwritten, unwritten] }),
    Error,
    "TODO(7.4.2)",
  );
});

Deno.test("explore() reports an exception when a thread is asynchronous", () => {
  const verdict = explore({
    name: "asynchronous",
    bytes: 4,
    threads: [async () => {}],
  });
  assert(verdict.kind === "exception");
  assert(verdict.message.includes("must be synchronous"));
});

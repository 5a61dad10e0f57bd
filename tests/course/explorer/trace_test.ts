import { assert, assertEquals } from "@std/assert";
import {
  explore,
  flagged,
  type ThreadContext,
} from "../../harness/explorer/mod.ts";
import { wrap } from "../../harness/explorer/columns.ts";
import { broken } from "./models/broken.ts";

function failureOf(name: string) {
  const model = broken.find((one) => one.name === name);
  assert(model !== undefined);
  const verdict = explore(model);
  assert("trace" in verdict);
  return verdict;
}

/** Source lines move when a file is edited; the rest of a trace does not. */
function withoutLines(trace: { toString(): string }): string {
  return `${trace}`.replaceAll(/\.ts:\d+/g, ".ts:00");
}

Deno.test("Trace shows one column per thread when two threads run", () => {
  assertEquals(
    withoutLines(failureOf("no-notify").trace),
    `\
  T0                                    T1
  CAS [0] 0→1 = 0
   drepper.ts:00
  enters "critical"
  leaves "critical"
   models/guarded.ts:00
                                        CAS [0] 0→1 = 1 (failed)
                                         drepper.ts:00
                                        swap [0]: 1 → 2
                                         drepper.ts:00
                                        wait [0] while 2: sleeps
                                         drepper.ts:00
  store [0] ← 0
   broken_mutexes.ts:00
  returns`,
  );
});

Deno.test("Trace shows who wakes whom when three threads run", () => {
  assertEquals(
    withoutLines(failureOf("if-for-while").trace),
    `\
  T0                        T1                        T2
  swap [0]: 0 → 2
   broken_mutexes.ts:00
  enters "critical"
  leaves "critical"
   models/guarded.ts:00
  sub [0]: 2 - 1 = 1
   drepper.ts:00
                            swap [0]: 1 → 2
                             broken_mutexes.ts:00
  store [0] ← 0
   drepper.ts:00
                            wait [0] while 2 =
                              "not-equal"
                             broken_mutexes.ts:00
                                                      swap [0]: 0 → 2
                                                       broken_mutexes.ts:00
                                                      enters "critical"
                            store [0] ← 2
                             broken_mutexes.ts:00
                            enters "critical"`,
  );
});

Deno.test("Trace shows a lost update step by step when plain accesses interleave", () => {
  assertEquals(
    withoutLines(failureOf("lost-update").trace),
    `\
  T0                                    T1
  read [3] = 0
   models/guarded.ts:00
                                        read [3] = 0
                                         models/guarded.ts:00
  write [3] ← 1
   models/guarded.ts:00
  returns
                                        write [3] ← 1
                                         models/guarded.ts:00
                                        returns`,
  );
});

Deno.test("Trace tells once that a thread enters and leaves, and what fails", () => {
  const add = (shared: SharedArrayBuffer) =>
    Atomics.add(new Int32Array(shared), 0, 1);
  const verdict = explore({
    name: "told-once",
    bytes: 4,
    threads: [(shared, t: ThreadContext) => {
      t.neverWaits("add()", () => {
        add(shared);
        add(shared);
      });
      t.assert(add(shared) < 3, "The other one came between.");
    }, (shared) => {
      add(shared);
    }],
  });
  assert("trace" in verdict);
  assertEquals(
    verdict.trace.events.filter(({ thread }) => thread === 0)
      .map(({ text }) => text).filter((text) => !text.startsWith("add [")),
    [
      'enters "add()"',
      'leaves "add()"',
      "fails a check: The other one came between.",
    ],
  );
});

Deno.test("Trace counts alike operations when a thread spins", () => {
  assert(`${failureOf("looks-for-ever").trace}`.includes("  … 297 times more"));
});

Deno.test("Trace tells words and values by their names, and cuts no flag", () => {
  const [LOCKED, WAITERS] = [1, 1 << 30];
  const verdict = explore({
    name: "named",
    bytes: 4,
    words: {
      0: { name: "state", values: flagged({ LOCKED, WAITERS }) },
    },
    threads: [0, 0, 0, 1].map((last) => (shared, t: ThreadContext) => {
      const words = new Int32Array(shared);
      if (last === 0) return;
      Atomics.store(words, 0, LOCKED | WAITERS);
      Atomics.compareExchange(words, 0, LOCKED, 0);
      t.assert(false, "the end");
    }),
  });
  assert("trace" in verdict);
  const lines = withoutLines(verdict.trace).split("\n");
  assertEquals(lines.filter((line) => line.length > 80), []);
  const shown = lines.map((line) => line.trim()).join("\n");
  assert(shown.includes("store state ←\nLOCKED + WAITERS"), shown);
  assert(
    shown.includes("CAS state: LOCKED\n→ 0 = LOCKED +\nWAITERS (failed)"),
    shown,
  );
  const [, , , store] = verdict.trace.events;
  assertEquals(
    [store?.kind, store?.word, store?.value, store?.thread],
    ["store", "state", LOCKED | WAITERS, 3],
  );
});

Deno.test("Trace tells what a byte holds once it was counted beyond 255", () => {
  const verdict = explore({
    name: "byte",
    bytes: 4,
    threads: [(shared, t: ThreadContext) => {
      const bytes = new Uint8Array(shared);
      Atomics.store(bytes, 0, 255);
      Atomics.add(bytes, 0, 1);
      t.assert(false, "the end");
    }],
  });
  assert("trace" in verdict);
  assert(`${verdict.trace}`.includes(": 255 + 1 = 0"), `${verdict.trace}`);
});

Deno.test("Trace shows only the last steps when a thread is alone", () => {
  const verdict = explore({
    name: "alone",
    bytes: 4,
    threads: [(shared, t: ThreadContext) => {
      const words = new Int32Array(shared);
      for (let i = 0; i < 50; i++) Atomics.add(words, 0, i);
      t.assert(false, "the end");
    }],
  });
  assert("trace" in verdict);
  const lines = `${verdict.trace}`.split("\n");
  assert(lines.length < 30, `${lines.length} lines`);
  assertEquals(lines[1], "  … earlier steps");
});

for (const { name, threads } of broken) {
  Deno.test(`Trace fits 80 columns when the model is ${name}`, () => {
    assert(threads.length <= 3);
    const lines = `${failureOf(name).trace}`.split("\n");
    assertEquals(lines.filter((line) => line.length > 80), []);
    assertEquals(lines.filter((line) => line !== line.trimEnd()), []);
  });
}

Deno.test("wrap() breaks between words, and in words that do not fit", () => {
  assertEquals(wrap("one two three", 7), ["one two", "  three"]);
  assertEquals(wrap("abcdefghij k", 6), ["abcdef", "  ghij", "  k"]);
  assertEquals(wrap("models/rw_lock_script.ts:52", 18), [
    "models/rw_lock_",
    "  script.ts:52",
  ]);
  assertEquals(wrap("", 6), [""]);
});

Deno.test("Trace names the line of the code under test when a thread fails", () => {
  const { trace } = failureOf("lost-update");
  const [first] = trace.events;
  const text = Deno.readTextFileSync(
    new URL("models/guarded.ts", import.meta.url),
  );
  const line = Number(first?.site?.split(":")[1]);
  assert(text.split("\n")[line - 1]?.includes("counter[0] ="));
});

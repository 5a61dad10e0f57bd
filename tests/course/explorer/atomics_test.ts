import { assert, assertEquals } from "@std/assert";
import { explore, type Thread } from "../../harness/explorer/mod.ts";

/** What a function returns on its own, and as a thread of a model. */
function bothWays(run: (shared: SharedArrayBuffer) => unknown) {
  const real = new SharedArrayBuffer(16);
  const expected = run(real);
  let got: unknown;
  const verdict = explore({
    name: "both-ways",
    bytes: 16,
    threads: [(shared, t) => t.log(run(shared))],
    final: (words, logs) => {
      got = logs[0]?.[0];
      assertEquals([...words], [...new Int32Array(real)]);
    },
  });
  assertEquals(verdict.kind, "complete");
  assertEquals(got, expected);
}

const INTEGERS = [
  Int8Array,
  Uint8Array,
  Int16Array,
  Uint16Array,
  Int32Array,
  Uint32Array,
];

for (const { name } of INTEGERS) {
  Deno.test(`explore() computes as Atomics does when the view is ${name}`, () => {
    bothWays((shared) => {
      const view = new (Reflect.get(globalThis, name) as typeof Int32Array)(
        shared,
        4,
      );
      return [
        Atomics.store(view, 1, 300.7),
        Atomics.add(view, 1, 0x7fff_fff0),
        Atomics.sub(view, 1, 3),
        Atomics.and(view, 1, 0xf3),
        Atomics.or(view, 0, -2),
        Atomics.xor(view, 0, 0x55),
        Atomics.exchange(view, 1, -1),
        Atomics.compareExchange(view, 1, -1, 77),
        Atomics.compareExchange(view, 1, 12, 13),
        Atomics.load(view, 0),
        Atomics.load(view, 1),
        Atomics.isLockFree(4),
        view.length,
        view.byteOffset,
      ];
    });
  });
}

Deno.test("explore() computes as Atomics does when the view is BigInt64Array", () => {
  bothWays((shared) => {
    const view = new BigInt64Array(shared);
    return [
      Atomics.store(view, 0, 2n ** 63n),
      Atomics.add(view, 0, -1n),
      Atomics.sub(view, 1, 1n),
      Atomics.and(view, 1, 255n),
      Atomics.compareExchange(view, 1, 255n, -5n),
      Atomics.wait(view, 1, 4n),
      Atomics.wait(view, 1, -5n, 0),
      Atomics.notify(view, 1),
      Atomics.load(view, 0),
    ];
  });
});

for (
  const [what, call] of [
    ["the index is out of range", (view) => Atomics.load(view, 4)],
    ["a Number meets a BigInt view", (view) =>
      Atomics.store(
        new BigInt64Array(view.buffer) as unknown as Int32Array,
        0,
        1,
      )],
    [
      "a float view is used",
      (view) =>
        Atomics.load(new Float64Array(view.buffer) as unknown as Int32Array, 0),
    ],
    [
      "bytes are waited on",
      (view) =>
        Atomics.wait(
          new Uint8Array(view.buffer) as unknown as Int32Array,
          0,
          0,
        ),
    ],
  ] as [string, (view: Int32Array<SharedArrayBuffer>) => unknown][]
) {
  Deno.test(`explore() lets Atomics complain when ${what}`, () => {
    bothWays((shared) => {
      try {
        return call(new Int32Array(shared));
      } catch (error) {
        return `${error}`;
      }
    });
  });
}

Deno.test("explore() refuses Atomics.waitAsync", () => {
  const verdict = explore({
    name: "wait-async",
    bytes: 4,
    threads: [(shared) => {
      Atomics.waitAsync(new Int32Array(shared), 0, 0);
    }],
  });
  assert(verdict.kind === "exception");
  assert(verdict.message.includes("call Atomics.wait"));
});

Deno.test("explore() refuses to wait on a buffer of its own", () => {
  const verdict = explore({
    name: "foreign-wait",
    bytes: 4,
    threads: [() => {
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
    }],
  });
  assert(verdict.kind === "exception");
  assert(verdict.message.includes("not the model's"));
});

Deno.test("explore() wakes in order of arrival when some are notified", () => {
  const sleeper: Thread = (shared, t) => {
    const words = new Int32Array(shared);
    const place = Atomics.add(words, 1, 1);
    Atomics.wait(words, 0, 0);
    t.log(place);
  };
  const woken: unknown[] = [];
  const verdict = explore({
    name: "first-in-first-out",
    bytes: 8,
    threads: [sleeper, sleeper, (shared, t) => {
      t.log(Atomics.notify(new Int32Array(shared), 0, 1));
      Atomics.store(new Int32Array(shared), 0, 1);
      t.log(Atomics.notify(new Int32Array(shared), 0));
    }],
    final: (_words, logs) => woken.push(logs[2]?.join()),
  });
  assertEquals(verdict.kind, "complete");
  assertEquals([...new Set(woken)].sort(), ["0,0", "0,1", "0,2", "1,0", "1,1"]);
});

import { assert, assertEquals } from "@std/assert";
import { explore } from "../../harness/explorer/mod.ts";

/** What a function returns on its own, and on the traced buffer of a model. */
function bothWays(run: (shared: SharedArrayBuffer) => unknown) {
  const real = new SharedArrayBuffer(16);
  const expected = run(real);
  for (const plain of ["check", "interleave"] as const) {
    let got: unknown;
    const verdict = explore({
      name: "both-ways",
      bytes: 16,
      plain,
      threads: [(shared, t) => t.log(run(shared))],
      final: (words, logs) => {
        got = logs[0]?.[0];
        assertEquals([...words], [...new Int32Array(real)]);
      },
    });
    assertEquals(verdict.kind, "complete");
    assertEquals(got, expected);
  }
}

Deno.test("explore() traces views as they are when they are read and written", () => {
  bothWays((shared) => {
    const view = new Uint16Array(shared, 2, 5);
    view[0] = 70_000;
    view[4]!--;
    view[9] = 1;
    view.set([7, 8], 1);
    const part = view.subarray(1, 3);
    part.fill(5, 1);
    return [
      [...view],
      view.length,
      view.byteOffset,
      view.byteLength,
      view.buffer === shared,
      view instanceof Uint16Array,
      view[9],
      view.at(-1),
      view.indexOf(7),
      view.includes(8),
      view.join("-"),
      view.reduce((sum, value) => sum + value, 0),
      [...view.entries()],
      Array.from(view.slice(1, 3)),
      Array.from(view.map((value) => value * 2)),
      Array.from(part),
      Object.prototype.toString.call(view.slice()),
    ];
  });
});

Deno.test("explore() traces no word that a copied part does not have", () => {
  for (const copy of ["slice", "subarray"] as const) {
    const verdict = explore({
      name: "copied-part",
      bytes: 12,
      threads: [
        (shared) => void (new Int32Array(shared)[2] = 1),
        (shared, t) => {
          const view = new Int32Array(shared);
          t.log([...view[copy](0, 2), ...view[copy](-3, -1)].join());
        },
      ],
    });
    assertEquals(verdict.kind, "complete", copy);
  }
});

Deno.test("explore() traces all kinds of views when they overlap", () => {
  bothWays((shared) => {
    const data = new DataView(shared, 4);
    data.setInt16(1, -2);
    data.setFloat64(3, 1.5, true);
    data.setBigInt64(0, data.getBigInt64(0) + 1n);
    new Float32Array(shared)[0] = 0.1;
    new Uint8ClampedArray(shared)[3] = 999;
    new BigUint64Array(shared)[1]!++;
    return [
      data.getInt16(1),
      data.getUint8(2),
      data.getFloat64(3, true),
      data.byteLength,
      new Float32Array(shared)[0],
      Array.from(new Int8Array(shared)),
      new Uint8ClampedArray(shared)[3],
    ];
  });
});

Deno.test("explore() lets views complain when they are used wrongly", () => {
  const attempts: ((shared: SharedArrayBuffer) => unknown)[] = [
    (shared) => new Int32Array(shared, 2),
    (shared) => new DataView(shared).getInt32(14),
    (shared) => new Int32Array(shared, 0, 2).set([1, 2, 3]),
  ];
  for (const attempt of attempts) {
    bothWays((shared) => {
      try {
        return attempt(shared);
      } catch (error) {
        return error instanceof RangeError;
      }
    });
  }
});

Deno.test("explore() leaves views alone when they are on other buffers", () => {
  bothWays((shared) => {
    const own = new Int32Array(4);
    own[0] = 3;
    const both = Int32Array.of(1, 2);
    both.set(new Int32Array(shared, 0, 2));
    return [Array.from(own), Atomics.add(own, 0, 1), own[0], Array.from(both)];
  });
});

const EarlyArray = Int32Array;

Deno.test("explore() refuses a view when its constructor was taken before", () => {
  const verdict = explore({
    name: "early-constructor",
    bytes: 4,
    threads: [(shared) => {
      Atomics.add(new EarlyArray(shared), 0, 1);
    }],
  });
  assert(verdict.kind === "exception");
  assert(verdict.message.includes("taken before the run"));
});

Deno.test("explore() lets time pass only when a time limit runs out", () => {
  const verdict = explore({
    name: "clock",
    bytes: 4,
    threads: [(shared, t) => {
      const words = new Int32Array(shared);
      const start = [performance.now(), Date.now()];
      t.log(Atomics.wait(words, 0, 0, 30));
      t.log(performance.now() - (start[0] ?? 0));
      t.log(Date.now() - (start[1] ?? 0));
      const end = performance.now() + 5;
      while (performance.now() < end);
      t.log(Math.random());
    }],
    final: (_words, logs) => {
      assertEquals(logs[0]?.slice(0, 3), ["timed-out", 30, 30]);
    },
  });
  assertEquals(verdict.kind, "complete");
});

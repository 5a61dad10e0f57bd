import { assertEquals, assertRejects } from "@std/assert";
import { Pool } from "../../scripts/selftest/pool.ts";

/** Work that notes when it begins, and ends when it is told to. */
function work(begun: number[]) {
  const ends = new Map<number, () => void>();
  const begins = new Map<number, PromiseWithResolvers<void>>();
  const one = (number: number) => {
    begins.set(number, Promise.withResolvers());
    return async () => {
      begun.push(number);
      const { promise, resolve } = Promise.withResolvers<void>();
      ends.set(number, resolve);
      begins.get(number)?.resolve();
      await promise;
    };
  };
  return {
    one,
    begins: (number: number) => begins.get(number)?.promise,
    end: (number: number) => ends.get(number)?.(),
  };
}

Deno.test("Pool.run() runs so many at a time, and first what costs most", async () => {
  const begun: number[] = [];
  const { one, begins, end } = work(begun);
  const pool = new Pool(2, () => 0);
  const all = [3, 1, 4, 2].map((cost) => pool.run(cost, one(cost)));
  await begins(3);
  assertEquals(begun, [4, 3]);
  end(3);
  await begins(2);
  assertEquals(begun, [4, 3, 2]);
  end(2);
  await begins(1);
  end(1);
  end(4);
  await Promise.all(all);
});

Deno.test("Pool.run() starts more as long as processors are idle, up to four for each job", async () => {
  const begun: number[] = [];
  const { one, begins, end } = work(begun);
  let idle = 0;
  let looks = 0;
  const lookedLong = Promise.withResolvers<void>();
  const pool = new Pool(2, () => {
    if (++looks === 12) lookedLong.resolve();
    return idle += 100;
  });
  const costs = [9, 8, 7, 6, 5, 4, 3, 2];
  const all = [...costs, 1].map((cost) => pool.run(cost, one(cost)));
  await begins(2);
  assertEquals(begun, costs);
  await lookedLong.promise;
  assertEquals(begun.length, 8);
  for (const number of costs) end(number);
  await begins(1);
  end(1);
  await Promise.all(all);
});

Deno.test("Pool.run() runs one at a time when there is one job", async () => {
  const begun: number[] = [];
  const { one, begins, end } = work(begun);
  let looks = 0;
  const pool = new Pool(1, () => ++looks * 1_000);
  const all = [2, 1].map((cost) => pool.run(cost, one(cost)));
  await begins(2);
  // Nobody looks whether a processor is idle.
  assertEquals([begun, looks], [[2], 0]);
  end(2);
  await begins(1);
  end(1);
  await Promise.all(all);
});

Deno.test("Pool.run() passes on what is given back and what is thrown", async () => {
  const pool = new Pool(1, () => 0);
  assertEquals(await pool.run(1, () => Promise.resolve("given")), "given");
  await assertRejects(
    () => pool.run(1, () => Promise.reject(new Error("thrown"))),
    Error,
    "thrown",
  );
  assertEquals(await pool.run(1, () => Promise.resolve("again")), "again");
});

import { assertEquals, assertLess } from "@std/assert";
import { delay } from "@std/async";
import { FairClock, WALL } from "../../../scripts/grade/run/fair_clock.ts";

/** A clock that is told what has passed. */
function told() {
  let now = 0;
  let turns = { ran: 0, waited: 0 };
  const rung: string[] = [];
  const clock = new FairClock(0, { now: () => now, turns: () => turns });
  return {
    clock,
    rung,
    ring: (name: string) => () => void rung.push(name),
    pass: (passed: number, ran: number, waited: number) => {
      now += passed;
      turns = { ran, waited };
      clock.look();
      return clock.time;
    },
    [Symbol.dispose]: () => clock[Symbol.dispose](),
  };
}

Deno.test("FairClock counts what a run has had, and not what others took", () => {
  for (
    const [what, ran, waited, time] of [
      ["runs alone", 1000, 0, 1000],
      ["sleeps", 0, 0, 1000],
      ["has a tenth of a processor", 100, 900, 100],
      ["runs a little, and sleeps", 10, 20, 980],
      ["has two processors", 2000, 0, 1000],
      ["keeps itself waiting with a hundred threads", 2000, 98_000, 1000],
      ["has nothing for its many threads", 0, 50_000, 0],
    ] as const
  ) {
    using one = told();
    assertEquals(one.pass(1000, ran, waited), time, what);
  }
});

Deno.test("FairClock rings when the time is over, at the latest by the wall's clock", () => {
  using one = told();
  one.clock.setAlarm(1000, one.ring("fair"));
  one.clock.setAlarm(100, one.ring("stopped"))();
  one.pass(999, 999, 0);
  assertEquals(one.rung, []);
  one.pass(500, 0, 500);
  assertEquals(one.rung, []);
  one.pass(1, 1, 0);
  assertEquals(one.rung, ["fair"]);
  one.clock.setAlarm(1000, one.ring("wall"));
  one.pass(1000 * WALL - 1, 0, 1e6);
  assertEquals(one.rung, ["fair"]);
  one.pass(1, 0, 1e6);
  one.pass(1000 * WALL, 0, 0);
  assertEquals(one.rung, ["fair", "wall"]);
});

Deno.test({
  name: "FairClock stands still for a program that others keep waiting",
  ignore: Deno.build.os !== "linux",
  fn: async () => {
    const loop = ["sh", "-c", "while :; do :; done"];
    // All on the first processor, which it so has to share with three.
    const start = (...command: string[]) =>
      new Deno.Command("taskset", { args: ["1", ...command] }).spawn();
    const others = [1, 2, 3].map(() => start(...loop));
    const starved = start("nice", "-n", "19", ...loop);
    const sleeper = start("sleep", "60");
    try {
      using slow = new FairClock(starved.pid);
      using full = new FairClock(sleeper.pid);
      const before = performance.now();
      await delay(1000);
      slow.look();
      full.look();
      const wall = performance.now() - before;
      assertLess(slow.time, wall / 2);
      assertLess(wall / 2, full.time);
    } finally {
      for (const child of [...others, starved, sleeper]) {
        child.kill("SIGKILL");
        await child.status;
      }
    }
  },
});

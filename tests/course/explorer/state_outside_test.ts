import { assert, assertEquals } from "@std/assert";
import { explore, ownInstances } from "../../harness/explorer/mod.ts";
import { factorySource } from "../../harness/explorer/module_source.ts";
import { replaySchedule } from "../../harness/explorer/replay.ts";
import * as locks from "./algorithms/module_state.ts";
import { counters } from "./models/guarded.ts";

const { WaitersInModule, StaticWaiters, Remembers } = await ownInstances(
  { ...locks },
  import.meta.resolve("./algorithms/module_state.ts"),
);

for (const [name, Lock] of Object.entries({ WaitersInModule, StaticWaiters })) {
  Deno.test(`explore() finds state outside of the buffer when the lock is ${name}`, () => {
    // The second time, the classes are worn already.
    for (let time = 0; time < 2; time++) {
      const words = { 400: "waiters" };
      const model = { ...counters(name, Lock, 2, 1), words };
      const verdict = explore(model);
      assertEquals(verdict.kind, "state-outside");
      assert("trace" in verdict);
      assert(verdict.message.includes("Each worker has its own"));
      assert(verdict.message.endsWith('read or written the word "waiters".'));
      const schedule = verdict.id.split(":")[1] ?? "";
      const replay = replaySchedule(model, schedule);
      assert(replay?.message?.includes("Each worker has its own"));
    }
  });
}

Deno.test("explore() is complete when a class remembers what is always the same", () => {
  for (let time = 0; time < 2; time++) {
    const model = counters("remembers", Remembers, 2, 2);
    assertEquals(explore(model).kind, "complete");
  }
});

Deno.test("explore() blames the assertion that failed, not what the thread does on its way out", () => {
  const model = counters("right", Remembers, 2, 1);
  const verdict = explore({
    ...model,
    threads: [(shared, t) => {
      const lock = new Remembers(shared);
      lock.lock();
      try {
        t.inside("critical", () => t.assert(false, "out of money"));
      } finally {
        lock.unlock();
      }
    }],
  });
  assertEquals(verdict.kind, "assertion");
});

const URL_HERE = "file:///course/lessons/7.4-locks/mutex.ts";

Deno.test("factorySource() wraps a module and keeps its lines", () => {
  const source = `import type { A } from "./a.ts";
import {
  type B,
  c as d,
} from "./b.ts";
import { e } from "./given/e.ts";
import * as f from "./f.ts";
import { g } from "@std/assert";
export interface H {}
export const i = d;
export class J {}
function k() {}
export { k as l };
`;
  const { code, uses } = factorySource(source, URL_HERE);
  const here = "file:///course/lessons/7.4-locks";
  assertEquals(uses, [`${here}/b.ts`, `${here}/f.ts`]);
  assertEquals(
    code,
    `import { e } from "${here}/given/e.ts"; import { g } from "@std/assert"; export default (use) => {
const { c: d } = use("${here}/b.ts");




const f = use("${here}/f.ts");

interface H {}
const i = d;
class J {}
function k() {}


return { i, J, l: k };
};
`,
  );
});

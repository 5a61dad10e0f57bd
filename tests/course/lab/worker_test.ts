import { assert, assertEquals, assertMatch } from "@std/assert";
import { deadline } from "@std/async";
import { stop } from "esbuild";
import { cachedSite } from "../../../scripts/lab/build/cached_site.ts";
import { toCode } from "../../../scripts/lab/engine/build/pack_lesson.ts";
import type {
  CodeFile,
  EngineEvent,
  EngineRequest,
  Scene,
} from "../../../scripts/lab/engine/protocol.ts";
import { readLessons } from "../../../scripts/lesson/manifest.ts";
import { readSolution } from "../../../scripts/lesson/files.ts";
import { COURSE } from "../fixture/course.ts";

const MODEL = "7.4.2-two-threads";
const MUTEX = "lessons/7.4-locks/mutex.ts";

const lessons = await readLessons(COURSE);
const locks = lessons.find(({ number }) => number === "7.4");
if (locks === undefined) throw new Error("There is no lesson 7.4.");
const solution = (await readSolution(COURSE, locks)).get("mutex.ts") ?? "";
const site = await cachedSite(COURSE, lessons);
// esbuild is a process, which starts before the tests and ends after them.
await toCode(MUTEX, solution);

/** The right mutex, with a part that is another one. */
async function mutex(from = "", to = ""): Promise<CodeFile[]> {
  const source = solution.replace(from, to);
  assert(from === "" || source !== solution);
  return [await toCode(MUTEX, source)];
}

type Told<T extends EngineEvent["type"]> = Extract<EngineEvent, { type: T }>;

/** A worker of the built lab. */
class EngineWorker {
  readonly #worker = new Worker(new URL("engine/worker.js", site), {
    type: "module",
    name: new URL("engine/", site).href,
  });

  /** Asks for something, and gives what is told of this type. */
  ask<T extends EngineEvent["type"]>(
    request: EngineRequest,
    type: T,
  ): Promise<Told<T>> {
    const { promise, resolve, reject } = Promise.withResolvers<Told<T>>();
    this.#worker.onmessage = ({ data }: MessageEvent<EngineEvent>) => {
      if (data.type === type) resolve(data as Told<T>);
      else if (data.type === "refused") reject(new Error(data.message));
    };
    this.#worker.postMessage(request);
    return deadline(promise, 60_000);
  }

  async scene(request: EngineRequest): Promise<Scene> {
    return (await this.ask(request, "scene")).scene;
  }

  async refusal(request: EngineRequest): Promise<string> {
    return (await this.ask(request, "refused")).message;
  }

  [Symbol.dispose](): void {
    this.#worker.terminate();
  }
}

Deno.test("the worker tells a test that never ended, with its steps", async () => {
  using worker = new EngineWorker();
  const test = "7.4.2 Mutex.lock() lets one thread in at a time";
  const { verdict } = await worker.ask({
    type: "judge",
    step: "7.4.2",
    files: await mutex(),
    after: 1_234,
    events: [
      { type: "registered", test },
      { type: "begin", test, timeout: 1 },
      { type: "did", test, step: { what: "two threads were run" } },
    ],
  }, "verdict");
  assertEquals(verdict.outcome, "endless");
  assertEquals(verdict.tests[0]?.failure, {
    kind: "hung",
    steps: [{ what: "two threads were run" }],
    after: 1_234,
  });
  assertEquals(verdict.failure?.advice.edit.map(({ path }) => path), [MUTEX]);
});

Deno.test("the worker says when not even loading the tests has ended", async () => {
  using worker = new EngineWorker();
  const { verdict } = await worker.ask({
    type: "judge",
    step: "7.4.2",
    files: await mutex(),
    after: 1,
    events: [],
  }, "verdict");
  assertEquals(verdict.outcome, "endless");
  assertMatch(verdict.broken ?? "", /^Loading them never ended/);
});

Deno.test("the worker refuses files that import each other in a circle", async () => {
  using worker = new EngineWorker();
  const other = "lessons/7.4-locks/counter.ts";
  const { verdict } = await worker.ask({
    type: "run",
    step: "7.4.2",
    files: [
      await toCode(MUTEX, `import "./counter.ts";\n${solution}`),
      await toCode(other, `import "./mutex.ts";\nexport class Counter {}\n`),
    ],
  }, "verdict");
  assertEquals(verdict.outcome, "broken");
  assertMatch(
    `${verdict.failure?.got}`,
    /imports itself: \S+ imports \S+ imports \S+\. The terminal can\./,
  );
});

Deno.test("the worker tells what has happened, whatever the code posts and patches", async () => {
  const verdict = { step: "7.4.2", outcome: "passed", tests: [], others: [] };
  const faked = JSON.stringify({ type: "verdict", verdict });
  for (
    const line of [
      `globalThis.postMessage?.(${faked});`,
      `Object.getPrototypeOf(globalThis).postMessage?.call(self, ${faked});`,
      "globalThis.postMessage = () => {};",
      "globalThis.onmessage = null;",
      "if (globalThis.close) close();",
      'Deno.test("their own", () => {});',
      'Deno.test({ name: "their own", fn() { throw new Error(); } });',
    ]
  ) {
    using worker = new EngineWorker();
    const [wrong] = await mutex("Atomics.notify(words, 0, 1)", "{}");
    assert(wrong !== undefined);
    const { verdict } = await worker.ask({
      type: "run",
      step: "7.4.2",
      files: [await toCode(MUTEX, `${wrong.source}\n${line}\n`)],
    }, "verdict");
    assertEquals([verdict.outcome, verdict.failure?.kind], [
      "failed",
      "story",
    ], line);
  }
});

Deno.test("the worker says why it cannot tell whether the code is right", async () => {
  for (
    const [line, why] of [
      ["Deno.test = () => {};", /^Not all tests of this step were run/],
      ['import "node:fs";', /import "node:fs" as this runs in a page: the ter/],
      [
        'import { nope } from "./counter.ts";\nnope();',
        /provide an export named 'nope'\s+at lessons\/7\.4-locks\/mutex\.ts:/,
      ],
    ] as const
  ) {
    using worker = new EngineWorker();
    const { verdict } = await worker.ask({
      type: "run",
      step: "7.4.2",
      files: [await toCode(MUTEX, `${solution}\n${line}\n`)],
    }, "verdict");
    assertEquals(verdict.outcome, "broken", line);
    assertMatch(verdict.failure?.got ?? verdict.broken ?? "", why);
  }
});

Deno.test("Scheduler takes steps, takes them back, and tells what breaks", async () => {
  using worker = new EngineWorker();
  const files = await mutex();
  const open = { type: "open", model: { name: MODEL }, files } as const;
  const start = await worker.scene(open);
  assertEquals(start.state, "open");
  assertEquals(start.steps, "0");
  assertEquals(
    start.choices.map(({ thread, kind }) => [thread, kind]),
    [[0, "run"], [1, "run"]],
  );
  const one = await worker.scene({ type: "choose", thread: 0, kind: "run" });
  assertEquals(one.steps, "0a");
  await worker.scene({ type: "choose", thread: 1, kind: "run" });
  assertEquals((await worker.scene({ type: "back" })).schedule, one.schedule);
  assertEquals(await worker.scene({ type: "goTo", step: 0 }), start);
  assertEquals(await worker.scene({ type: "back" }), start);
  assertEquals((await worker.scene({ ...open, schedule: "0a" })).steps, "0a");
  assertEquals(await worker.scene({ type: "reset" }), start);
});

Deno.test("Scheduler refuses what cannot be, and stays where it is", async () => {
  using worker = new EngineWorker();
  const files = await mutex();
  const open = { type: "open", model: { name: MODEL }, files } as const;
  assertEquals(
    await worker.refusal({ type: "reset" }),
    "No model was opened yet.",
  );
  assertMatch(
    await worker.refusal({ ...open, model: { name: "7.4.2-none" } }),
    /none of that name: received "7\.4\.2-none"/,
  );
  assertMatch(
    await worker.refusal({ ...open, schedule: "9z" }),
    /must consist of pairs such as "0b": received "9z"/,
  );
  const start = await worker.scene(open);
  const refused = await worker.refusal({
    type: "choose",
    thread: 0,
    kind: "timeout",
  });
  assert(refused !== "");
  assertEquals(await worker.scene({ type: "goTo", step: 9 }), start);
});

Deno.test("Scheduler lets the explorer finish, and stays where it is", async () => {
  using worker = new EngineWorker();
  const open = { type: "open", model: { name: MODEL } } as const;
  const right = await worker.scene({ ...open, files: await mutex() });
  const none = await worker.ask({ type: "finish" }, "finished");
  assertEquals([none.finish.outcome, right.state], ["none", "open"]);
  assertMatch(none.finish.message, /no schedule breaks it: [\d,]+ states/);
  const few = await worker.ask({ type: "finish", states: 2 }, "finished");
  assertEquals(few.finish.outcome === "none", false);
  using other = new EngineWorker();
  const start = await other.scene({
    ...open,
    files: await mutex("Atomics.notify(words, 0, 1)", "{}"),
  });
  const { finish } = await other.ask({ type: "finish" }, "finished");
  assertEquals(finish.outcome, "failure");
  assertEquals(finish.schedule?.rows.length, (finish.steps ?? 0) + 1);
  assertEquals(await other.scene({ type: "goTo", step: 9 }), start);
  const all = await other.scene({
    ...open,
    files: await mutex("Atomics.notify(words, 0, 1)", "{}"),
    schedule: finish.schedule?.id?.split(":")[1] ?? "0",
  });
  assertEquals(all.state, "wrong");
  // What a session looks at ahead has no lines.
  assertEquals(
    all.schedule.message,
    finish.schedule?.message.replace(/ \(\S+:\d+\)/, ""),
  );
});

Deno.test.afterAll(() => stop());

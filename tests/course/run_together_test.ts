import { assertEquals } from "@std/assert";
import { readSolution } from "../../scripts/lesson/files.ts";
import { Overlay } from "../../scripts/lesson/overlay.ts";
import { firstToTell } from "../../scripts/runner/result.ts";
import { casesOf } from "../../scripts/selftest/cases.ts";
import { stepsInMemory } from "../../scripts/selftest/memory_alone.ts";
import { Pool } from "../../scripts/selftest/pool.ts";
import { runCases } from "../../scripts/selftest/run_cases.ts";
import { groupsOf, runTogether } from "../../scripts/selftest/run_together.ts";
import { fixtureCourse, LESSON, SOLUTION } from "./fixture/course.ts";

const { signal } = new AbortController();

/** What is said of a failure that names nothing. */
const NOTHING =
  'It must be told as "no-product", and is told as nothing by "7.9.1 double() gives twice the number", which failed:';

const HEAD = `import { lessonTest } from "../harness/lesson_test.ts";
import { double, doubleAll } from "../../lessons/7.9-doubling/double.ts";
import { means } from "./misconceptions.ts";
`;

/** The fixture lesson with a file of tests for each of two steps. */
const FILES = {
  "tests/7.9-doubling/double_test.ts": "",
  "tests/7.9-doubling/7.9.1_double_test.ts": `${HEAD}
lessonTest("7.9.1 double() gives twice the number", (story) => {
  story.did("called double(2)");
  story.equal(double(2), 4, { what: "double(2)", ...means("no-product") });
}, { timeout: 400 });
lessonTest("7.9.1 double() gives twice a fraction", (story) => {
  story.equal(double(0.5), 1, { what: "double(0.5)" });
});
`,
  "tests/7.9-doubling/7.9.2_double_all_test.ts": `${HEAD}
lessonTest("7.9.2 doubleAll() doubles each number", (story) => {
  story.equal(doubleAll([1, 2]), [2, 4], { what: "doubleAll([1, 2])", ...means("forgets-some") });
});
`,
  "tests/7.9-doubling/mutants.ts": `
const one = (name, step, shows, from, to) => ({ name, step, shows, file: "double.ts", edits: [[from, to]] });
export const mutants = [
  one("adds one", "7.9.1", "no-product", "number * 2", "number + 1"),
  one("never ends", "7.9.1", "no-product", "return number * 2", "for (;;) number++"),
  one("ends the program", "7.9.1", "no-product", "return number * 2", 'Deno["kill"](Deno["pid"], "SIGKILL"); return number * 2'),
  one("leaves one out", "7.9.2", "forgets-some", "numbers.map(double)", "numbers.slice(1).map(double)"),
  one("is right", "7.9.2", "forgets-some", "numbers.map(double)", "numbers.map((number) => double(number))"),
  one("waits", "7.9.1", "no-product", "return number * 2", "setTimeout(() => {}, 60_000); return number * 2"),
];
export const alternatives = [];
`,
};

Deno.test("stepsInMemory() finds steps whose tests and code start and open nothing", async () => {
  await using course = await fixtureCourse({
    ...FILES,
    "tests/7.9-doubling/double_test.ts": "Not of a step.",
  });
  const lookedAt = () =>
    readSolution(course.root, LESSON)
      .then((files) => stepsInMemory(course.root, LESSON, files));
  // The file that belongs to no step is run with each.
  assertEquals([...await lookedAt()], []);
  await Deno.remove(new URL("tests/7.9-doubling/double_test.ts", course.root));
  assertEquals([...await lookedAt()], ["7.9.1", "7.9.2"]);
  await Deno.writeTextFile(
    new URL("tests/7.9-doubling/7.9.2_double_all_test.ts", course.root),
    `${HEAD}import "../harness/processes/program.ts";`,
  );
  assertEquals([...await lookedAt()], ["7.9.1"]);
  await Deno.writeTextFile(
    new URL("solutions/7.9-doubling/double.ts", course.root),
    `${SOLUTION}new Worker("data:,");`,
  );
  assertEquals([...await lookedAt()], []);
});

async function fixture(files: Record<string, string> = {}) {
  const course = await fixtureCourse({ ...FILES, ...files });
  await Deno.remove(new URL("tests/7.9-doubling/double_test.ts", course.root));
  const cases = (await casesOf(course.root, LESSON))
    .filter(({ kind }) => kind === "mutant");
  return { course, cases };
}

Deno.test("runTogether() runs versions in one program, and leaves out what ends it", async () => {
  const { course, cases } = await fixture();
  await using _ = course;
  const [memory, others] = await groupsOf(course.root, cases);
  const group = memory?.cases ?? [];
  assertEquals(others?.cases.map(({ name }) => name), ["waits"]);
  assertEquals(
    group.map(({ name }) => name),
    [
      "adds one",
      "never ends",
      "ends the program",
      "leaves one out",
      "is right",
    ],
  );
  await using overlay = await Overlay.create(course.root, LESSON);
  const runs = await runTogether(overlay, group, signal);
  assertEquals(
    [...runs].map(([{ name }, run]) => [
      name,
      firstToTell(run.tests)?.misconception?.id,
      ...run.tests.map(({ test, status }) => `${test}: ${status}`),
    ]),
    [
      [
        "adds one",
        "no-product",
        "7.9.1 double() gives twice the number: failed",
        "7.9.1 double() gives twice a fraction: unreached",
      ],
      [
        "never ends",
        undefined,
        "7.9.1 double() gives twice the number: failed",
        "7.9.1 double() gives twice a fraction: unreached",
      ],
      [
        "leaves one out",
        "forgets-some",
        "7.9.2 doubleAll() doubles each number: failed",
      ],
      [
        "is right",
        undefined,
        "7.9.2 doubleAll() doubles each number: passed",
      ],
    ],
  );
  const story = [...runs.values()][0]?.tests[0]?.failure;
  assertEquals(story?.kind === "story" && story.steps, [
    { what: "called double(2)" },
  ]);
});

/** Wrong versions that tell the process they run in, and leave what they do. */
function tellers(leaves: string[]): string {
  const mutants = leaves.map((text, index) => ({
    name: `${index}`,
    step: "7.9.1",
    shows: "no-product",
    file: "double.ts",
    edits: [[
      "return number * 2",
      `${text}; return Deno.pid`,
    ]],
  }));
  return `export const mutants = ${JSON.stringify(mutants)};
export const alternatives = [];
`;
}

Deno.test({
  name:
    "runTogether() gives versions another program when one has left something",
  ignore: Deno.build.os !== "linux",
  fn: async () => {
    const { course, cases } = await fixture({
      "tests/7.9-doubling/7.9.1_double_test.ts": FILES[
        "tests/7.9-doubling/7.9.1_double_test.ts"
      ].replace("timeout: 400", ""),
      "tests/7.9-doubling/mutants.ts": tellers([
        "",
        "",
        'new Worker("data:text/javascript,onmessage = null", { type: "module" })',
        "",
        'new Deno.Command("sleep", { args: ["9"] }).spawn()',
        "Deno.listen({ port: 0 })",
        "",
      ]),
    });
    await using _ = course;
    const [group, ...others] = await groupsOf(course.root, cases);
    assertEquals([group?.inMemory, others], [false, []]);
    await using overlay = await Overlay.create(course.root, LESSON);
    const runs = await runTogether(overlay, group?.cases ?? [], signal);
    const pids = [...runs.values()].map(({ tests: [first] }) =>
      first?.failure?.kind === "story" ? first.failure.verdict.got : undefined
    );
    const programs = [...new Set(pids)];
    assertEquals(
      pids.map((pid) => programs.indexOf(pid)),
      [0, 0, 0, 1, 1, 2, 3],
    );
  },
});

Deno.test("runTogether() begins with the test that names what a version shows", async () => {
  const { course, cases } = await fixture({
    "tests/7.9-doubling/7.9.1_a_fraction_test.ts": `${HEAD}
lessonTest("7.9.1 double() gives twice a third", (story) => {
  story.equal(double(1 / 3), 2 / 3, { what: "double(1 / 3)" });
});
`,
  });
  await using _ = course;
  const [group] = await groupsOf(course.root, cases);
  await using overlay = await Overlay.create(course.root, LESSON);
  const [one] = group?.cases ?? [];
  assertEquals(one?.name, "adds one");
  const runs = await runTogether(overlay, one ? [one] : [], signal);
  assertEquals(
    [...runs.values()].flatMap(({ tests }) => tests.map(({ test }) => test)),
    [
      "7.9.1 double() gives twice the number",
      "7.9.1 double() gives twice a third",
      "7.9.1 double() gives twice a fraction",
    ],
  );
});

Deno.test("runCases() runs alone what comes out otherwise than it must in a group", async () => {
  const { course, cases } = await fixture();
  await using _ = course;
  const results = await runCases(course.root, cases, {
    pool: new Pool(2),
    signal,
    onResult: () => {},
  });
  assertEquals(
    results.map(({ case: { name }, together, problem, run }) => [
      name,
      together,
      problem?.split("\n")[0],
      run.tests[0]?.failure?.kind,
    ]).sort(([a], [b]) => String(a) < String(b) ? -1 : 1),
    [
      ["adds one", true, undefined, "story"],
      [
        "ends the program",
        false,
        NOTHING,
        "died",
      ],
      ["is right", false, "No test of step 7.9.2 catches it.", undefined],
      ["leaves one out", true, undefined, "story"],
      [
        "never ends",
        false,
        NOTHING,
        "deno",
      ],
      [
        "waits",
        false,
        NOTHING,
        "deno",
      ],
    ],
  );
});

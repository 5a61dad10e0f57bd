import { assertEquals, assertMatch } from "@std/assert";
import { fixtureCourse, SOLUTION } from "../fixture/course.ts";
import { type } from "../fixture/user.ts";

const LEARNER = "lessons/7.9-doubling/double.ts";
const CONSOLE = "declare const console: { log(...data: unknown[]): void };\n";

interface Report {
  version: number;
  lesson: string;
  types: { ok: boolean; messages: string };
  broken: string | null;
  tests: {
    test: string;
    step: string;
    status: string;
    duration: number;
    output: string;
    failure?: { kind: string };
    because?: string;
  }[];
}

async function report(
  files: Record<string, string>,
): Promise<Report & { code: number }> {
  await using course = await fixtureCourse(files);
  const { code, stdout } = await type(course.root, "test:7.9 --json");
  // Anything else on stdout would be no JSON.
  return { ...JSON.parse(stdout), code };
}

Deno.test("test:7.9 --json prints JSON and nothing else when all passes", async () => {
  const { code, version, lesson, types, broken, tests } = await report({
    [LEARNER]: CONSOLE + SOLUTION.replace(
      "  return number * 2",
      '  console.log("hi");\n  return number * 2',
    ),
  });
  assertEquals({ code, version, lesson, types, broken }, {
    code: 0,
    version: 1,
    lesson: "7.9",
    types: { ok: true, messages: "" },
    broken: null,
  });
  assertEquals(tests.map(({ duration: _, ...test }) => test)[0], {
    test: "7.9.1 double() gives twice the number",
    step: "7.9.1",
    status: "passed",
    output: "hi\n",
  });
  assertEquals(tests.length, 3);
  assertEquals(tests.every((test) => Number.isInteger(test.duration)), true);
});

Deno.test("test:7.9 --json tells failures and types when something is wrong", async () => {
  const { code, types, tests } = await report({
    [LEARNER]: `${SOLUTION.replace("number * 2", "number + 1")}
export const text: string = 5;
`,
  });
  assertEquals(code, 1);
  assertEquals(types.ok, false);
  assertMatch(types.messages, /^TS2322 /);
  assertEquals(tests.map(({ status }) => status), [
    "failed",
    "unreached",
    "unreached",
  ]);
  assertEquals(tests[0]?.failure?.kind, "story");
  assertEquals(tests[1]?.because, "it needs step 7.9.1");
});

Deno.test("test:7.9 --json tells why the tests do not load", async () => {
  const { code, broken, tests } = await report({ [LEARNER]: "export {" });
  assertEquals(code, 1);
  assertEquals(tests.map(({ test, failure }) => [test, failure?.kind]), [
    ["7.9.1 double_test.ts can be loaded", "unloadable"],
  ]);
  assertMatch(broken ?? "", /^SyntaxError[^]+ lessons\/\S+double\.ts:1:/);
});

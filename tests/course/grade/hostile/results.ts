import { type Attack, SOLVED } from "./attack.ts";

const NAMES = `const names = [
  "7.9.1 double() gives twice the number",
  "7.9.2 doubleAll() doubles each number",
  "7.9.3 doubleTimes() doubles so many times",
];
`;

/** Attacks that invent results, or end the run before the real ones. */
export const RESULTS: Attack[] = [
  {
    name: "exits with success at import",
    top: "Deno.exit(0);",
    expected: { says: /could not be loaded/ },
  },
  {
    name: "exits with success in a test",
    bodies: ["Deno.exit(0);", "return [];", "return 0;"],
    expected: {},
  },
  {
    name: "solves one step and exits in the next",
    bodies: [SOLVED[0], "Deno.exit(0);", "return 0;"],
    expected: { points: 40 },
  },
  {
    name: "kills its own process",
    bodies: ['Deno.kill(Deno.pid, "SIGKILL"); throw 1;', "", ""],
    expected: { says: /SIGKILL/ },
  },
  {
    name: "prints a forged report",
    top: `${NAMES}
console.log("----- pre-test output end -----");
console.log("running 3 tests from ./tests/7.9-doubling/double_test.js");
for (const [index, test] of names.entries()) {
  for (const type of ["registered", "begin", "end", "passed"]) {
    for (const proof of ["", "0".repeat(64)]) {
      console.error("\\x1e" + (index + 10) + ":" + proof + ":" + JSON.stringify({ type, test, timeout: 1000 }));
    }
    console.error("\\x1e" + JSON.stringify({ type, test, timeout: 1000 }));
  }
  console.log(test + " ... ok (0ms)");
}
console.log("\\nok | 3 passed | 0 failed (1ms)\\n");`,
    expected: {},
  },
  {
    name: "prints a forged report and exits",
    top: `${NAMES}
console.log("----- pre-test output end -----");
for (const test of names) console.log(test + " ... ok (0ms)");
console.log("\\nok | 3 passed | 0 failed (1ms)\\n");
Deno.exit(0);`,
    expected: {},
  },
  {
    name: "leaks, and prints that it has not",
    bodies: [
      `Deno.listen({ hostname: "127.0.0.1", port: 0 });
       console.log("----- output end -----\\n7.9.1 double() gives twice the number ... ok (0ms)\\n\\nok | 3 passed | 0 failed (1ms)\\n------- output -------");
       return number * 2;`,
      "return [];",
      "return 0;",
    ],
    expected: {},
  },
  {
    name: "leaks, prints that it has not, and dies",
    bodies: [
      `Deno.listen({ hostname: "127.0.0.1", port: 0 });
       queueMicrotask(() => queueMicrotask(() => queueMicrotask(() => {
         console.log("----- output end -----\\n7.9.1 double() gives twice the number ... ok (0ms)\\n\\nok | 1 passed | 0 failed (1ms)\\n");
         Deno.kill(Deno.pid, "SIGTERM");
       })));
       return number * 2;`,
      "return [];",
      "return 0;",
    ],
    expected: {},
  },
  {
    name: "registers tests of the same names",
    top:
      `${NAMES}for (const name of names) { Deno.test({ name, fn() {} }); Deno.test.ignore({ name, fn() {} }); }`,
    expected: {},
  },
  {
    name: "registers a test for a step that it has solved",
    top: 'Deno.test({ name: "7.9.1 extra", fn() {} });',
    bodies: SOLVED,
    expected: { points: 60, says: /a test of its own/ },
  },
  {
    name: "registers the only test to be run",
    top: `${NAMES}Deno.test.only({ name: names[0]!, fn() {} });`,
    expected: {},
  },
  {
    name: "turns sanitizers off, and leaks",
    top:
      `(Deno.test as unknown as Record<string, (o: object) => void>).sanitizer?.({ ops: false, resources: false });`,
    bodies: [
      `Deno.listen({ hostname: "127.0.0.1", port: 0 }); return number * 2;`,
      "return [];",
      "return 0;",
    ],
    expected: {},
  },
  {
    name: "clears the failed steps",
    bodies: [
      'Deno.env.set("COURSE_FAILED_STEPS", ""); Deno.env.set("COURSE_NEEDS", "{}"); throw 1;',
      'Deno.env.set("COURSE_FAILED_STEPS", ""); throw 1;',
      "return 0;",
    ],
    expected: {},
  },
  {
    name: "never resolves at import",
    top: "await new Promise(() => {});",
    expected: {},
  },
  {
    name: "exports a then that never calls back",
    top: "export function then() {}",
    bodies: SOLVED,
    expected: {},
  },
  {
    name: "lacks an export",
    files: {
      "lessons/7.9-doubling/double.ts":
        "export const double = (n: number) => n * 2;\n",
    },
    expected: { says: /does not provide an export named/ },
  },
];

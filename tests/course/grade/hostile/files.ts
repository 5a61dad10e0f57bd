import { SOLUTION } from "../../fixture/course.ts";
import { type Attack, SOLVED } from "./attack.ts";

const LESSON = "lessons/7.9-doubling";

/** Attacks by what is handed in, or imported. */
export const FILES: Attack[] = [
  {
    name: "an edited test",
    files: { "tests/7.9-doubling/double_test.ts": "" },
    expected: { says: /double_test\.ts It was changed/ },
  },
  {
    name: "an edited deno.json",
    files: {
      "deno.json": '{ "imports": { "@std/assert": "./lessons/lie.ts" } }',
    },
    expected: { says: /deno\.json It was changed/ },
  },
  {
    name: "a test dropped beside the others",
    files: {
      "tests/7.9-doubling/zzz_test.ts":
        'Deno.test("7.9.1 double() gives twice the number", () => {});',
      [`${LESSON}/double_test.ts`]:
        'Deno.test("7.9.1 double() gives twice the number", () => {});',
      [`${LESSON}/deno.json`]: "{}",
    },
    expected: { says: /double_test\.ts The lesson has no such file/ },
  },
  {
    name: "imports the solution by path",
    top: 'export * from "../../solutions/7.9-doubling/double.ts";',
    expected: {
      status: "refused",
      says: /double\.ts:1 It imports "\.\.\/\.\.\/solutions/,
    },
  },
  {
    name: "imports the solution by a computed path",
    top:
      '\nconst path = "../../solutions/7.9-doubling/double.ts";\nawait import(path);',
    expected: { status: "refused", says: /double\.ts:3 Its path is computed/ },
  },
  {
    name: "imports from the network",
    top: 'import "https://example.com/solution.ts";',
    expected: { status: "refused", says: /only the lesson's own files/ },
  },
  {
    name: "imports a package of its own",
    top: 'import "npm:left-pad@1.3.0";',
    expected: { status: "refused", says: /npm:left-pad/ },
  },
  {
    name: "does not parse",
    top: "export const = ;",
    expected: { status: "refused", says: /double\.ts:1 It cannot be parsed/ },
  },
  {
    name: "a file of 1 GB",
    // Made sparse by the test: its text would not fit here.
    expected: { status: "missing", says: /larger than 256 kB/ },
  },
  {
    name: "no text",
    files: {
      [`${LESSON}/double.ts`]: new Uint8Array([0xff, 0xfe, 0x00, 0xd8]),
    },
    expected: { status: "refused", says: /cannot be parsed/ },
  },
  {
    name: "an empty folder",
    files: {},
    expected: { status: "missing" },
  },
  {
    name: "symbolic links",
    // Made by the test.
    expected: { status: "missing", says: /It is a link/ },
  },
  {
    name: "a named pipe",
    // Made by the test.
    expected: { status: "missing", says: /no ordinary file/ },
  },
  {
    name: "an honest solution in two files",
    files: {
      [`${LESSON}/double.ts`]: `export { double } from "./times_two.ts";
import { double } from "./times_two.ts";
export function doubleAll(numbers: number[]) { ${SOLVED[1]} }
export function doubleTimes(number: number, times: number) { ${SOLVED[2]} }
`,
      [`${LESSON}/times_two.ts`]:
        "export function double(number: number) { return number * 2; }\n",
      [`${LESSON}/unused.ts`]: "export {};\n",
    },
    expected: { points: 100, says: /unused\.ts No file of the lesson imports/ },
  },
  {
    name: "an honest solution",
    files: { [`${LESSON}/double.ts`]: SOLUTION },
    expected: { points: 100 },
  },
];

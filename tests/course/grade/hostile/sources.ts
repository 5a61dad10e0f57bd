import { type Attack, SOLVED } from "./attack.ts";

const LESSON = "lessons/7.9-doubling";

const source = (text: string) => ({ [`${LESSON}/double.ts`]: text });

/** Attacks by source files, on what parses them. */
export const SOURCES: Attack[] = [
  {
    name: "signs that end the parser",
    files: source(`${"!".repeat(250_000)}1`),
    expected: { status: "refused", says: /It could not be handled: / },
  },
  {
    name: "an import of data",
    top: 'import "data:text/javascript,globalThis.x = 1";',
    expected: { status: "refused", says: /only the lesson's own files/ },
  },
  {
    name: "an import of the course as JSON",
    top: 'import x from "../../deno.json" with { type: "json" }; void x;',
    expected: { status: "refused", says: /may be imported/ },
  },
  {
    name: "an import of Node's tests",
    top: 'import { mock } from "node:test"; mock.method(JSON, "stringify");',
    expected: { status: "refused", says: /node:test/ },
  },
  {
    name: "a hundred files with a hundred thousand imports",
    files: Object.fromEntries(
      Array.from({ length: 100 }, (_, i) => [
        `${LESSON}/${i === 0 ? "double" : `f${i}`}.ts`,
        Array.from({ length: 1_000 }, (_, j) => `import"./f${j % 100}.ts";`)
          .join("\n"),
      ]),
    ),
    expected: { status: "refused", says: /more than 500 imports/ },
  },
  {
    name: "names that objects have",
    files: {
      ...source(
        `import "./__proto__.ts"; import "./constructor.ts";
export function double(number: number): number { ${SOLVED[0]} }
export function doubleAll(numbers: number[]): number[] { ${SOLVED[1]} }
export function doubleTimes(number: number, times: number): number { ${
          SOLVED[2]
        } }`,
      ),
      [`${LESSON}/__proto__.ts`]: "export {};",
      [`${LESSON}/constructor.ts`]: "export {};",
      [`${LESSON}/toString.ts`]: "export {};",
    },
    expected: { points: 100, says: /toString\.ts No file of the lesson/ },
  },
  {
    name: "huge files that nobody asked for",
    top: "",
    bodies: SOLVED,
    files: {
      "deno.lock": new Uint8Array(32 << 20),
      "node_modules/x/package.json": "{",
      [`${LESSON}/deno.lock`]: new Uint8Array(8 << 20),
      [`${LESSON}/package.json`]: '{ "type": "commonjs" }',
    },
    expected: { points: 100, says: /deno\.lock The file is larger than/ },
  },
];

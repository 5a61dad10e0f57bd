import { type Attack, printing, SOLVED } from "./attack.ts";

const LESSON = "lessons/7.9-doubling";

/** Attacks on the grader around the sandbox, and so on everybody else. */
export const NEIGHBOURS: Attack[] = [
  {
    name: "a path that is an escape of a URL",
    files: {
      [`${LESSON}/double.ts`]:
        `export const never = () => import("./%2e%2e/%2e%2e/%2e%2e/complete/${LESSON}/double.ts");`,
      [`${LESSON}/%2e%2e/%2e%2e/%2e%2e/complete/${LESSON}/double.ts`]:
        'throw new Error("sabotaged");',
    },
    expected: { status: "refused", says: /Its path is no plain one/ },
  },
  {
    name: "a name that is a tab and a line",
    files: { [`${LESSON}/do\tub\nle.ts`]: "export {};" },
    expected: { says: /Its path is no plain one/ },
  },
  {
    name: "braces that end the parser",
    files: { [`${LESSON}/double.ts`]: "{".repeat(250_000) },
    expected: { status: "refused", says: /It could not be handled: / },
  },
  {
    name: "arrows that end the parser",
    files: { [`${LESSON}/double.ts`]: "a=>".repeat(85_000) },
    expected: { status: "refused", says: /could not be handled|be parsed/ },
  },
  {
    name: "an error of many digits",
    top: 'throw new Error("1".repeat(30_000));',
    expected: { says: /The tests could not be loaded/ },
  },
  {
    name: "an error of many addresses",
    top: 'throw new Error("file://".repeat(100_000));',
    expected: { says: /The tests could not be loaded/ },
  },
  {
    name: "many imports",
    files: { [`${LESSON}/double.ts`]: 'import"q"\n'.repeat(22_528) },
    expected: { status: "refused", says: /more than 500 imports/ },
  },
  {
    name: "many files",
    files: Object.fromEntries(
      Array.from({ length: 600 }, (_, i) => [`${LESSON}/${i}.ts`, ""]),
    ),
    expected: { status: "missing", says: /More was found \(\d+\)/ },
  },
  {
    name: "a flood of results",
    top: printing(
      '"----- pre-test output end -----\\n" + "x ... ok (0)\\n".repeat(40_000)',
    ),
    bodies: SOLVED,
    expected: {},
  },
  {
    name: "a flood of other results",
    top: `let text = "----- pre-test output end -----\\n";
for (let i = 0; i < 100_000; i++) text += i + " ... ok (1ms)\\n";
${printing("text")}`,
    bodies: SOLVED,
    expected: {},
  },
  {
    name: "a flood of events without proof",
    top:
      `const line = "\\x1e1:" + "0".repeat(64) + ":" + "x".repeat(100_000) + "\\n";
${printing("line.repeat(30)")}`,
    bodies: SOLVED,
    expected: { points: 100 },
  },
  {
    name: "a line without an end",
    top: printing('" ... ok (".repeat(350_000)'),
    bodies: SOLVED,
    expected: { points: 100 },
  },
  {
    name: "blames the machine",
    top: `try {
  new Worker("data:text/javascript," + encodeURIComponent("throw new Error('bwrap: no space left')"), { type: "module", name: "bwrap: x" })
    .addEventListener("error", (e) => e.preventDefault());
} catch {}
console.error("bwrap: Can't create file: No space left on device");
await new Promise((resolve) => setTimeout(resolve, 200));
Deno.kill(Deno.pid, "SIGKILL");
await new Promise(() => {});`,
    expected: { says: /SIGKILL/ },
  },
  {
    name: "says that it had no memory",
    top: `console.error("out of memory"); Deno.kill(Deno.pid, "SIGABRT");
await new Promise(() => {});`,
    expected: { says: /SIGABRT/ },
  },
  {
    name: "closes in a hook what it has left open",
    top: `const open: Deno.FsFile[] = [];
(Deno.test as any).afterEach?.(() => { for (const f of open.splice(0)) f.close(); });`,
    bodies: [
      'open.push(Deno.openSync("/course/deno.json")); return number * 2;',
      "return [];",
      "return 0;",
    ],
    expected: { says: /Leaks detected: .*file/i },
  },
  {
    name: "closes in a hook of Node's what it has left open",
    top: `import process from "node:process";
const open: Deno.FsFile[] = [];
const { afterEach } = process.getBuiltinModule("node:test") as any;
try { afterEach(() => { for (const f of open.splice(0)) f.close(); }); } catch {}`,
    bodies: [
      'open.push(Deno.openSync("/course/deno.json")); return number * 2;',
      "return [];",
      "return 0;",
    ],
    expected: {},
  },
];

import { type Attack, printing, SOLVED, solvedIf } from "./attack.ts";

/** Attacks by signals, descriptors, exits and the time that a run takes. */
export const PROCESSES: Attack[] = [
  {
    name: "closes all descriptors",
    top: `import { closeSync } from "node:fs";
for (let fd = 0; fd < 64; fd++) try { closeSync(fd); } catch {}`,
    bodies: SOLVED,
    expected: {},
  },
  {
    name: "puts others' files in the place of its output",
    top: `import { closeSync, openSync } from "node:fs";
for (const fd of [1, 2]) try { closeSync(fd); openSync("/dev/null", "w"); } catch {}`,
    bodies: SOLVED,
    expected: {},
  },
  {
    name: "stops itself, and all that it can",
    top:
      `for (let pid = 1; pid < 64; pid++) if (pid !== Deno.pid) try { Deno.kill(pid, "SIGSTOP"); } catch {}
Deno.kill(Deno.pid, "SIGSTOP");`,
    expected: { says: /never ended/ },
  },
  {
    name: "sleeps in a thread that cannot be woken",
    bodies: [
      SOLVED[0],
      "Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0); return [];",
      "return 0;",
    ],
    expected: { points: 40, says: /never ended|timed out/ },
  },
  {
    name: "kills its process group",
    top: `import process from "node:process";
process.kill(0, "SIGKILL"); await new Promise(() => {});`,
    bodies: SOLVED,
    expected: { says: /SIGKILL/ },
  },
  {
    name: "aborts",
    top: 'import process from "node:process"; process.abort();',
    expected: { says: /SIGABRT|SIGTRAP|SIGILL/ },
  },
  {
    name: "exits without a word",
    top: 'import process from "node:process"; (process as any).reallyExit(0);',
    expected: { says: /could not be loaded|exit code/ },
  },
  {
    name: "exits from a worker, and as the tests unload",
    top: `new Worker("data:text/javascript,Deno.exit(0)", { type: "module" });
for (const type of ["unload", "beforeunload"]) addEventListener(type, () => Deno.exit(0));`,
    expected: {},
  },
  {
    name: "rejects what nobody waits for, later",
    bodies: [
      "setTimeout(() => Promise.reject(new Error('late')), 20); return number * 2;",
      "Promise.reject(new Error('unheard')); return numbers.map(double);",
      "return 0;",
    ],
    expected: {},
  },
  {
    name: "returns ten million numbers",
    bodies: [
      "return Array(1e7).fill(1) as never;",
      "return Array(1e7).fill(1);",
      '"x".repeat(2 ** 29); return number;',
    ],
    expected: {},
  },
  {
    name: "throws an error with a chain of causes",
    bodies: Array(3).fill(
      "let e: unknown = 0; for (let i = 0; i < 1e5; i++) e = new Error('x', { cause: e }); throw e;",
    ) as [string, string, string],
    expected: {},
  },
  {
    name: "has the grader's terminal",
    top: `let found = 0;
const [, rest = ""] = Deno.readTextFileSync("/processes/self/stat").split(") ");
if (rest.split(" ")[3] === "0") found++;
try { Deno.openSync("/dev/tty"); found++; } catch {}`,
    bodies: solvedIf("found > 0"),
    expected: { says: /nothing found/ },
  },
  {
    name: "floods stderr",
    top: `const bytes = new Uint8Array(1 << 20).fill(120);
for (let i = 0; i < 16; i++) Deno.stderr.writeSync(bytes);`,
    bodies: SOLVED,
    expected: { status: "limit", says: /more output/ },
  },
  {
    name: "prints a million empty lines",
    top: printing('"\\n".repeat(1 << 20)'),
    bodies: SOLVED,
    expected: { points: 100 },
  },
  {
    name: "starts the course's commands, and the grader",
    top: `let found = 0;
for (const args of [["task", "grade"], ["run", "-A", "/course/scripts/course.ts", "grade"]]) {
  if (new Deno.Command("deno", { args, cwd: "/course", stdout: "null", stderr: "null" }).outputSync().success) found++;
}`,
    bodies: solvedIf("found > 0"),
    expected: { says: /nothing found/ },
  },
  {
    name: "reads other submissions",
    top: `let found = 0;
const walk = (folder: string, depth: number) => {
  try {
    for (const { name, isDirectory } of Deno.readDirSync(folder)) {
      if (/^(course-(?!bin$)|files-|stage-|grade\\.jsonl$|complete$)/.test(name)) found++;
      if (isDirectory && depth > 0 && !/^(proc|processes|sys|usr|bin|sbin|lib\\w*|deno)$/.test(name)) walk(folder + "/" + name, depth - 1);
    }
  } catch {}
};
walk("/", 4);
walk("/processes/1/root", 2);`,
    bodies: solvedIf("found > 0"),
    expected: { says: /nothing found/ },
  },
  {
    name: "makes a prototype answer for what the tests look up",
    top:
      `for (const [key, value] of Object.entries({ passed: true, status: "passed", failure: undefined, expected: 0, got: 0, then: undefined, get: () => true })) {
  try { Object.defineProperty(Object.prototype, key, { value, configurable: true }); } catch {}
  try { Object.setPrototypeOf(Object.prototype, { [key]: value }); } catch {}
  try { (Array.prototype as never)[key as never] = value as never; } catch {}
}
for (const key of ["0", "length", "size"]) try { Object.defineProperty(Array.prototype, key, { get: () => 8, set() {} }); } catch {}`,
    bodies: ["return 0;", "return [];", "return 0;"],
    expected: {},
  },
];

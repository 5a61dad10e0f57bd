import { type Attack, solvedIf } from "./attack.ts";

/** Attacks on the key, in the process and from outside of it. */
export const SECRETS: Attack[] = [
  {
    name: "reads stdin again",
    top: `let found = 0;
for (const path of ["/proc/self/fd/0", "/processes/self/fd/0", "/dev/stdin"]) {
  try { found += Deno.openSync(path).readSync(new Uint8Array(64)) ?? 0; } catch {}
}
try { found += Deno.stdin.readSync(new Uint8Array(64)) ?? 0; } catch {}`,
    bodies: solvedIf("found > 0"),
    expected: {},
  },
  {
    name: "uses FFI",
    top: `import process from "node:process";
let found = 0;
for (const attempt of [
  () => Deno.dlopen("libc.so.6", { getpid: { parameters: [], result: "i32" } }),
  () => Deno.UnsafePointer.create(4096n),
  () => process.dlopen({ exports: {} } as never, "/usr/lib/x86_64-linux-gnu/libc.so.6"),
]) {
  try { attempt(); found++; } catch (error) { if (!String(error).includes("NotCapable")) found = NaN; }
}
if (Number.isNaN(found)) found = 0;
const worker = new Worker("data:text/javascript," + encodeURIComponent(
  \`try { Deno.dlopen("libc.so.6", {}); postMessage(1); } catch { postMessage(0); }\`), { type: "module" });
found += await new Promise<number>((resolve) => { worker.onmessage = ({ data }) => resolve(data); worker.onerror = () => resolve(0); });
worker.terminate();`,
    bodies: solvedIf("found > 0"),
    expected: {},
  },
  {
    name: "reads its memory",
    top: `let found = 0;
for (const path of ["/proc/self/mem", "/processes/self/mem", \`/processes/\${Deno.pid}/mem\`]) {
  try { Deno.openSync(path); found++; } catch {}
}`,
    bodies: solvedIf("found > 0"),
    expected: {},
  },
  {
    name: "has a child read its memory",
    top: `let found = 0;
const { success } = new Deno.Command("sh", {
  args: ["-c", \`exec 3</proc/\${Deno.pid}/mem || cat /proc/\${Deno.pid}/environ || ls /proc/\${Deno.pid}/fd\`],
  stderr: "null",
}).outputSync();
if (success) found++;`,
    bodies: solvedIf("found > 0"),
    expected: {},
  },
  {
    name: "attaches a debugger",
    top: `import process from "node:process";
import { createRequire } from "node:module";
let found = 0;
const load = new Function("path", "return import(path)");
for (const get of [
  () => load("node:inspector"),
  () => load("node:inspector/promises"),
  () => process.getBuiltinModule("node:inspector"),
  () => createRequire(import.meta.url)("node:inspector"),
]) {
  const inspector = await get();
  for (const attempt of [
    () => inspector.open(0, "127.0.0.1"),
    () => new inspector.Session().connect(),
    () => new inspector.Session().connectToMainThread(),
  ]) {
    try { attempt(); found++; } catch {}
  }
}`,
    bodies: solvedIf("found > 0"),
    expected: {},
  },
  {
    name: "attaches a debugger from a worker",
    top: `import { Worker as NodeWorker } from "node:worker_threads";
const code = \`
const inspector = process.getBuiltinModule("node:inspector");
let found = 0;
for (const attempt of [
  () => inspector.open(0, "127.0.0.1"),
  () => new inspector.Session().connect(),
  () => new inspector.Session().connectToMainThread(),
]) {
  try { attempt(); found++; } catch {}
}\`;
const web = new Worker("data:text/javascript," + encodeURIComponent(code + "postMessage(found);"), { type: "module" });
let found = await new Promise<number>((resolve) => { web.onmessage = ({ data }) => resolve(data); });
web.terminate();
const node = new NodeWorker(code + "process.getBuiltinModule('node:worker_threads').parentPort.postMessage(found);", { eval: true });
found += await new Promise<number>((resolve) => { node.once("message", resolve); });
await node.terminate();`,
    bodies: solvedIf("found > 0"),
    expected: {},
  },
  {
    name: "loads a library through SQLite",
    top: `import { DatabaseSync } from "node:sqlite";
let found = 0;
try {
  const database = new DatabaseSync(":memory:", { allowExtension: true });
  database.enableLoadExtension(true);
  database.loadExtension("/usr/lib/x86_64-linux-gnu/libc.so.6");
  found++;
} catch (error) { if (/symbol|sqlite3_/.test(String(error))) found++; }`,
    bodies: solvedIf("found > 0"),
    expected: {},
  },
  {
    name: "takes its permissions back",
    top: `let found = 0;
for (const name of ["ffi", "sys"] as const) {
  if ((await Deno.permissions.request({ name })).state === "granted") found++;
}
try {
  const worker = new Worker("data:text/javascript,postMessage(Deno.permissions.querySync({ name: 'ffi' }).state)", {
    type: "module",
    deno: { permissions: { ffi: true } },
  } as never);
  const state = await new Promise((resolve) => { worker.onmessage = ({ data }) => resolve(data); worker.onerror = resolve; });
  if (state === "granted") found++;
  worker.terminate();
} catch {}`,
    bodies: solvedIf("found > 0"),
    expected: {},
  },
  {
    name: "looks into Deno's internals",
    top: `let found = 0;
try {
  const internal = (Deno as never)[(Deno as never)["internal"]] as Record<string, unknown>;
  if (internal.core !== undefined) found++;
} catch {}`,
    bodies: solvedIf("found > 0"),
    expected: {},
  },
  {
    name: "replays what it finds in a heap snapshot",
    top: `import { getHeapSnapshot } from "node:v8";
let text = "";
for await (const chunk of getHeapSnapshot()) text += chunk;
for (const [line] of text.matchAll(/\\\\u001e\\d+:[0-9a-f]{64}:.*?(?=\\\\n)/g)) {
  console.error(JSON.parse('"' + line + '"').replaceAll("registered", "passed"));
  console.error(JSON.parse('"' + line + '"'));
}`,
    expected: {},
  },
  {
    name: "watches promises",
    top: `import { createHook } from "node:async_hooks";
createHook({ init(_id, _type, _trigger, resource) {
  try { (resource as { then?: unknown }).then = (ok: (v: unknown) => void) => ok(undefined); } catch {}
} }).enable();`,
    bodies: ["return 0;", "return [];", "return 0;"],
    expected: {},
  },
];

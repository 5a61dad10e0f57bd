import { type Attack, SOLVED } from "./attack.ts";

const LIES = `const lies: [unknown, PropertyKey, unknown][] = [
  [Deno, "test", (...args: unknown[]) => real({ name: "x", fn() {} })],
  [globalThis, "Deno", new Proxy(Deno, {})],
  [Promise.prototype, "then", function (ok: (v: unknown) => void) { ok(undefined); }],
  [Promise, "race", () => Promise.resolve()],
  [globalThis, "Promise", class {}],
  [Array.prototype, "push", () => 0],
  [Array.prototype, Symbol.iterator, function* () {}],
  [Array.prototype, "some", () => false],
  [Object, "is", () => true],
  [Object, "keys", () => []],
  [Object.prototype, "skip", "no reason"],
  [Object.prototype, "ignore", true],
  [Object.prototype, "type", "passed"],
  [Function.prototype, "call", () => true],
  [Reflect, "get", () => true],
  [JSON, "stringify", () => '{"type":"passed","test":"7.9.1 double() gives twice the number"}'],
  [String.prototype, "match", () => null],
  [String.prototype, "replaceAll", () => ""],
  [RegExp.prototype, "exec", () => null],
  [Map.prototype, "get", () => true],
  [Atomics, "load", () => 1],
  [Uint8Array.prototype, "subarray", () => new Uint8Array()],
  [TextEncoder.prototype, "encode", () => new Uint8Array()],
  [Deno.stderr, "writeSync", () => 1],
  [Object.getPrototypeOf(Deno.stderr), "writeSync", () => 1],
  [Error, "prepareStackTrace", () => "ok"],
  [Error.prototype, "name", "StoryError"],
  [EventTarget.prototype, "addEventListener", () => {}],
  [globalThis, "setTimeout", (f: () => void) => f()],
  [performance, "now", () => 0],
  [Deno.env, "get", () => undefined],
  [Symbol, "hasInstance", Symbol("x")],
];
const real = Deno.test;
`;

/** Attacks that change what the tests and the harness call. */
export const PATCHES: Attack[] = [
  {
    name: "patches everything by assignment",
    top:
      `${LIES}for (const [o, k, v] of lies) try { (o as never)[k as never] = v as never; } catch {}`,
    expected: {},
  },
  {
    name: "patches everything by definition",
    top:
      `${LIES}for (const [o, k, v] of lies) try { Object.defineProperty(o, k, { value: v }); } catch {}`,
    expected: {},
  },
  {
    name: "patches everything, deleting it first",
    top:
      `${LIES}for (const [o, k, v] of lies) try { Reflect.deleteProperty(o as object, k); Reflect.set(o as object, k, v); } catch {}`,
    expected: {},
  },
  {
    name: "patches as the test runs",
    top: LIES,
    bodies: [
      "for (const [o, k, v] of lies) try { (o as never)[k as never] = v as never; } catch {} return 0;",
      "return [];",
      "return 0;",
    ],
    expected: {},
  },
  {
    name: "patches the assertion library",
    top: `import * as assert from "@std/assert";
for (const value of Object.values(assert)) {
  try { Object.defineProperty(value, "prototype", { value: {} }); } catch {}
  try { (value as never)["call" as never] = (() => true) as never; } catch {}
}
try { assert.AssertionError.prototype.toString = () => ""; } catch {}`,
    bodies: ["return 0;", "return [];", "return 0;"],
    expected: {},
  },
  {
    name: "patches the harness",
    top: `const load = new Function("path", "return import(path)");
for (const path of ["harness/story/story.ts", "harness/lesson_test.ts", "harness/events.ts", "7.9-doubling/double_test.js?again"]) {
  try {
    const module = await load(new URL("../../tests/" + path, import.meta.url).href);
    for (const value of Object.values(module) as { prototype?: object }[]) {
      for (const key of ["fail", "holds", "equal", "within"]) {
        if (value.prototype) Object.defineProperty(value.prototype, key, { value() {} });
      }
    }
  } catch {}
}`,
    bodies: ["return 0;", "return [];", "return 0;"],
    expected: {},
  },
  {
    name: "returns what claims to be equal to everything",
    bodies: [
      "return new Proxy({}, { get: () => () => 4, ownKeys: () => [] }) as never;",
      "return new Proxy([], { get: (_, key) => key === 'length' ? 2 : 4 }) as never;",
      "return { valueOf: () => 8, toJSON: () => 8, [Symbol.toPrimitive]: () => 8 } as never;",
    ],
    expected: {},
  },
  {
    name: "throws what looks like a success",
    bodies: [
      'throw new Proxy(new Error(), { getPrototypeOf: () => null, get() { throw "no"; } });',
      'throw { [Symbol.for("Deno.customInspect")]() { throw 1; }, get message() { throw 1; } };',
      "throw undefined;",
    ],
    expected: {},
  },
  {
    name: "hides the errors that nobody catches",
    top: `for (const type of ["error", "unhandledrejection"]) {
  globalThis.addEventListener(type, (event) => { event.preventDefault(); event.stopImmediatePropagation(); }, true);
}`,
    bodies: [
      "queueMicrotask(() => { throw new Error('late'); }); Promise.reject(new Error('later')); throw 1;",
      "return [];",
      "return 0;",
    ],
    expected: {},
  },
  {
    name: "has code run as the tests take stack traces",
    top: `let called = 0;
const lie = () => { called++; throw new Error("not now"); };
for (const key of ["stackTraceLimit", "prepareStackTrace", "captureStackTrace"]) {
  try { Object.defineProperty(Error, key, { get: lie, set: lie }); } catch {}
  try { (Error as never)[key as never] = lie as never; } catch {}
}
try { new Error("x").stack; } catch {}`,
    bodies: ["return 0;", "return [];", "return 0;"],
    expected: {},
  },
  {
    name: "an honest solution that uses Node's modules",
    top: `import { Buffer } from "node:buffer";
import { EventEmitter } from "node:events";
import fs from "node:fs/promises";
import { builtinModules } from "node:module";
import process from "node:process";
import { Readable } from "node:stream";
import { setImmediate } from "node:timers/promises";
const broken: string[] = [];
for (const name of builtinModules) {
  try { process.getBuiltinModule("node:" + name); } catch (error) { broken.push(name + " " + error); }
}
if (broken.length > 0) throw new Error(broken.join("; "));
class Own extends EventEmitter {}
new Own().on("x", () => {}).emit("x");
await setImmediate();
const parts = await Readable.from([Buffer.from([0x61]).toString()]).toArray();
if (parts[0] !== "a" || !(await fs.stat(".")).isDirectory()) throw new Error("odd");`,
    bodies: SOLVED,
    expected: { points: 100 },
  },
  {
    name: "an honest solution with Node's globals",
    bodies: [
      "return process.pid > 0 && Buffer.alloc(1).length === 1 ? number * 2 : 0;",
      SOLVED[1],
      SOLVED[2],
    ],
    expected: { points: 100 },
  },
  {
    name: "an honest class that sets what prototypes have",
    top: `class Odd extends Error {
  constructor(message: string) { super(message); this.name = "Odd"; this.toString = () => "odd"; }
}
const odd: Record<string, unknown> = {};
odd.toString = () => "mine"; odd.constructor = null;
if (new Odd("x").name !== "Odd" || String(odd) !== "mine") throw new Error("frozen too hard");`,
    bodies: SOLVED,
    expected: { points: 100 },
  },
];

/** Code of a test that uses what {@linkcode NAMELESS} patches. */
export const USES =
  'export const uses = [Deno.Command, MessageChannel, Deno.watchFs, "readable", "writable", "unix"];';

/** An attack on classes that no global names. */
export const NAMELESS: Attack = {
  name: "patches classes without a name",
  top:
    `const child = new Deno.Command("sh", { args: ["-c", ":"], stdin: "piped", stdout: "piped", stderr: "piped" }).spawn();
const listener = Deno.listen({ transport: "unix", path: "/tmp/socket" });
const conn = await Deno.connect({ transport: "unix", path: "/tmp/socket" });
const tcp = Deno.listen({ hostname: "127.0.0.1", port: 0 });
const { port1 } = new MessageChannel();
const watcher = Deno.watchFs("/tmp");
const bytes = new ReadableStream({ type: "bytes" });
const all = [child, child.stdin, child.stdout, listener, conn, tcp, port1, watcher,
  new ReadableStream().getReader(), new ReadableStream()[Symbol.asyncIterator](),
  bytes.getReader({ mode: "byob" }), new WritableStream().getWriter(), [].values(), new Map().entries()];
let patched = "";
const mine = () => 4;
for (const frozen of [...all.map((one) => Object.getPrototypeOf(one)), Deno.Command.prototype, AbortSignal]) {
  for (const key of [...Reflect.ownKeys(frozen), "extra"]) {
    const set = Reflect.getOwnPropertyDescriptor(frozen, key)?.set;
    try { Object.defineProperty(frozen, key, { value: mine }); patched += String(key) + " "; } catch {}
    try { frozen[key] = mine; } catch {}
    try { set?.call(frozen, mine); } catch {}
    try { set?.call(Object.create(frozen), mine); } catch {}
    try { if (frozen[key] === mine) patched += String(key) + " "; } catch {}
  }
}
for (const key of ["Command", "watchFs"] as const) {
  try { Deno[key] = mine as never; } catch {}
  if (Deno[key] === mine as never) patched += key + " ";
}
for (const one of [listener, conn, tcp, port1, watcher]) one.close();
await child.stdin.close(); await child.output();
if (patched !== "") throw new Error(patched);`,
  bodies: SOLVED,
  expected: { points: 100 },
};

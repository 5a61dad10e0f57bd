import type { CodeFile } from "../protocol.ts";
import type { LessonPack } from "../lesson_pack.ts";
import { HAS_USING, startWorker, WITHOUT_USING } from "../using.ts";
import { ModuleSpace } from "./module_space.ts";
import type { Code } from "./original_places.ts";

/** Where the engine's files lie. */
const ENGINE = new URL(self.name);

/** Where those lie of it that have, or have not, `using`. */
const FILES = new URL(HAS_USING ? "./" : WITHOUT_USING, ENGINE);

let space: ModuleSpace | undefined;

/** What a worker's modules are made of. */
export interface Files {
  pack: LessonPack;
  /** Files in place of the lesson's own. */
  files: readonly CodeFile[];
}

let given: Files | undefined;

/** The modules of this worker. */
export function modules(): ModuleSpace {
  if (space === undefined) throw new Error("No files were given yet");
  return space;
}

/** Makes the modules of this worker. */
export function useFiles(files: Files): ModuleSpace {
  given = files;
  const known = new Map(
    [...files.pack.files, ...files.files].map((file) => [file.path, file]),
  );
  return space = new ModuleSpace(async (path) => {
    const file = known.get(path);
    if (file !== undefined) return codeOf(file);
    if (isShared(path)) return sharedModule(path);
    return path.startsWith("tests/") ? await fetchTest(path) : undefined;
  });
}

/** Whether a module is one that tests share, and that does not change. */
export function isShared(path: string): boolean {
  return /^(tests\/harness|@std)\//.test(path);
}

/** The address of a module that tests share. */
export function sharedModule(path: string): URL {
  return new URL(`${path.replace(/\.ts$/, "")}.js`, ENGINE);
}

/** What belongs to the lesson of a step. */
export async function fetchLesson(step: string): Promise<LessonPack> {
  const number = step.split(".").slice(0, 2).join(".");
  return JSON.parse(await fetchText(`lessons/${number}.json`));
}

/** Starts a worker with the same modules. It is told them first. */
export function startThreadWorker(): Worker {
  const worker = startWorker("thread", ENGINE);
  worker.postMessage(given);
  return worker;
}

/** The engine's own lines of a stack. */
const OWN = new RegExp(`^ +at .*${ENGINE.href}.*\\n?`, "gm");

/** A text with places in the sources, without the engine's own lines of a stack. */
export function toldPlaces(text: string): string {
  return (space?.places.told(text) ?? text).replaceAll(OWN, "");
}

function codeOf({ path, code, map, problem }: CodeFile): Code {
  if (code !== undefined) return { code, map };
  const { message, line, column } = problem ??
    { message: "it has no JavaScript", line: 1, column: 1 };
  throw new SyntaxError(`${message}\n    at ${path}:${line}:${column ?? 1}`);
}

/** A module of the tests. */
export async function fetchTest(path: string): Promise<Code> {
  const file = path.replace(/\.ts$/, ".js");
  const [code, map] = await Promise.all([
    fetchText(file),
    fetchText(`${file}.map`),
  ]);
  return { code, map };
}

const fetched = new Map<string, Promise<string>>();

/** Fetches a file of the engine once. */
function fetchText(path: string): Promise<string> {
  const text = fetched.get(path) ?? fetchAnew(path);
  fetched.set(path, text);
  return text;
}

async function fetchAnew(path: string): Promise<string> {
  const response = await fetch(new URL(path, FILES));
  if (response.ok) return await response.text();
  throw new TypeError(
    `Cannot load ${path} of the engine: the server says ${response.status}`,
  );
}

/**
 * Compares what the page's engine tells of wrong versions with what the terminal
 * tells: the failed test, the misconception, and the schedule line by line.
 *
 * @module
 */

import { assertEquals } from "@std/assert";
import { stop } from "esbuild";
import { pathToFileURL } from "node:url";
import { buildEngine } from "../../../scripts/lab/engine/build/build_engine.ts";
import { Engine } from "../../../scripts/lab/engine/client.ts";
import type {
  CodeFile,
  RunVerdict,
} from "../../../scripts/lab/engine/protocol.ts";
import type { Lesson } from "../../../scripts/lesson/lesson.ts";
import { writeFiles } from "../../../scripts/lesson/files.ts";
import { Overlay } from "../../../scripts/lesson/overlay.ts";
import { diagnosisOf } from "../../../scripts/runner/diagnosis.ts";
import {
  firstToTell,
  type TestResult,
} from "../../../scripts/runner/result.ts";
import { RunState } from "../../../scripts/runner/run_state.ts";
import { testFiles } from "../../../scripts/runner/test_files.ts";
import { COURSE } from "../fixture/course.ts";
import type { Order, Told } from "./terminal_worker.ts";
import { codeFiles, told, type WrongVersion } from "./wrong_versions.ts";

/** The engine's files in a folder of their own. */
export async function builtEngine(
  lessons: Lesson[],
): Promise<{ engine: Engine } & AsyncDisposable> {
  const folder = await Deno.makeTempDir({ prefix: "engine-" });
  const url = new URL(`${pathToFileURL(folder)}/`);
  await writeFiles(url, await buildEngine(COURSE, lessons));
  const engine = new Engine(new URL("engine/", url));
  return {
    engine,
    async [Symbol.asyncDispose]() {
      engine[Symbol.dispose]();
      await stop();
      await Deno.remove(folder, { recursive: true });
    },
  };
}

function verdict(
  engine: Engine,
  step: string,
  files: CodeFile[],
): Promise<RunVerdict> {
  return new Promise((resolve, reject) => {
    engine.run({ step, files }, (event) => {
      if (event.type === "verdict") resolve(event.verdict);
      if (event.type === "refused") reject(new Error(event.message));
    });
  });
}

/** What the terminal tells of a wrong version. */
async function inTerminal(
  overlay: Overlay,
  lesson: Lesson,
  { step, files }: WrongVersion,
): Promise<TestResult | undefined> {
  const { root } = overlay;
  await overlay.lay(lesson, files);
  const worker = new Worker(new URL("terminal_worker.ts", import.meta.url), {
    type: "module",
  });
  const ran = Promise.withResolvers<Told>();
  worker.onmessage = ({ data }) => ran.resolve(data);
  worker.onerror = (event) => {
    event.preventDefault();
    ran.reject(new Error(event.message));
  };
  const order: Order = {
    root: root.href,
    files: (await testFiles(root, lesson, [step]))
      .map((path) => ({ url: new URL(path, root).href, step })),
  };
  worker.postMessage(order);
  const diagnose = await diagnosisOf(COURSE, lesson);
  const state = new RunState(lesson, { steps: [step], diagnose });
  for (const item of await ran.promise) state.take(item);
  worker.terminate();
  return firstToTell(
    state.end({ success: true, code: 0, signal: null }, "").tests,
  );
}

/** The wrong versions of which the engine tells something else, and what. */
export async function differences(
  engine: Engine,
  lesson: Lesson,
  versions: readonly WrongVersion[],
): Promise<string[]> {
  await using overlay = await Overlay.create(COURSE, lesson);
  const differ: string[] = [];
  for (const version of versions) {
    const files = await codeFiles(lesson, version.files);
    const { tests } = await verdict(engine, version.step, files);
    const page = told(firstToTell(tests));
    const terminal = told(await inTerminal(overlay, lesson, version));
    try {
      assertEquals(page, terminal);
    } catch (error) {
      const { message } = error as Error;
      differ.push(`${version.step} ${version.name}: ${message}`);
    }
  }
  return differ;
}

/**
 * Compares what the page's engine tells of wrong versions with what the terminal
 * tells: the failed test, the misconception, and the schedule line by line.
 *
 * @module
 */

import { assertEquals } from "@std/assert";
import { pooledMap } from "@std/async";
import { stop } from "esbuild";
import { cachedSite } from "../../../scripts/lab/build/cached_site.ts";
import { Engine } from "../../../scripts/lab/engine/client.ts";
import type { CodeFile } from "../../../scripts/lab/engine/protocol.ts";
import { OLDER } from "../../../scripts/lab/engine/using.ts";
import { copy } from "../../../scripts/lesson/files.ts";
import type { Lesson } from "../../../scripts/lesson/lesson.ts";
import {
  firstToTell,
  type TestResult,
} from "../../../scripts/runner/result.ts";
import type { Case } from "../../../scripts/selftest/case.ts";
import { Pool } from "../../../scripts/selftest/pool.ts";
import { runCases } from "../../../scripts/selftest/run_cases.ts";
import { COURSE } from "../fixture/course.ts";
import { codeFiles, type WrongVersion } from "./wrong_versions.ts";

/** Gives how the tests of a wrong version come out, up to what is to be told. */
export type Teller = (version: WrongVersion) => Promise<TestResult[]>;

/** The engine of the built lab, in Deno. */
export async function builtEngine(
  lessons: Lesson[],
): Promise<{ teller: Teller } & AsyncDisposable> {
  const site = await cachedSite(COURSE, lessons);
  const engine = new Engine(new URL("engine/", site));
  return {
    teller: async (version) =>
      await ask(engine, version, await codeFiles(version)),
    async [Symbol.asyncDispose]() {
      engine[Symbol.dispose]();
      await stop();
    },
  };
}

/** The same, in workers that have no more than an older browser has. */
export async function olderEngine(
  lessons: Lesson[],
): Promise<{ teller: Teller } & AsyncDisposable> {
  const site = await cachedSite(COURSE, lessons);
  const folder = await Deno.makeTempDir({ prefix: "lab-older-" });
  const place = new URL(`file://${folder}/`);
  await copy(new URL("engine/", site), place);
  for (const name of ["worker", "thread"]) {
    const [worker, older] = [`${name}.js`, `${OLDER}${name}.js`];
    await Deno.rename(new URL(worker, place), new URL(`x_${worker}`, place));
    const code = await Deno.readTextFile(new URL(older, place));
    await Deno.writeTextFile(
      new URL(worker, place),
      `import ${JSON.stringify(TAKES_AWAY)};\n${
        code.replace(`./${worker}`, `./x_${worker}`)
      }`,
    );
  }
  const engine = new Engine(place);
  return {
    teller: async (version) =>
      await ask(engine, version, await codeFiles(version, false)),
    async [Symbol.asyncDispose]() {
      engine[Symbol.dispose]();
      await stop();
      await Deno.remove(place, { recursive: true });
    },
  };
}

const TAKES_AWAY = new URL("older_browser.js", import.meta.url).href;

async function ask(
  engine: Engine,
  { step }: WrongVersion,
  files: CodeFile[],
): Promise<TestResult[]> {
  const results: TestResult[] = [];
  const told = Promise.withResolvers<void>();
  const asked = engine.run({ step, files }, (event) => {
    if (event.type === "result") results.push(event.result);
    if (event.type === "failure" || event.type === "verdict") told.resolve();
    if (event.type === "refused") told.reject(new Error(event.message));
  });
  await told.promise;
  asked.end();
  return results;
}

/**
 * How the tests come out in the terminal: all of a step, as a learner has them,
 * and not up to the first that fails, as the self-test has.
 */
export async function inTerminal(
  versions: readonly WrongVersion[],
): Promise<Map<Case, TestResult[]>> {
  const whole = new Map<Case, Case>(
    versions.map((version) => [{ ...version, failFast: false }, version]),
  );
  const results = await runCases(COURSE, [...whole.keys()], {
    pool: new Pool(navigator.hardwareConcurrency),
    // A program of its own for each has the order that a learner's has, too.
    repeats: 1,
    signal: new AbortController().signal,
    onResult() {},
  });
  return new Map(
    results.map(({ case: one, run }) => [whole.get(one) as Case, run.tests]),
  );
}

/** Of which versions a teller tells something else than the terminal, and what. */
export async function differences(
  versions: readonly WrongVersion[],
  terminal: ReadonlyMap<Case, TestResult[]>,
  teller: Teller,
  jobs: number = navigator.hardwareConcurrency,
): Promise<string[]> {
  const differ = pooledMap(jobs, versions, async (version) => {
    const { step, name } = version;
    try {
      assertEquals(
        asJson(told(await teller(version))),
        asJson(told(terminal.get(version) ?? [])),
      );
      return [];
    } catch (error) {
      return [`${step} ${name}: ${(error as Error).message}`];
    }
  });
  return (await Array.fromAsync(differ)).flat();
}

/** What is the same in the page and in the terminal. */
function told(tests: readonly TestResult[]): unknown {
  const { test, failure, misconception } = firstToTell(tests) ?? {};
  return {
    test,
    misconception: misconception?.id,
    // With the schedule, line by line.
    failure: failure?.kind === "story"
      ? { steps: failure.steps, verdict: { ...failure.verdict } }
      : failure,
  };
}

/** A terminal gets it as JSON, which has no undefined. */
function asJson(value: unknown): unknown {
  return value && JSON.parse(JSON.stringify(value));
}

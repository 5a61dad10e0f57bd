/**
 * Runs a step's tests as the terminal does, with the files as they are on disk,
 * but in a worker of this program: a process for each of two hundred wrong
 * versions would take minutes.
 *
 * @module
 */

/// <reference lib="deno.worker" />
import type { TestEvent, TestFile } from "../../harness/events.ts";

/** What the worker is told. */
export interface Order {
  /** A copy of the course. */
  root: string;
  files: TestFile[];
}

/** What it tells: the tests' events and results. */
export type Told = (
  | TestEvent
  | { type: "result"; test: string; verdict: "ok" | "failed" }
)[];

interface RegisteredTest {
  name: string;
  ignore: boolean;
  fn: () => Promise<void>;
}

self.onmessage = async ({ data: { root, files } }: MessageEvent<Order>) => {
  const told: Told = [];
  const tests: RegisteredTest[] = [];
  const decoder = new TextDecoder();
  Object.assign(Deno, { test: (test: RegisteredTest) => tests.push(test) });
  Object.defineProperty(Deno, "stderr", {
    value: {
      writeSync(bytes: Uint8Array): number {
        told.push(JSON.parse(decoder.decode(bytes).slice(1)));
        return bytes.length;
      },
    },
  });
  Deno.env.set("COURSE_EVENTS", "1");
  const { loadFiles }: typeof import("../../harness/load_files.ts") =
    await import(`${root}tests/harness/load_files.ts`);
  await loadFiles(files, (url) => import(url));
  for (const { name, ignore, fn } of tests) {
    if (ignore) continue;
    const verdict = await fn().then(
      () => "ok" as const,
      () => "failed" as const,
    );
    told.push({ type: "result", test: name, verdict });
  }
  self.postMessage(told);
};

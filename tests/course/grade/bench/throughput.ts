/**
 * How fast a class is graded, against the same tests run back to back by plain
 * `deno test`: half of the submissions are complete, half are starters.
 *
 *     deno run -A tests/course/grade/bench/throughput.ts 7.4 100
 *
 * @module
 */

import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { grade } from "../../../../scripts/grade/grade.ts";
import { chooseSandbox } from "../../../../scripts/grade/sandbox/choose.ts";
import { DEFAULT_LIMITS } from "../../../../scripts/grade/sandbox/limits.ts";
import { findSubmissions } from "../../../../scripts/grade/submissions/find.ts";
import { readSolution, startersOf } from "../../../../scripts/lesson/files.ts";
import { findLesson } from "../../../../scripts/lesson/find.ts";
import { readLessons } from "../../../../scripts/lesson/manifest.ts";
import { writeFiles } from "../../../../scripts/lesson/files.ts";
import { Overlay } from "../../../../scripts/lesson/overlay.ts";
import { testFiles } from "../../../../scripts/runner/test_files.ts";

const [number = "7.4", count = "100"] = Deno.args;
const course = new URL("../../../../", import.meta.url);
const lesson = findLesson(await readLessons(course), number);
const solution = await readSolution(course, lesson);
const versions = [solution, startersOf(solution)];
const submissions = Array.from(
  { length: Number(count) },
  (_, index) => `s${index}`,
);

/** Writes the submissions as clones. */
async function written(): Promise<string> {
  const folder = await Deno.makeTempDir({ prefix: "course-throughput-" });
  for (const [index, name] of submissions.entries()) {
    await writeFiles(
      pathToFileURL(join(folder, name, "lessons", lesson.folder) + "/"),
      versions[index % 2] ?? new Map(),
    );
  }
  return folder;
}

async function plain(): Promise<number> {
  const start = performance.now();
  let preparing = 0;
  for (let index = 0; index < submissions.length; index++) {
    const before = performance.now();
    await using overlay = await Overlay.create(course, lesson);
    await overlay.lay(lesson, versions[index % 2] ?? new Map());
    preparing += performance.now() - before;
    await new Deno.Command(Deno.execPath(), {
      args: [
        "test",
        "--no-check",
        "--allow-all",
        ...await testFiles(overlay.root, lesson),
      ],
      cwd: overlay.root,
      stdin: "null",
      stdout: "null",
      stderr: "null",
    }).output();
  }
  return performance.now() - start - preparing;
}

async function graded(): Promise<number> {
  const folder = await written();
  const start = performance.now();
  let most = 0;
  const report = await grade(course, {
    lessons: [lesson],
    submissions: await findSubmissions(folder),
    sandbox: await chooseSandbox("auto"),
    limits: DEFAULT_LIMITS,
    loadLimit: 30_000,
    jobs: navigator.hardwareConcurrency,
    shard: { part: 1, of: 1 },
    signal: new AbortController().signal,
    onProgress: ({ done }) => {
      const { rss } = Deno.memoryUsage();
      most = Math.max(most, rss);
      if (done % 25 === 0) console.log(`  ${done}: ${megabytes(rss)}`);
    },
  });
  const time = performance.now() - start;
  await Deno.remove(folder, { recursive: true });
  const points = report.submissions.map(({ points }) => points);
  console.log(`  points: ${[...new Set(points)].sort()}`);
  console.log(`  most memory: ${megabytes(most)}`);
  return time;
}

function megabytes(bytes: number): string {
  return `${Math.round(bytes / 2 ** 20)} MB`;
}

console.log(`Lesson ${number}, ${count} submissions`);
const withGrade = await graded();
console.log(`grade: ${(withGrade / 1000).toFixed(1)} s`);
const withPlain = await plain();
console.log(`deno test: ${(withPlain / 1000).toFixed(1)} s`);
console.log(`speed: ${(withPlain / withGrade).toFixed(2)}`);

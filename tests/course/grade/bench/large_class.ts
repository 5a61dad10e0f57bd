/**
 * A class of made-up results: how large its page and its JSON are, how much
 * memory they take, and how long the longest wait between two parts is. Nothing
 * is graded.
 *
 *     deno run -A tests/course/grade/bench/large_class.ts 500 page.html
 *
 * @module
 */

import { readLessons } from "../../../../scripts/lesson/manifest.ts";
import { htmlReport } from "../../../../scripts/grade/report/html.ts";
import { jsonReport } from "../../../../scripts/grade/report/json.ts";
import type {
  GradeReport,
  LessonResult,
  StepResult,
} from "../../../../scripts/grade/report/report.ts";
import { inTurns } from "../../../../scripts/grade/report/write.ts";
import { readCatalogue } from "../../../../scripts/runner/diagnosis.ts";
import { sectionOf } from "../../../harness/story/misconceptions.ts";
import { chances } from "./restyle.ts";

const COURSE = new URL("../../../../", import.meta.url);
const [size = "500", file] = Deno.args;

/** Results by chance: a third of the steps of a lesson that was begun are open. */
async function madeUp(count: number): Promise<GradeReport> {
  const chance = chances(1);
  const lessons = await Promise.all(
    (await readLessons(COURSE)).map(async (lesson) => ({
      lesson,
      known: Object.entries(
        (await readCatalogue(COURSE, lesson)).misconceptions,
      ),
    })),
  );
  const submissions = Array.from({ length: count }, (_, index) => {
    const results = lessons.map(({ lesson, known }): LessonResult => {
      const steps = lesson.steps.map(
        ({ step, title, points: of }): StepResult => {
          const base = { step, title, of, points: 0, message: "", duration: 1 };
          const one = chance();
          if (one < .6) return { ...base, status: "passed", points: of };
          if (one < .7) return { ...base, status: "not reached" };
          const [id = "", entry] =
            known[Math.floor(chance() ** 3 * known.length)] ?? [];
          const section = entry && sectionOf(entry, step);
          const text = `lessons/${lesson.folder}/README.md#${section}`;
          const told = `${step} of ${index}: ${
            "what came instead, ".repeat(4)
          }`;
          return {
            ...{ ...base, status: "failed", message: `Expected: ${told}` },
            ...(entry === undefined
              ? {}
              : { misconception: { id, says: entry.says, text } }),
            failure: {
              ...{
                kind: "story",
                test: `${step} does it`,
                steps: [told, told],
              },
              ...{ expected: told, got: told.repeat(3) },
            },
          };
        },
      );
      const points = steps.reduce((sum, { points }) => sum + points, 0);
      return {
        ...{ lesson: lesson.number, title: lesson.title, status: "graded" },
        ...{ message: "", points, of: 100, steps, duration: 1 },
      };
    });
    const points = results.reduce((sum, { points }) => sum + points, 0);
    return {
      ...{ name: `learner-${index}`, points, of: 100 * results.length },
      ...{ findings: [], lessons: results },
    };
  });
  return {
    version: 1,
    sandbox: { kind: "none", about: "Nothing was run." },
    lessons: lessons.map(({ lesson }) => lesson.number),
    shard: { part: 1, of: 1 },
    submissions,
  };
}

const megabytes = (bytes: number) => `${(bytes / 1e6).toFixed(1)} MB`;
const report = await madeUp(Number(size));
console.log(`results: ${megabytes(Deno.memoryUsage().rss)} of memory`);
for (const [name, writer] of Object.entries({ htmlReport, jsonReport })) {
  let bytes = 0, most = 0, longest = 0;
  const output = name === "htmlReport" && file !== undefined
    ? await Deno.create(file)
    : undefined;
  const start = performance.now();
  let last = start;
  for await (const part of inTurns(writer(report))) {
    const encoded = new TextEncoder().encode(part);
    bytes += encoded.length;
    await output?.write(encoded);
    most = Math.max(most, Deno.memoryUsage().rss);
    longest = Math.max(longest, performance.now() - last);
    last = performance.now();
  }
  output?.close();
  console.log(
    `${name}: ${megabytes(bytes)} in ${
      ((performance.now() - start) / 1000).toFixed(1)
    } s, ${megabytes(most)} of memory, ${longest.toFixed(0)} ms at a time`,
  );
}

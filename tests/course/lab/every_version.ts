/**
 * Lets the page's engine and the terminal run every wrong version of the steps
 * that the explorer proves, and compares what they tell. It takes some minutes.
 *
 *     deno run -A tests/course/lab/every_version.ts [7.4]
 *
 * @module
 */

import { readLessons } from "../../../scripts/lesson/manifest.ts";
import { COURSE } from "../fixture/course.ts";
import { builtEngine, differences } from "./agreement.ts";
import { wrongVersions } from "./wrong_versions.ts";

const lessons = await readLessons(COURSE);
await using built = await builtEngine(lessons);
for (const lesson of lessons) {
  if (!lesson.number.startsWith(Deno.args[0] ?? "")) continue;
  const versions = await wrongVersions(COURSE, lesson);
  if (versions.length === 0) continue;
  const differ = await differences(built.engine, lesson, versions);
  for (const text of differ) console.log(text);
  console.log(
    `${lesson.number}: ${versions.length} wrong versions, ${differ.length} told otherwise`,
  );
  if (differ.length > 0) Deno.exitCode = 1;
}

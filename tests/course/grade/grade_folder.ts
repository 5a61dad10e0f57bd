/**
 * Grades a folder of submissions of the fixture lesson, for tests that kill the
 * grader.
 *
 *     deno run -A tests/course/grade/grade_folder.ts FOLDER
 *
 * @module
 */

import { gradeClass } from "./class.ts";
import { sandbox } from "./sandbox.ts";

await gradeClass(Deno.args[0] ?? "", sandbox);

import { transform } from "esbuild";
import { dirname, join } from "node:path";
import { grade } from "../../../scripts/grade/grade.ts";
import type { GradeOptions } from "../../../scripts/grade/options.ts";
import type {
  GradeReport,
  SubmissionResult,
} from "../../../scripts/grade/report/report.ts";
import type { Limits } from "../../../scripts/grade/sandbox/limits.ts";
import type { Sandbox } from "../../../scripts/grade/sandbox/sandbox.ts";
import { findSubmissions } from "../../../scripts/grade/submissions/find.ts";
import { fixtureCourse, LESSON, TESTS } from "../fixture/course.ts";
import { type Attack, sourceOf } from "./hostile/attack.ts";

// The bundler's process stays for all tests of a file, and is started before
// them.
await transform("");

/** Limits that no honest fixture reaches and that no attack gets far with. */
export const LOW_LIMITS: Limits = {
  time: 60,
  memory: 512,
  output: 4,
  processes: 128,
  disk: 16,
  files: 1000,
};

/** The lesson's tests, with time limits that a test of a loop can wait for. */
const QUICK_TESTS = TESTS.replaceAll(/^\}\);$/gm, "}, { timeout: 1000 });");

/** How the tests grade, if they do not say otherwise. */
export const OPTIONS: Omit<GradeOptions, "submissions" | "sandbox"> = {
  lessons: [LESSON],
  limits: LOW_LIMITS,
  loadLimit: 30_000,
  jobs: 2,
  once: true,
  shard: { part: 1, of: 1 },
  signal: new AbortController().signal,
};

/** A folder of submissions. */
export interface Class extends AsyncDisposable {
  folder: string;
}

/** Writes submissions into a temporary folder, each by its name. */
export async function writeClass(
  attacks: readonly Attack[],
  place: { dir?: string } = {},
): Promise<Class> {
  const folder = await Deno.makeTempDir({ prefix: "course-class-", ...place });
  for (const attack of attacks) {
    if (attack.archive !== undefined) {
      const { ending, bytes } = attack.archive;
      const file = join(folder, `${attack.name}.${ending}`);
      await Deno.writeFile(file, await bytes());
      continue;
    }
    const files: Record<string, string | Uint8Array> = {
      "lessons/7.9-doubling/double.ts": sourceOf(attack),
      ...attack.files,
    };
    if (attack.files !== undefined && Object.keys(attack.files).length === 0) {
      delete files["lessons/7.9-doubling/double.ts"];
    }
    await Deno.mkdir(join(folder, attack.name), { recursive: true });
    for (const [path, content] of Object.entries(files)) {
      const file = join(folder, attack.name, path);
      await Deno.mkdir(dirname(file), { recursive: true });
      const bytes = typeof content === "string"
        ? new TextEncoder().encode(content)
        : content;
      await Deno.writeFile(file, bytes);
    }
  }
  return {
    folder,
    [Symbol.asyncDispose]: () => Deno.remove(folder, { recursive: true }),
  };
}

/**
 * Grades a folder of submissions of the fixture lesson.
 *
 * @param uses Code of the tests' own, that uses more of the platform.
 */
export async function gradeClass(
  folder: string,
  sandbox: Sandbox,
  { uses = "", ...options }: Partial<GradeOptions> & { uses?: string } = {},
): Promise<GradeReport> {
  await using course = await fixtureCourse({
    "tests/7.9-doubling/double_test.ts": QUICK_TESTS + uses,
  });
  return await grade(course.root, {
    ...OPTIONS,
    submissions: await findSubmissions(folder),
    sandbox,
    ...options,
  });
}

/** What a result says that differs from what an attack must get. */
export function disagreement(
  result: SubmissionResult | undefined,
  { name, expected }: Attack,
): string | undefined {
  const [lesson] = result?.lessons ?? [];
  if (result === undefined || lesson === undefined) return `${name}: no result`;
  const told = [
    ...result.findings.map(({ path, line, message }) =>
      `${path}${line === undefined ? "" : `:${line}`} ${message}`
    ),
    lesson.message,
    ...lesson.steps.map(({ message }) => message),
  ];
  const { status = "graded", points = 0, says } = expected;
  const well = lesson.status === status && result.points === points &&
    (says === undefined || told.some((text) => says.test(text)));
  return well
    ? undefined
    : `${name}: expected ${status} with ${points} points${
      says === undefined ? "" : ` and ${says}`
    }, got ${lesson.status} with ${result.points}: ${
      JSON.stringify([...told, lesson.steps.map((s) => s.status)], null, 1)
    }`;
}

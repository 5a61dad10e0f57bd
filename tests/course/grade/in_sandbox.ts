import { assertEquals } from "@std/assert";
import type { GradeOptions } from "../../../scripts/grade/options.ts";
import type { GradeReport } from "../../../scripts/grade/report/report.ts";
import { findBwrap } from "../../../scripts/grade/sandbox/choose.ts";
import type { Sandbox } from "../../../scripts/grade/sandbox/sandbox.ts";
import { disagreement, gradeClass, writeClass } from "./class.ts";
import type { Attack } from "./hostile/attack.ts";

const bwrap = await findBwrap();

/** A test that runs where bubblewrap does; elsewhere its name says why not. */
export function inSandbox(
  name: string,
  fn: (sandbox: Sandbox) => Promise<void>,
): void {
  Deno.test({
    name: typeof bwrap === "string" ? `${name} (skipped: ${bwrap})` : name,
    ignore: typeof bwrap === "string",
    fn: async () => {
      if (typeof bwrap !== "string") await fn(bwrap);
    },
  });
}

/** Says which attacks did not get what they must. */
export function assertExpected(
  { submissions }: GradeReport,
  attacks: readonly Attack[],
): void {
  const problems = attacks.map((attack) =>
    disagreement(submissions.find(({ name }) => name === attack.name), attack)
  );
  assertEquals(problems.filter((problem) => problem !== undefined), []);
}

/** Grades attacks, each of which must get what it says. */
export async function check(
  attacks: readonly Attack[],
  sandbox: Sandbox,
  { prepare, ...options }:
    & { prepare?: (folder: string) => Promise<void>; uses?: string }
    & Partial<GradeOptions> = {},
): Promise<void> {
  await using submitted = await writeClass(attacks);
  await prepare?.(submitted.folder);
  const report = await gradeClass(submitted.folder, sandbox, options);
  assertExpected(report, attacks);
}

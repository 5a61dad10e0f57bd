import { assertEquals, assertLess } from "@std/assert";
import { bwrapSandbox } from "../../../scripts/grade/sandbox/bwrap.ts";
import { findBwrap } from "../../../scripts/grade/sandbox/choose.ts";
import type { GradeReport } from "../../../scripts/grade/report/report.ts";
import { disagreement, gradeClass, writeClass } from "./class.ts";
import { HONEST } from "./honest.ts";
import type { Attack } from "./hostile/attack.ts";
import { MACHINE } from "./hostile/machine.ts";
import { NEIGHBOURS } from "./hostile/neighbours.ts";
import { longestBlock } from "./longest_block.ts";

const bwrap = await findBwrap();
const where = typeof bwrap === "string"
  ? { ignore: true, suffix: ` (skipped: ${bwrap})` }
  : { ignore: false, suffix: "" };
const sandbox = typeof bwrap === "string" ? bwrapSandbox() : bwrap;

function honestParts({ submissions }: GradeReport): string {
  const names = new Set(HONEST.map(({ name }) => name));
  return JSON.stringify(
    submissions.filter(({ name }) => names.has(name)),
    (key, value) => key === "duration" ? 0 : value,
    1,
  );
}

function problems(report: GradeReport, attacks: readonly Attack[]): string[] {
  return attacks.map((attack) =>
    disagreement(
      report.submissions.find(({ name }) => name === attack.name),
      attack,
    )
  ).filter((problem) => problem !== undefined);
}

Deno.test({
  name:
    `grade() gives the honest what they get without the hostile, and never blocks${where.suffix}`,
  ignore: where.ignore,
  fn: async () => {
    await using alone = await writeClass(HONEST);
    await using together = await writeClass([...HONEST, ...NEIGHBOURS]);
    const expected = honestParts(await gradeClass(alone.folder, sandbox));
    const block = await longestBlock(async () => {
      const report = await gradeClass(together.folder, sandbox);
      assertEquals(problems(report, NEIGHBOURS), []);
      assertEquals(honestParts(report), expected);
      for (const one of report.submissions) {
        assertLess(JSON.stringify(one).length, 64 * 1024, one.name);
      }
    });
    assertLess(block, 100);
  },
});

Deno.test({
  name: `grade() bounds memory without control groups, too${where.suffix}`,
  ignore: where.ignore,
  fn: async () => {
    const attacks = [...NEIGHBOURS, ...MACHINE]
      .filter(({ name }) => /memory in sockets|GB of memory/.test(name));
    await using submitted = await writeClass(attacks);
    const report = await gradeClass(submitted.folder, bwrapSandbox());
    assertEquals(problems(report, attacks), []);
  },
});

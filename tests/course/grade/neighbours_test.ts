import { assertEquals, assertGreater, assertLess } from "@std/assert";
import { retry } from "@std/async";
import { bwrapSandbox } from "../../../scripts/grade/sandbox/bwrap.ts";
import type { GradeReport } from "../../../scripts/grade/report/report.ts";
import { gzipSync } from "node:zlib";
import { processTree, readProc } from "../../harness/processes/process_tree.ts";
import { gradeClass, LOW_LIMITS, writeClass } from "./class.ts";
import { HONEST } from "./honest.ts";
import { type Attack, printing } from "./hostile/attack.ts";
import { KERNEL } from "./hostile/kernel.ts";
import { MACHINE } from "./hostile/machine.ts";
import { assertExpected, check, inSandbox } from "./in_sandbox.ts";
import { NEIGHBOURS } from "./hostile/neighbours.ts";
import { processesWith } from "./processes_with.ts";
import { tarOf } from "./tar_of.ts";
import { assertNeverBlocks } from "./longest_block.ts";

function honestParts({ submissions }: GradeReport): string {
  const names = new Set(HONEST.map(({ name }) => name));
  return JSON.stringify(
    submissions.filter(({ name }) => names.has(name)),
    (key, value) => key === "duration" ? 0 : value,
    1,
  );
}

inSandbox(
  "grade() gives the honest what they get without the hostile, and never blocks",
  async (sandbox) => {
    const hostile = [...NEIGHBOURS, ...KERNEL];
    await using alone = await writeClass(HONEST);
    await using together = await writeClass([...HONEST, ...hostile]);
    const expected = honestParts(await gradeClass(alone.folder, sandbox));
    await assertNeverBlocks(async () => {
      const report = await gradeClass(together.folder, sandbox);
      assertExpected(report, hostile);
      assertEquals(honestParts(report), expected);
      for (const one of report.submissions) {
        assertLess(JSON.stringify(one).length, 64 * 1024, one.name);
      }
    });
  },
);

inSandbox(
  "grade() gives the honest what they get beside another grader's hostile",
  async (sandbox) => {
    const mark = "86399.75";
    await using honest = await writeClass([HONEST[0]!]);
    await using hostile = await writeClass([{
      name: "holds all processes that it may",
      top:
        `const sleepers = "for i in $(seq 200); do sleep ${mark} & done; wait";
new Deno.Command("sh", { args: ["-c", sleepers], stderr: "null" }).outputSync();`,
      expected: {},
    }]);
    const interrupt = new AbortController();
    const holding = gradeClass(hostile.folder, sandbox, {
      signal: interrupt.signal,
    }).catch(() => {});
    await retry(() => assertGreater(processesWith(mark).length, 100), {
      maxAttempts: 600,
      multiplier: 1,
      minTimeout: 50,
    });
    const { submissions } = await gradeClass(honest.folder, sandbox);
    assertGreater(processesWith(mark).length, 100, "They have ended before.");
    interrupt.abort();
    await holding;
    assertEquals(submissions.map(({ points }) => points), [100]);
  },
);

inSandbox(
  "grade() bears archives in which everything is to be reported",
  async (sandbox) => {
    const entries = Array.from({ length: 19_000 }, (_, index) => ({
      name: `../${String(index).padStart(5, "0")}${"a".repeat(11_000)}`,
    }));
    const bytes = gzipSync(await tarOf(entries), { level: 1 });
    const attacks: Attack[] = [{
      name: "everything",
      archive: { ending: "tar.gz", bytes: () => bytes },
      expected: { status: "missing", says: /More was found \(18960\)/ },
    }];
    await using submitted = await writeClass([HONEST[0]!, ...attacks]);
    await assertNeverBlocks(async () => {
      const report = await gradeClass(submitted.folder, sandbox);
      assertExpected(report, attacks);
      assertEquals(report.submissions[0]?.points, 100);
      for (const one of report.submissions) {
        assertLess(JSON.stringify(one).length, 64 * 1024, one.name);
      }
    });
  },
);

inSandbox("grade() reads what runs print in little memory", async (sandbox) => {
  const flood = (name: string, print: string): Attack => ({
    name,
    top: `const line = ${print};
for (let i = 0; i < 32; i++) ${
      printing("line.repeat((1 << 20) / line.length)")
    }`,
    expected: { status: "limit", says: /more output/ },
  });
  const attacks = [
    flood("one line", '" ... ok ("'),
    flood("empty lines", '"\\n"'),
    flood("results", '"x ... ok (0)\\n"'),
    flood("events", '"\\x1e1:" + "0".repeat(64) + ":{}\\n"'),
  ];
  await using submitted = await writeClass(attacks);
  let most = 0;
  const report = await gradeClass(submitted.folder, sandbox, {
    limits: { ...LOW_LIMITS, output: 16 },
    onProgress: () => (most = Math.max(most, ...peaks())),
  });
  assertExpected(report, attacks);
  assertLess(50, most);
  assertLess(most, 300);
});

/** The most memory that each hand has had so far, in megabytes. */
function peaks(): number[] {
  return processTree(Deno.pid)
    .filter((pid) => /deno\0run.*hand\.ts/.test(readProc(`${pid}/cmdline`)))
    .map((pid) =>
      Number(readProc(`${pid}/status`).match(/^VmHWM:\s+(\d+)/m)?.[1]) / 1024
    );
}

inSandbox("grade() bounds memory without control groups, too", async () => {
  const attacks = [...KERNEL, ...MACHINE]
    .filter(({ name }) => /memory in sockets|GB of memory/.test(name));
  await check(attacks, bwrapSandbox());
});

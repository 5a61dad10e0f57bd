import { assertEquals } from "@std/assert";
import { join } from "node:path";
import type { GradeOptions } from "../../../scripts/grade/grade.ts";
import { whyNoBwrap } from "../../../scripts/grade/sandbox/choose.ts";
import { bwrapSandbox } from "../../../scripts/grade/sandbox/bwrap.ts";
import { noSandbox } from "../../../scripts/grade/sandbox/none.ts";
import type { Sandbox } from "../../../scripts/grade/sandbox/sandbox.ts";
import { disagreement, gradeClass, writeClass } from "./class.ts";
import type { Attack } from "./hostile/attack.ts";
import { FILES } from "./hostile/files.ts";
import { ENDLESS_IMPORT, MACHINE } from "./hostile/machine.ts";
import { PATCHES } from "./hostile/patches.ts";
import { RESULTS } from "./hostile/results.ts";
import { SECRETS } from "./hostile/secrets.ts";

const noBwrap = await whyNoBwrap();

async function check(
  attacks: readonly Attack[],
  sandbox: Sandbox,
  { prepare, ...options }:
    & { prepare?: (folder: string) => Promise<void> }
    & Partial<GradeOptions> = {},
): Promise<void> {
  await using submitted = await writeClass(attacks);
  await prepare?.(submitted.folder);
  const report = await gradeClass(submitted.folder, sandbox, options);
  const problems = attacks.map((attack) =>
    disagreement(
      report.submissions.find(({ name }) => name === attack.name),
      attack,
    )
  ).filter((problem) => problem !== undefined);
  assertEquals(problems, []);
}

/** Runs where bubblewrap does; elsewhere the test's name says why not. */
function inSandbox(name: string, fn: () => Promise<void>): void {
  Deno.test({
    name: noBwrap === undefined ? name : `${name} (skipped: ${noBwrap})`,
    ignore: noBwrap !== undefined,
    fn,
  });
}

inSandbox(
  "grade() gives nothing for patched globals",
  () => check(PATCHES, bwrapSandbox()),
);

inSandbox(
  "grade() gives nothing for invented results",
  () => check(RESULTS, bwrapSandbox()),
);

inSandbox(
  "grade() keeps its key from submissions",
  () => check(SECRETS, bwrapSandbox()),
);

inSandbox("grade() keeps the machine from submissions", async () => {
  await check(MACHINE, bwrapSandbox());
  assertEquals(processesWith("86399.5"), []);
});

inSandbox(
  "grade() takes nothing but a lesson's files",
  () => check(FILES, bwrapSandbox(), { prepare: makeOddFiles }),
);

inSandbox(
  "grade() ends what never loads, at its own cost only",
  () => check([ENDLESS_IMPORT], bwrapSandbox(), { loadLimit: 2_000 }),
);

Deno.test({
  name: "grade() gives nothing for patches and inventions without a sandbox",
  ignore: Deno.build.os === "windows",
  // One of each kind: the others differ in what a sandbox does not touch.
  fn: () =>
    check(
      [...PATCHES.slice(0, 2), ...RESULTS.slice(1, 6)],
      noSandbox("a test"),
    ),
});

async function makeOddFiles(folder: string): Promise<void> {
  const large = join(folder, "a file of 1 GB", "lessons/7.9-doubling");
  await Deno.truncate(join(large, "double.ts"), 2 ** 30);
  const pipe = join(folder, "a named pipe", "lessons/7.9-doubling/double.ts");
  await Deno.remove(pipe);
  await new Deno.Command("mkfifo", { args: [pipe] }).output();
  const links = join(folder, "symbolic links", "lessons");
  await Deno.remove(links, { recursive: true });
  await Deno.symlink("/etc", links);
}

function processesWith(argument: string): string[] {
  return [...Deno.readDirSync("/proc")].flatMap(({ name }) => {
    try {
      const line = Deno.readTextFileSync(`/proc/${name}/cmdline`);
      return line.split("\0").includes(argument) ? [line] : [];
    } catch {
      return [];
    }
  });
}

import { assertEquals } from "@std/assert";
import { join } from "node:path";
import { noSandbox } from "../../../scripts/grade/sandbox/none.ts";
import { ARCHIVES } from "./hostile/archives.ts";
import { FILES } from "./hostile/files.ts";
import { ENDLESS_IMPORT, MACHINE } from "./hostile/machine.ts";
import { NAMELESS, PATCHES, USES } from "./hostile/patches.ts";
import { PROCESSES } from "./hostile/processes.ts";
import { processesWith } from "./processes_with.ts";
import { RESULTS } from "./hostile/results.ts";
import { SECRETS } from "./hostile/secrets.ts";
import { SOURCES } from "./hostile/sources.ts";
import { check, inSandbox } from "./in_sandbox.ts";

inSandbox(
  "grade() gives nothing for patched globals",
  (sandbox) => check(PATCHES, sandbox),
);

inSandbox(
  "grade() freezes what the tests use and no global names",
  (sandbox) => check([NAMELESS], sandbox, { uses: USES }),
);

inSandbox(
  "grade() gives nothing for invented results",
  (sandbox) => check(RESULTS, sandbox),
);

inSandbox(
  "grade() keeps its key from submissions",
  (sandbox) => check(SECRETS, sandbox),
);

inSandbox(
  "grade() gives a run that ends itself, or never ends, what it has proved",
  (sandbox) => check(PROCESSES, sandbox, { loadLimit: 3_000 }),
);

inSandbox(
  "grade() reads archives of every kind, within bounds",
  (sandbox) => check(ARCHIVES, sandbox),
);

inSandbox(
  "grade() refuses source that it cannot bear",
  (sandbox) => check(SOURCES, sandbox),
);

inSandbox("grade() keeps the machine from submissions", async (sandbox) => {
  await check(MACHINE, sandbox);
  assertEquals(processesWith("86399.5"), []);
});

inSandbox(
  "grade() takes nothing but a lesson's files",
  (sandbox) => check(FILES, sandbox, { prepare: makeOddFiles }),
);

inSandbox(
  "grade() ends what never loads, at its own cost only",
  (sandbox) => check([ENDLESS_IMPORT], sandbox, { loadLimit: 2_000 }),
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

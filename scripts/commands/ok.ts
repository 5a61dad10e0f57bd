import { needSolutions } from "../lesson/without_solutions.ts";
import { modulesUnder } from "../setup/download.ts";
import { command } from "../terminal/command.ts";
import { style } from "../terminal/text.ts";
import { importLater } from "./context.ts";
import { selfTest, type SelfTestOptions } from "./self_test.ts";
import { starters } from "./starters.ts";

/** The checks of the whole course that Deno itself makes. */
async function denoChecks(root: URL) {
  const modules = await modulesUnder(root, [
    "scripts/",
    "solutions/",
    "tests/",
  ]);
  // These import what stands beside them only once they are laid over a
  // solution: the self-test checks their types there.
  const checked = modules.filter((path) => !path.includes("/alternatives/"));
  return [
    { name: "formatting", args: ["fmt", "--check"], mend: "deno fmt" },
    { name: "lint", args: ["lint"], mend: "deno lint" },
    { name: "types", args: ["check", ...checked], mend: "deno check" },
  ];
}

/**
 * `deno task ok`: everything that must hold before a change of the course is
 * sent in. It stops at the first check that fails.
 *
 * @param options With `test: false`, all but the course's own tests.
 */
export async function ok(
  root: URL,
  { test, ...options }: SelfTestOptions & { test: boolean },
): Promise<number> {
  await needSolutions(root, "check the course");
  for (const { name, args, mend } of await denoChecks(root)) {
    console.log(style.bold(`Checking ${name} …`));
    const { success } = await new Deno.Command(Deno.execPath(), {
      args: [...args, "--quiet"],
      cwd: root,
      signal: options.signal,
      stdin: "null",
      stdout: "inherit",
      stderr: "inherit",
    }).output();
    if (!success) {
      console.error(
        `The ${name} must be mended first: \`${mend}\` says where.`,
      );
      return 1;
    }
  }
  console.log(style.bold("Checking starters …"));
  const stale = await starters(root, { check: true });
  if (stale !== 0) return stale;
  console.log(style.bold("Checking texts …"));
  const { texts } = await importLater<typeof import("./texts.ts")>(
    "./texts.ts",
  );
  const wrong = await texts(root, { check: true, signal: options.signal });
  if (wrong !== 0 || !test) return wrong;
  console.log(style.bold(`Running ${command("test")} …`));
  return await selfTest(root, undefined, options);
}

/**
 * What is fetched for each kind of command, by the modules that need it. Most
 * learners never type the others.
 */
const PARTS: Readonly<Record<string, readonly string[]>> = {
  learner: ["scripts/setup/learner.ts"],
  grade: ["scripts/commands/grade.ts"],
  bench: ["scripts/commands/bench.ts", "scripts/bench/page/client/main.ts"],
  lab: [
    "scripts/commands/lab.ts",
    "scripts/lab/page/main.ts",
    "scripts/lab/engine/worker/main.ts",
  ],
  // The course's own tests need what everything needs.
  course: ["scripts/", "tests/course/"],
};

/** The parts that a command needs. */
export function partsFor(command: string | undefined): string[] {
  switch (command) {
    case "grade":
    case "bench":
    case "lab":
      return ["learner", command];
    case "test":
    case "texts":
    case "ok":
      return ["learner", "course"];
    default:
      return ["learner"];
  }
}

/**
 * Fetches what a part needs, so that it works without a network afterwards.
 *
 * @returns What went wrong, as Deno says it, or nothing.
 */
export async function download(
  root: URL,
  part: string,
): Promise<string | undefined> {
  const entries = PARTS[part] ?? [];
  // Running a program fetches what it runs; `deno cache` fetches what it names
  // in types, too.
  const args = part === "learner" ? ["run", "--allow-all", ...entries] : [
    "cache",
    ...part === "course" ? await modulesUnder(root, entries) : entries,
  ];
  const { success, stderr } = await new Deno.Command(Deno.execPath(), {
    args: [...args.slice(0, 1), "--quiet", "--no-check", ...args.slice(1)],
    cwd: root,
    env: { NO_COLOR: "1", RUST_BACKTRACE: "0" },
    stdout: "null",
    stderr: "piped",
  }).output();
  return success ? undefined : new TextDecoder().decode(stderr).trim();
}

/**
 * The TypeScript modules under some folders, as paths from the root.
 *
 * @param folders Paths that end in a slash.
 */
export async function modulesUnder(
  root: URL,
  folders: readonly string[],
): Promise<string[]> {
  const modules: string[] = [];
  const walk = async (folder: string) => {
    for await (const entry of Deno.readDir(new URL(folder, root))) {
      if (entry.isDirectory) await walk(`${folder}${entry.name}/`);
      else if (entry.name.endsWith(".ts")) modules.push(folder + entry.name);
    }
  };
  for (const folder of folders) await walk(folder);
  return modules;
}

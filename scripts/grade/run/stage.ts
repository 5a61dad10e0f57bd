import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Lesson } from "../../lesson/manifest.ts";
import { copy, readShared, writeFiles } from "../../lesson/files.ts";
import { isApart, stepOfFile, testFiles } from "../../runner/test_files.ts";
import { bundleTests } from "../bundle/bundle_tests.ts";
import type { PlainPath } from "../paths/plain_path.ts";
import { digestOf } from "./digest.ts";

/** Folders of a lesson's tests that hold what learners must not see. */
const HIDDEN =
  /^(alternatives|mutants|bench)$|^(mutants|equivalent)\.ts$|_test\.ts$/;

/**
 * What all submissions of a lesson see of the course: made once from the
 * instructor's copy, and only read. Tests stand in it as bundles; solutions,
 * alternatives and wrong versions do not.
 */
export class Stage {
  private constructor(
    readonly lesson: Lesson,
    /** Its folder. */
    readonly path: string,
    /** The bundles of test files, as paths from there, in their order. */
    readonly tests: readonly string[],
    /** Stands for what the tests are, where results are compared. */
    readonly digest: string,
  ) {}

  /**
   * Makes the stage of a lesson of the course at `course`.
   *
   * @param proc Where the sandbox has the processes.
   * @param scratch The folder to make it in, and to remove it with.
   */
  static async create(
    course: URL,
    lesson: Lesson,
    { proc, scratch }: { proc: string; scratch: string },
  ): Promise<Stage> {
    const path = await Deno.makeTempDir({ dir: scratch, prefix: "stage-" });
    const root = pathToFileURL(`${path}/`);
    await copy(new URL("scripts/npm", course), new URL("scripts/npm", root));
    await copy(
      new URL("tests/harness", course),
      new URL("tests/harness", root),
    );
    const folder = `tests/${lesson.folder}/`;
    await Deno.mkdir(new URL(folder, root));
    for await (const { name } of Deno.readDir(new URL(folder, course))) {
      if (HIDDEN.test(name)) continue;
      await copy(new URL(folder + name, course), new URL(folder + name, root));
    }
    await Deno.mkdir(new URL(`lessons/${lesson.folder}`, root), {
      recursive: true,
    });
    await Deno.writeTextFile(new URL("deno.json", root), await config(course));
    const shared = await readShared(course);
    await writeFiles(new URL("lessons/given/", root), shared);
    const bundles = await Promise.all(
      [...together(await testFiles(course, lesson))].map(([path, files]) =>
        bundleTests(course, files, path, proc)
      ),
    );
    for (const { path, code } of bundles) {
      await Deno.writeTextFile(new URL(path, root), code);
    }
    const digest = await digestOf(
      [...bundles.map(({ code }) => code), ...shared.values()].join("\0"),
    );
    await openForAll(path);
    const tests = bundles.map(({ path }) => path);
    return new Stage(lesson, path, tests, digest);
  }
}

/**
 * Which test files are bundled, by the bundle's path: those of a step together,
 * as starting a process takes longer than most tests.
 */
function together(files: readonly string[]): Map<string, string[]> {
  const bundles = new Map<string, string[]>();
  for (const file of files) {
    const step = isApart(file) ? undefined : stepOfFile(file);
    const path = step === undefined
      ? file.replace(/\.ts$/, ".js")
      : `${file.slice(0, file.lastIndexOf("/"))}/${step}_test.js`;
    bundles.set(path, [...bundles.get(path) ?? [], file]);
  }
  return bundles;
}

/** The course's deno.json, with what a run of tests needs of it. */
async function config(course: URL): Promise<string> {
  const config: Record<string, unknown> = JSON.parse(
    await Deno.readTextFile(new URL("deno.json", course)),
  );
  const { links, unstable, compilerOptions } = config;
  const { imports }: { imports: Record<string, string> } = JSON.parse(
    await Deno.readTextFile(new URL("scripts/npm/imports.json", course)),
  );
  const needed = Object.entries(imports)
    .filter(([name]) => /^@(std|noble)\//.test(name));
  return JSON.stringify({
    links,
    imports: Object.fromEntries(needed),
    unstable,
    compilerOptions,
    lock: false,
  });
}

/** Lets runs read a folder that only its maker could. */
async function openForAll(path: string): Promise<void> {
  if (Deno.build.os === "windows") return;
  await Deno.chmod(path, 0o755);
}

/** Writes a submission's files of a lesson where a run can read them. */
export async function writeForRun(
  files: ReadonlyMap<PlainPath, Uint8Array>,
  scratch: string,
): Promise<{ path: string } & AsyncDisposable> {
  const path = await Deno.makeTempDir({ dir: scratch, prefix: "files-" });
  await openForAll(path);
  for (const [name, bytes] of files) {
    const file = join(path, name);
    await Deno.mkdir(dirname(file), { recursive: true });
    await Deno.writeFile(file, bytes, { createNew: true });
  }
  return {
    path,
    [Symbol.asyncDispose]: () => Deno.remove(path, { recursive: true }),
  };
}

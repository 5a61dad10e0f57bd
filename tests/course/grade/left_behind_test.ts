import { assertEquals } from "@std/assert";
import { retry } from "@std/async";
import { writeClass } from "./class.ts";
import { inSandbox } from "./in_sandbox.ts";
import { processesWith } from "./processes_with.ts";

inSandbox(
  "grade() leaves nothing behind when it is killed, but for what the next one clears away",
  async () => {
    const mark = "86399.25";
    await using submitted = await writeClass([{
      name: "waits",
      top: `new Deno.Command("sleep", { args: ["${mark}"] }).outputSync();`,
      expected: {},
    }]);
    const temporary = await Deno.makeTempDir({ prefix: "course-killed-" });
    const grading = grade(submitted.folder, temporary);
    await retry(() => assertEquals(processesWith(mark).length, 1), {
      maxAttempts: 300,
      multiplier: 1,
      minTimeout: 100,
    });
    grading.kill("SIGKILL");
    await grading.status;
    // Nobody is left who would wait: they end at once, or they stay.
    await retry(() => assertEquals(processesWith(mark), []), {
      maxAttempts: 50,
      multiplier: 1,
      minTimeout: 100,
    });
    assertEquals((await foldersIn(temporary)).length, 1);
    await using honest = await writeClass([{ name: "honest", expected: {} }]);
    assertEquals((await grade(honest.folder, temporary).status).code, 0);
    assertEquals(await foldersIn(temporary), []);
    await Deno.remove(temporary, { recursive: true });
  },
);

/** Grades a folder in a process of its own. */
function grade(folder: string, temporary: string): Deno.ChildProcess {
  return new Deno.Command(Deno.execPath(), {
    args: [
      ...["run", "--allow-all", "--no-check"],
      new URL("grade_folder.ts", import.meta.url).href,
      folder,
    ],
    env: { TMPDIR: temporary },
  }).spawn();
}

/** The folders of graders. */
async function foldersIn(folder: string): Promise<string[]> {
  const entries = await Array.fromAsync(Deno.readDir(folder));
  return entries.map(({ name }) => name)
    .filter((name) => name.startsWith("course-grade-"));
}

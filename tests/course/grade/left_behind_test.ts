import { assertEquals } from "@std/assert";
import { retry } from "@std/async";
import { basename } from "node:path";
import { makeScratch } from "../../../scripts/grade/sandbox/scratch.ts";
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
    const grading = new Deno.Command(Deno.execPath(), {
      args: [
        ...["run", "--allow-all", "--no-check"],
        new URL("grade_folder.ts", import.meta.url).href,
        submitted.folder,
      ],
      env: { TMPDIR: temporary },
    }).spawn();
    await retry(() => assertEquals(processesWith(mark).length, 1), {
      maxAttempts: 100,
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
    Deno.env.set("TMPDIR", temporary);
    try {
      await using next = await makeScratch();
      assertEquals(await foldersIn(temporary), [basename(next.path)]);
    } finally {
      Deno.env.delete("TMPDIR");
      await Deno.remove(temporary, { recursive: true });
    }
  },
);

/** The folders of graders. */
async function foldersIn(folder: string): Promise<string[]> {
  const entries = await Array.fromAsync(Deno.readDir(folder));
  return entries.map(({ name }) => name)
    .filter((name) => name.startsWith("course-grade-"));
}

import { assert, assertEquals } from "@std/assert";
import { transform } from "esbuild";
import { readLessons } from "../../../scripts/lesson/manifest.ts";
import { COURSE } from "../fixture/course.ts";
import {
  builtEngine,
  differences,
  inTerminal,
  olderEngine,
} from "./agreement.ts";
import { wrongVersions } from "./wrong_versions.ts";

const lessons = await readLessons(COURSE);
const engines = [await builtEngine(lessons), await olderEngine(lessons)];
// esbuild is a process, which starts before the test and ends after it: its
// `stop()` does not wait for the process.
await transform("");

Deno.test.afterAll(async () => {
  for (const engine of engines) await engine[Symbol.asyncDispose]();
});

Deno.test("Engine tells a wrong version of each step as the terminal does, also in an older browser", async () => {
  let compared = 0;
  for (const lesson of lessons) {
    const all = await wrongVersions(COURSE, lesson);
    // `every_version.ts` compares all of them, once a week.
    const versions = all.filter(({ step }, index) =>
      all.findIndex((one) => one.step === step) === index
    );
    compared += versions.length;
    const terminal = await inTerminal(versions);
    for (const { teller } of engines) {
      assertEquals(await differences(versions, terminal, teller), []);
    }
  }
  assert(compared >= 13);
});

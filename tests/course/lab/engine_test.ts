import { assert, assertEquals } from "@std/assert";
import { transform } from "esbuild";
import { readLessons } from "../../../scripts/lesson/manifest.ts";
import { COURSE } from "../fixture/course.ts";
import { builtEngine, differences, inTerminal } from "./agreement.ts";
import { wrongVersions } from "./wrong_versions.ts";

const lessons = await readLessons(COURSE);
const engine = await builtEngine(lessons);
// esbuild is a process, which starts before the test and ends after it: its
// `stop()` does not wait for the process.
await transform("");

Deno.test.afterAll(async () => await engine[Symbol.asyncDispose]());

Deno.test("Engine tells a wrong version of each step as the terminal does", async () => {
  let compared = 0;
  for (const lesson of lessons) {
    const all = await wrongVersions(COURSE, lesson);
    // `every_version.ts` compares all of them, once a week.
    const versions = all.filter(({ step }, index) =>
      all.findIndex((one) => one.step === step) === index
    );
    compared += versions.length;
    const terminal = await inTerminal(versions);
    assertEquals(await differences(versions, terminal, engine.teller), []);
  }
  assert(compared >= 13);
});

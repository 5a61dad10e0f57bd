import { assert, assertEquals } from "@std/assert";
import { readLessons } from "../../../scripts/lesson/manifest.ts";
import { COURSE } from "../fixture/course.ts";
import { builtEngine, differences } from "./agreement.ts";
import { wrongVersions } from "./wrong_versions.ts";

Deno.test("Engine tells a wrong version of each step as the terminal does", async () => {
  const lessons = await readLessons(COURSE);
  await using built = await builtEngine(lessons);
  let compared = 0;
  for (const lesson of lessons) {
    const all = await wrongVersions(COURSE, lesson);
    // All of them take minutes: `every_version.ts` compares them.
    const versions = all.filter(({ step }, index) =>
      all.findIndex((one) => one.step === step) === index
    );
    compared += versions.length;
    assertEquals(await differences(built.engine, lesson, versions), []);
  }
  assert(compared >= 13);
});

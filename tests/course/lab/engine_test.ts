import { assert, assertEquals } from "@std/assert";
import { readLessons } from "../../../scripts/lesson/manifest.ts";
import { COURSE } from "../fixture/course.ts";
import { builtEngine, differences, inTerminal } from "./agreement.ts";
import { wrongVersions } from "./wrong_versions.ts";

Deno.test("Engine tells a wrong version of each step as the terminal does", async () => {
  const lessons = await readLessons(COURSE);
  await using engine = await builtEngine(lessons);
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

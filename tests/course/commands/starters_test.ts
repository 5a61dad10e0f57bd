import { assertEquals } from "@std/assert";
import { readFiles } from "../../../scripts/lesson/files.ts";
import { makeStarter } from "../../../scripts/lesson/regions.ts";
import { fixtureCourse, LESSON_JSON, SOLUTION } from "../fixture/course.ts";
import { type } from "../fixture/user.ts";

const SAME = {
  code: 0,
  stdout: "The starters in lessons/ are those of solutions/.\n",
  stderr: "",
};

Deno.test("starters writes what solutions/ make and --check agrees", async () => {
  await using course = await fixtureCourse({
    "solutions/README.md": "All lessons.\n",
    "solutions/7.9-doubling/README.md": "The text. // #region 7.9.1\n",
    "solutions/7.9-doubling/c/double.c": "int twice; // #region 7.9.1\n",
    "solutions/given/c/check.h": "int error;\n",
    "lessons/7.9-doubling/extra.ts": "gone from the solution",
  });
  const lesson = new URL("lessons/7.9-doubling/", course.root);
  const before = await readFiles(lesson);
  const stale = `  lessons/README.md
  lessons/7.9-doubling/README.md
  lessons/7.9-doubling/c/double.c
  lessons/7.9-doubling/double.ts
  lessons/7.9-doubling/extra.ts (no solution has it)
  lessons/given/c/check.h
`;
  assertEquals(await type(course.root, "starters --check"), {
    code: 1,
    stdout:
      `${stale}6 files in lessons/ are not the starters of solutions/: run deno task starters.\n`,
    stderr: "",
  });
  assertEquals(await readFiles(lesson), before);

  assertEquals(await type(course.root, "starters"), {
    code: 0,
    stdout: `${stale}6 files written.\n`,
    stderr: "",
  });
  assertEquals([...await readFiles(lesson)], [
    ["README.md", "The text. // #region 7.9.1\n"],
    ["c/double.c", "int twice; // #region 7.9.1\n"],
    ["double.ts", makeStarter(SOLUTION)],
    ["lesson.json", LESSON_JSON],
  ]);
  assertEquals(
    await Deno.readTextFile(new URL("lessons/README.md", course.root)),
    "All lessons.\n",
  );
  assertEquals(await type(course.root, "starters --check"), SAME);
  assertEquals(await type(course.root, "starters"), SAME);
});

Deno.test("starters names the file and line when a solution's marks do not pair", async () => {
  await using course = await fixtureCourse({
    "solutions/7.9-doubling/double.ts": SOLUTION.replace("// #endregion", "//"),
  });
  assertEquals(await type(course.root, "starters"), {
    code: 1,
    stdout: "",
    stderr:
      "The course itself must be mended: Cannot make the starter of double.ts: Line 12 opens region 7.9.2 inside region 7.9.1.\n",
  });
});

Deno.test("starters names the field when a lesson.json is wrong", async () => {
  await using course = await fixtureCourse({
    "solutions/7.9-doubling/lesson.json": LESSON_JSON.replace("Doubling", ""),
  });
  assertEquals(await type(course.root, "starters"), {
    code: 1,
    stdout: "",
    stderr:
      'The course itself must be mended: solutions/7.9-doubling/lesson.json must have "title", a text.\n',
  });
});

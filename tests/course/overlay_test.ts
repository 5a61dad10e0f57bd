import { assert, assertEquals, assertRejects } from "@std/assert";
import { copy, readFiles } from "../../scripts/lesson/files.ts";
import { Overlay } from "../../scripts/lesson/overlay.ts";
import { fixtureCourse, LESSON, SOLUTION } from "./fixture/course.ts";

const DOUBLE = "lessons/7.9-doubling/double.ts";

Deno.test("Overlay.lay() leaves the course as it was when its files are laid", async () => {
  await using course = await fixtureCourse({ [DOUBLE]: "mine" });
  const before = await readFiles(course.root);
  {
    await using overlay = await Overlay.create(course.root, LESSON);
    await overlay.lay(LESSON, new Map([["double.ts", "theirs"]]));
    assertEquals(
      await Deno.readTextFile(new URL(DOUBLE, overlay.root)),
      "theirs",
    );
    assertEquals(await readFiles(course.root), before);
  }
  assertEquals(await readFiles(course.root), before);
});

Deno.test("Overlay.lay() leaves nothing of what it laid before", async () => {
  await using course = await fixtureCourse();
  await using overlay = await Overlay.create(course.root, LESSON);
  await overlay.lay(LESSON, new Map([["a.ts", "1"], ["deep/b.ts", "2"]]));
  await overlay.lay(LESSON, new Map([["c.ts", "3"]]));
  const laid = await readFiles(new URL("lessons/", overlay.root));
  assertEquals([...laid], [["7.9-doubling/c.ts", "3"]]);
});

Deno.test("Overlay has only what the lesson's tests need", async () => {
  await using course = await fixtureCourse({
    "tests/7.8-other/other_test.ts": "",
    "lessons/7.8-other/other.ts": "",
  });
  await using overlay = await Overlay.create(course.root, LESSON);
  const files = [...(await readFiles(overlay.root)).keys()];
  assert(files.includes("tests/7.9-doubling/double_test.ts"));
  assert(
    !files.some((path) => /7\.8|^solutions|^\.course|^lessons/.test(path)),
  );
});

Deno.test("Overlay is removed when it is disposed of, twice too", async () => {
  await using course = await fixtureCourse();
  const overlay = await Overlay.create(course.root, LESSON);
  await overlay.lay(LESSON, new Map([["double.ts", SOLUTION]]));
  await overlay[Symbol.asyncDispose]();
  await assertRejects(() => Deno.stat(overlay.root), Deno.errors.NotFound);
  await overlay[Symbol.asyncDispose]();
});

Deno.test("copy() copies a folder when names have signs that addresses use", async () => {
  const files = {
    "from/#1 50%.txt": "one",
    "from/ä ö?/[x].ts": "two",
  };
  await using course = await fixtureCourse(
    Deno.build.os === "windows" ? { "from/#1 50%.txt": "one" } : files,
  );
  await copy(new URL("from", course.root), new URL("to/", course.root));
  assertEquals(
    await readFiles(new URL("to/", course.root)),
    await readFiles(new URL("from/", course.root)),
  );
});

Deno.test({
  name: "copy() leaves a link behind when it leads nowhere",
  ignore: Deno.build.os === "windows", // Links need a privilege there.
  fn: async () => {
    await using course = await fixtureCourse({ "from/a.ts": "one" });
    await Deno.symlink("nobody@host.1", new URL("from/.%23a.ts", course.root));
    await copy(new URL("from/", course.root), new URL("to", course.root));
    const copied = await readFiles(new URL("to/", course.root));
    assertEquals([...copied], [["a.ts", "one"]]);
    const read = await readFiles(new URL("from/", course.root));
    assertEquals([...read], [["a.ts", "one"]]);
  },
});

import { assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import { fixtureCourse } from "../fixture/course.ts";
import { type } from "../fixture/user.ts";

const LEARNER = "lessons/7.9-doubling/double.ts";
const BROKEN = "\n7.9.1 double_test.ts can be loaded\n\n  Got       ";
const BACK =
  "\nNext: deno task reset 7.9 double.ts  puts it back, as it is missing or empty\n";

Deno.test("test:7.9 shows the place when a file has a syntax error", async () => {
  await using course = await fixtureCourse({ [LEARNER]: "const a = ;\n" });
  const { code, stdout, stderr } = await type(course.root, "test:7.9");
  assertEquals([code, stderr], [1, ""]);
  assertStringIncludes(stdout, BROKEN);
  assertStringIncludes(stdout, "Expression expected");
  assertStringIncludes(stdout, "lessons/7.9-doubling/double.ts:1:11");
  assertMatch(stdout, /\nNext: deno task test:7\.9 .*edited/);
});

Deno.test("test:7.9 --filter says so when the tests cannot be loaded", async () => {
  await using course = await fixtureCourse({ [LEARNER]: "const a = ;\n" });
  const { code, stdout, stderr } = await type(
    course.root,
    "test:7.9 --filter gives",
  );
  assertEquals([code, stderr], [1, ""]);
  assertStringIncludes(stdout, "\nThe tests could not be loaded.\n");
  assertStringIncludes(stdout, "lessons/7.9-doubling/double.ts:1:11");
});

Deno.test("test:7.9 names the mend when a file is empty", async () => {
  await using course = await fixtureCourse({ [LEARNER]: "" });
  const { code, stdout } = await type(course.root, "test:7.9");
  assertEquals(code, 1);
  assertStringIncludes(stdout, BROKEN);
  assertStringIncludes(stdout, BACK);
});

Deno.test("commands name the mend when all lessons are deleted, and it works", async () => {
  await using course = await fixtureCourse();
  await Deno.remove(new URL("lessons", course.root), { recursive: true });
  const { code, stdout } = await type(course.root, "test:7.9");
  assertEquals(code, 1);
  assertStringIncludes(stdout, BROKEN);
  assertMatch(stdout, /Module not found\s+"lessons\/7\.9-doubling\//);
  assertStringIncludes(stdout, BACK);
  assertEquals(await type(course.root, "watch"), {
    code: 2,
    stdout: "",
    stderr:
      "Cannot watch lessons/ as it is missing: put a lesson back with `deno task reset <lesson>`.\n",
  });
  const reset = await type(course.root, "reset 7.9 --yes");
  assertEquals(reset.code, 0);
  assertStringIncludes(reset.stdout, "\nThe starters are back.\n");
  assertEquals((await type(course.root, "starters --check")).code, 0);
});

Deno.test("test:7.9 shows the results and one sentence when progress cannot be saved", async () => {
  await using course = await fixtureCourse();
  // Even root cannot write a file where a folder stands.
  await Deno.mkdir(new URL(".course/progress.txt", course.root));
  const { code, stdout, stderr } = await type(course.root, "test:7.9");
  assertEquals(code, 0);
  assertMatch(stdout, /\n3 passed, 0 failed/);
  assertMatch(
    stderr,
    /^Cannot save your progress to \.course\/progress\.txt: .+\nWhat is shown stands; .+\n$/,
  );
  const hint = await type(course.root, "hint 7.9.1");
  assertEquals([hint.code, hint.stdout], [1, ""]);
  assertMatch(hint.stderr, /^Cannot go on as the system refused: .+\n$/);
});

Deno.test("commands go on when nothing can be kept in .course", async () => {
  await using course = await fixtureCourse();
  const folder = new URL(".course", course.root);
  await Deno.remove(folder, { recursive: true });
  await Deno.writeTextFile(folder, "a file where the folder should be");
  const { code, stdout, stderr } = await type(course.root, "hint 7.9.1", {
    // Nothing answers there, so that nothing is asked of the network.
    env: { JSR_URL: "http://127.0.0.1:9/" },
  });
  assertEquals(code, 0);
  assertStringIncludes(stdout, "  1. A nudge for 7.9.1.");
  assertMatch(stderr, /\nCannot remember the set-up in .+\n.+\nCannot save/);
});

Deno.test("commands work when an editor left its own files in a lesson", async () => {
  await using course = await fixtureCourse({
    "lessons/7.9-doubling/#double.ts#": "half",
    "lessons/7.9-doubling/100%.txt": "done",
  });
  if (Deno.build.os !== "windows") {
    const link = new URL("lessons/7.9-doubling/.%23double.ts", course.root);
    await Deno.symlink("me@host.1234", link);
  }
  const { code, stdout } = await type(course.root, "test:7.9");
  assertEquals(code, 0, stdout);
  assertEquals((await type(course.root, "diff 7.9")).code, 0);
  assertEquals((await type(course.root, "reset 7.9 --yes")).code, 0);
});

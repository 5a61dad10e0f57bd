import { assertEquals, assertStringIncludes } from "@std/assert";
import { fileURLToPath } from "node:url";
import { copy, readFiles } from "../../../scripts/lesson/files.ts";
import { fixtureCourse, SOLUTION } from "../fixture/course.ts";
import { type } from "../fixture/user.ts";

const LEARNER = "lessons/7.9-doubling/double.ts";
const WRONG = `${
  SOLUTION.replace("return number * 2", 'throw new Error("odd")')
}
export const text: string = 5;
`;

Deno.test("commands work when they are typed in another folder", async () => {
  await using course = await fixtureCourse();
  const elsewhere = await Deno.makeTempDir();
  try {
    const { code, stdout } = await type(course.root, "test:7.9", {
      cwd: new URL(`file://${elsewhere.replaceAll("\\", "/")}/`),
    });
    assertEquals(code, 0);
    assertStringIncludes(stdout, "\n3 passed, 0 failed");
    assertEquals(await Array.fromAsync(Deno.readDir(elsewhere)), []);
  } finally {
    await Deno.remove(elsewhere, { recursive: true });
  }
});

/** Moves the course into a folder whose name has a space and other letters. */
async function moved(root: URL): Promise<URL> {
  const to = new URL(encodeURIComponent("Mein Kurs äé한 100%") + "/", root);
  for (
    const name of [
      ".course",
      "deno.json",
      "lessons",
      "scripts",
      "solutions",
      "tests",
    ]
  ) {
    await copy(new URL(name, root), new URL(name, to));
  }
  return to;
}

Deno.test("commands work when the path has a space and other letters", async () => {
  await using course = await fixtureCourse({ [LEARNER]: WRONG });
  const root = await moved(course.root);
  const { code, stdout, stderr } = await type(root, "test:7.9");
  assertEquals([code, stderr], [1, ""]);
  // Places are told from the course's root, whatever stands before.
  assertStringIncludes(
    stdout,
    "Error: odd\n                at double (lessons/7.9-doubling/double.ts:5:",
  );
  assertStringIncludes(stdout, "at lessons/7.9-doubling/double.ts:26:14");
  assertStringIncludes(
    stdout,
    "\n0 passed, 1 failed, 2 not reached, types do not",
  );
  const reset = await type(root, "reset 7.9 --yes");
  assertEquals(reset.code, 0);
  const kept = await readFiles(new URL(".course/backups/", root));
  assertEquals([...kept.values()].includes(WRONG), true);
  assertEquals((await type(root, "starters --check")).code, 0);
});

Deno.test("test passes when the path has a space and other letters", async () => {
  await using course = await fixtureCourse();
  const root = await moved(course.root);
  const { code, stdout } = await type(root, "test 7.9", {
    // Its copies stand beside it then.
    env: Object.fromEntries(
      ["TMPDIR", "TEMP", "TMP"].map((name) => [name, fileURLToPath(root)]),
    ),
  });
  assertStringIncludes(stdout, "\n10 passed, 0 failed\n");
  assertEquals(code, 0);
});

import { assertEquals, assertMatch } from "@std/assert";
import { readFiles } from "../../../scripts/lesson/files.ts";
import { makeStarter } from "../../../scripts/lesson/regions.ts";
import { fixtureCourse, SOLUTION } from "../fixture/course.ts";
import { type } from "../fixture/user.ts";

const LEARNER = "lessons/7.9-doubling/double.ts";
const STARTER = makeStarter(SOLUTION);
const ASKED = `This puts the starters of lesson 7.9 back. Changed:
  lessons/7.9-doubling/double.ts
`;

/** The backups, each with its files. */
async function backups(root: URL): Promise<Map<string, string>[]> {
  const folder = new URL(".course/backups/", root);
  const names = [
    ...new Set(
      [...(await readFiles(folder)).keys()].map((path) => path.split("/")[0]),
    ),
  ];
  return await Promise.all(
    names.map((name) => readFiles(new URL(`${name}/`, folder))),
  );
}

Deno.test("reset changes nothing and ends with code 2 when it cannot ask", async () => {
  await using course = await fixtureCourse();
  const before = await readFiles(course.root);
  assertEquals(await type(course.root, "reset 7.9"), {
    code: 2,
    stdout: ASKED,
    stderr:
      "Cannot ask whether to reset as standard input is no terminal: add --yes.\n",
  });
  assertEquals(await readFiles(course.root), before);
});

Deno.test("reset --yes puts the starters back and keeps exactly what was there", async () => {
  const bytes = new Uint8Array([0, 255, 128, 10]);
  await using course = await fixtureCourse({
    [LEARNER]: "mine",
    "lessons/7.9-doubling/notes/#1.md": "my notes",
    ".course/progress.txt": "7.9.1 passed\n7.8.1 passed\n",
  });
  const picture = "lessons/7.9-doubling/picture.bin";
  await Deno.writeFile(new URL(picture, course.root), bytes);
  const before = await readFiles(new URL("lessons/7.9-doubling/", course.root));

  const { code, stdout, stderr } = await type(course.root, "reset 7.9 --yes");
  assertEquals([code, stderr], [0, ""]);
  const folder = stdout.match(
    /\nThe starters are back\. What you had is in (\.course\/backups\/7\.9-doubling-\S+\/)\.\n$/,
  )?.[1];
  assertEquals(await readFiles(new URL(folder ?? "", course.root)), before);
  assertEquals(
    await Deno.readFile(new URL(`${folder}picture.bin`, course.root)),
    bytes,
  );
  // What the learner added is nobody's starter: it stays.
  assertEquals(
    await readFiles(new URL("lessons/7.9-doubling/", course.root)),
    new Map([...before, ["double.ts", STARTER]]),
  );
  const progress = await Deno.readTextFile(
    new URL(".course/progress.txt", course.root),
  );
  assertMatch(progress, /\n7\.8\.1 passed\n$/);
  assertEquals(progress.includes("\n7.9.1 passed"), false);
});

Deno.test("reset keeps a backup of each time when it is called twice", async () => {
  await using course = await fixtureCourse();
  for (const text of ["first", "second"]) {
    await Deno.writeTextFile(new URL(LEARNER, course.root), text);
    assertEquals((await type(course.root, "reset 7.9 --yes")).code, 0);
  }
  const kept = (await backups(course.root)).map((files) =>
    files.get("double.ts")
  );
  assertEquals(kept.sort(), ["first", "second"]);
});

Deno.test("reset says so when there is nothing to put back", async () => {
  await using course = await fixtureCourse({
    [LEARNER]: STARTER,
    "lessons/7.9-doubling/notes.md": "my notes",
  });
  assertEquals(await type(course.root, "reset 7.9"), {
    code: 0,
    stdout: "It is as it was at the start: lesson 7.9.\n",
    stderr: "",
  });
  assertEquals(await backups(course.root), []);
});

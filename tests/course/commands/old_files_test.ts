import { assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import { makeStarter } from "../../../scripts/lesson/regions.ts";
import { readSolution, readStarters } from "../../../scripts/lesson/files.ts";
import { followMoves } from "../../../scripts/lesson/follow_moves.ts";
import { readLessons } from "../../../scripts/lesson/manifest.ts";
import { COURSE, fixtureCourse, SOLUTION } from "../fixture/course.ts";
import { type } from "../fixture/user.ts";

const FOLDER = "lessons/7.9-doubling";
const LEARNER = `${FOLDER}/double.ts`;
const TWICE =
  "export function twice(n: number): number {\n  return n * 2;\n}\n";
const KEEP = "export const words = 1;\nexport type Word = string;\n";

/** The lesson's code as it is now: what it is given lies below `given/`. */
function now(text: string): string {
  return `import { twice } from "./given/twice.ts";
import { type Word, words } from "../given/words.ts";
export type { Word } from "../given/words.ts";
export const counted: [Word, number] = ["", words];
${text.replace("number * 2", "twice(number)")}`;
}

/** The same in an older copy, in which all files lie beside each other. */
function before(text: string): string {
  return now(text).replaceAll(/\.{1,2}\/given\//g, "./");
}

const GIVEN = {
  "solutions/7.9-doubling/double.ts": now(SOLUTION),
  "solutions/7.9-doubling/given/twice.ts": TWICE,
  "solutions/given/words.ts": KEEP,
  [`${FOLDER}/given/twice.ts`]: TWICE,
  "lessons/given/words.ts": KEEP,
};

/** The learner's work in the old copy: with a step of his own. */
const MINE = before(makeStarter(SOLUTION)).replace(
  'throw new Error("TODO(7.9.1)");',
  "return twice(number);",
);

async function exists(path: URL): Promise<boolean> {
  return await Deno.lstat(path).then(() => true, () => false);
}

Deno.test("test:7.9 follows given code that has moved, and keeps what was there", async () => {
  await using course = await fixtureCourse({
    ...GIVEN,
    [LEARNER]: MINE,
    [`${FOLDER}/twice.ts`]: `// My note.\n${TWICE}`,
    [`${FOLDER}/own.ts`]: "export const own = 1;\n",
  });
  const { stdout, stderr } = await type(course.root, "test:7.9");
  assertMatch(stdout, /\n1 passed, 0 failed, 1 not written/);
  assertStringIncludes(stdout, "types ok");
  assertMatch(
    stderr.replaceAll("\n", " ").trimEnd(),
    /^Given code has moved since you began lesson 7\.9\. Imports follow it now in double\.ts\. These copies of it were taken away: twice\.ts\. What you had is in \S+\.$/,
  );
  const root = new URL(`${FOLDER}/`, course.root);
  const [backup] = stderr.match(/\.course\/\S+\//) ?? [];
  const kept = new URL(backup ?? "", course.root);
  assertEquals(await Deno.readTextFile(new URL("double.ts", kept)), MINE);
  assertMatch(await Deno.readTextFile(new URL("twice.ts", kept)), /My note/);
  assertEquals(await exists(new URL("twice.ts", root)), false);
  assertEquals(await exists(new URL("own.ts", root)), true);
  const text = await Deno.readTextFile(new URL("double.ts", root));
  assertEquals(
    text.split("\n").slice(0, 3),
    now("").split("\n").slice(0, 3),
  );
  assertEquals((await type(course.root, "test:7.9")).stderr, "");
});

Deno.test("followMoves() finds nothing in the course's own starters and solutions", async () => {
  const nowhere = new URL("file:///nowhere/");
  for (const lesson of await readLessons(COURSE)) {
    const starters = await readStarters(COURSE, lesson);
    const solution = await readSolution(COURSE, lesson);
    for (const files of [starters, new Map([...starters, ...solution])]) {
      assertEquals(
        await followMoves(nowhere, lesson, files, starters),
        undefined,
      );
    }
  }
});

Deno.test("test:7.9 says what to do when git has left marks of a conflict", async () => {
  const marked = `${SOLUTION}\n<<<<<<< HEAD\na\n=======\nb\n>>>>>>> main\n`;
  await using course = await fixtureCourse({ [LEARNER]: marked });
  const said = await type(course.root, "test:7.9");
  assertEquals([said.code, said.stdout.split("\n").length], [1, 3]);
  assertStringIncludes(
    said.stderr,
    `${LEARNER}:26 has the marks of a conflict`,
  );
  assertMatch(said.stderr, /`git checkout\s--theirs\s\S+\/double\.ts` takes/);
  // While git merges, the learner's is the other side.
  await Deno.mkdir(new URL(".git", course.root));
  await Deno.writeTextFile(new URL(".git/MERGE_HEAD", course.root), "");
  const merging = await type(course.root, "test:7.9");
  assertMatch(merging.stderr, /`git checkout\s--ours\s/);
});

Deno.test("test:7.9 says so when a step's file lies in the wrong folder", async () => {
  await using course = await fixtureCourse({
    [`${FOLDER}/given/double.ts`]: SOLUTION,
  });
  const { code, stderr } = await type(course.root, "test:7.9");
  assertEquals(code, 0);
  assertStringIncludes(
    stderr.replaceAll("\n", " "),
    `${FOLDER}/given/double.ts is not used: the tests look at ${LEARNER}.`,
  );
});

Deno.test("test:7.9 leaves imports alone when a file is missing, and says where it lies", async () => {
  await using course = await fixtureCourse({
    ...GIVEN,
    // The shared code has a function of the same name.
    "solutions/given/words.ts": `${KEEP}\n${SOLUTION}`,
    "lessons/double.ts": SOLUTION,
    [`${FOLDER}/own.ts`]: 'import { double } from "./double.ts";\n',
  });
  await Deno.remove(new URL(LEARNER, course.root));
  const { stdout, stderr } = await type(course.root, "test:7.9");
  assertEquals(
    stderr.replaceAll("\n", " ").trimEnd(),
    `lessons/double.ts is not used: the tests look at ${LEARNER}.`,
  );
  assertStringIncludes(
    stdout,
    "\nNext: deno task reset 7.9 double.ts  puts it back",
  );
});

Deno.test("test:7.9 offers the file's reset when a given file is missing, and it works", async () => {
  await using course = await fixtureCourse({
    ...GIVEN,
    [LEARNER]: now(SOLUTION),
  });
  await Deno.remove(new URL("lessons/given/words.ts", course.root));
  const { stdout } = await type(course.root, "test:7.9");
  assertStringIncludes(
    stdout,
    "\nNext: deno task reset 7.9 ../given/words.ts  puts it back",
  );
  const reset = await type(course.root, "reset 7.9 ../given/words.ts --yes");
  assertEquals([reset.code, reset.stderr], [0, ""]);
  assertEquals((await type(course.root, "test:7.9")).code, 0);
});

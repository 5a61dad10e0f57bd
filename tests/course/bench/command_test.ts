import { assert, assertEquals } from "@std/assert";
import { copy } from "../../../scripts/lesson/files.ts";
import { SECTIONS } from "../../../scripts/bench/sections.ts";
import { COURSE, fixtureCourse } from "../fixture/course.ts";
import { Session, type } from "../fixture/user.ts";

/** A course with what is measured in it. */
async function courseToMeasure() {
  const course = await fixtureCourse();
  for (const path of ["scripts/bench", "solutions/7.4-locks"]) {
    await copy(new URL(path, COURSE), new URL(path, course.root));
    if (!path.startsWith("solutions")) continue;
    const lesson = path.replace("solutions", "lessons");
    await copy(new URL(path, COURSE), new URL(lesson, course.root));
  }
  return course;
}

const WRONG: [line: string, says: string][] = [
  [
    "bench lcks",
    "Command-argument value 'lcks' is invalid for argument 'what'. Allowed choices are servers, locks, ipc. See --help.",
  ],
  [
    "bench locks ipc",
    "Too many arguments for 'bench'. Expected 1 argument but got 2: locks, ipc. See --help.",
  ],
  [
    "bench --qick",
    "Unknown option '--qick' (Did you mean --quick?). See --help.",
  ],
  [
    "bench --update-texts --quick",
    "Option '--update-texts' cannot be used with option '--quick'. See --help.",
  ],
  [
    "bench locks --with-c",
    "Only servers are written in C, too: leave --with-c away, or measure the servers.",
  ],
];

Deno.test("bench ends with code 2 and one line when it is called wrongly", async () => {
  await using course = await courseToMeasure();
  for (const [line, says] of WRONG) {
    assertEquals(
      await type(course.root, line),
      { code: 2, stdout: "", stderr: `${says}\n` },
      line,
    );
  }
});

Deno.test("bench --help names every section", async () => {
  await using course = await courseToMeasure();
  const { code, stdout } = await type(course.root, "bench --help");
  assertEquals(code, 0);
  for (const { name } of SECTIONS) assert(stdout.includes(`${name}:`), stdout);
});

Deno.test("bench tells at once that it cannot write its page", async () => {
  await using course = await courseToMeasure();
  // A file where a folder should be; permissions mean nothing to root.
  const place = new URL(".course/bench", course.root);
  await Deno.writeTextFile(place, "");
  const { code, stdout, stderr } = await type(course.root, "bench locks");
  assertEquals([code, stdout], [1, ""]);
  assert(stderr.startsWith("Cannot go on as the system refused: "), stderr);
  assertEquals(stderr.trim().split("\n").length, 1);
});

Deno.test("bench leaves nothing and ends with code 130 when Ctrl-C comes", {
  // A test cannot press it there.
  ignore: Deno.build.os === "windows",
}, async () => {
  await using course = await courseToMeasure();
  const temporary = await Deno.makeTempDir();
  const place = { TMPDIR: temporary, TMP: temporary, TEMP: temporary };
  await using session = new Session(course.root, "bench locks", { env: place });
  await session.shows("rank.");
  session.interrupt();
  const { code, stderr } = await session.ended();
  assertEquals([code, stderr], [
    130,
    "Interrupted: nothing is left running.\n",
  ]);
  // Not removed if anything were left in it.
  await Deno.remove(temporary);
});

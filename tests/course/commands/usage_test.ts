import { assertEquals, assertMatch } from "@std/assert";
import { fixtureCourse } from "../fixture/course.ts";
import { type } from "../fixture/user.ts";

const STEPS =
  "There is no step 7.9.7 in lesson 7.9: it has the steps 7.9.1 to 7.9.3.";
const LESSONS = 'There is no lesson "7.5": the lessons are 7.9.';

/** Wrong calls, and the one line that they end with. */
const WRONG: [line: string, says: string][] = [
  ["foo", "Unknown command 'foo'. See --help."],
  ["hnt", "Unknown command 'hnt' (Did you mean hint?). See --help."],
  [
    "test:7.8",
    "Unknown command 'test:7.8' (Did you mean test:7.9?). See --help.",
  ],
  ["test 7.5", LESSONS],
  ["hint 7.5", LESSONS],
  ["diff 7.5", LESSONS],
  ["reset 7.5", LESSONS],
  ["start 7.5", LESSONS],
  ["watch 7.5", LESSONS],
  [
    "reset 7.9 other.ts",
    'There is no file "other.ts" in the starters of lesson 7.9: name it as it stands in lessons/7.9-doubling/.',
  ],
  ["hint 7.9.7", STEPS],
  ["diff 7.9.7", STEPS],
  ["test:7.9 --step 7.9.7", STEPS],
  [
    "test:7.9 --step 7.9.1 --filter double",
    "Use --step or --filter, not both.",
  ],
  ["test:7.9 --step", "Option '--step <number>' argument missing. See --help."],
  ["test:7.9 --nonsense", "Unknown option '--nonsense'. See --help."],
  ["test:7.9 --registry=jsr", "Unknown option '--registry=jsr'. See --help."],
  [
    "starters --chek",
    "Unknown option '--chek' (Did you mean --check?). See --help.",
  ],
  [
    "test --jobs 0",
    "Option '--jobs <n>' argument '0' is invalid. It must be a whole number from 1. See --help.",
  ],
  ["diff", "Missing required argument 'number'. See --help."],
  [
    "start 7.9 now",
    "Too many arguments for 'start'. Expected 1 argument but got 2: 7.9, now. See --help.",
  ],
  [
    "start --registry=yarn",
    'There is no registry "yarn": use --registry=jsr or --registry=npm.',
  ],
  [
    "start --registry",
    'There is no registry "": use --registry=jsr or --registry=npm.',
  ],
];

Deno.test("course.ts ends with code 2 and one line when it is called wrongly", async () => {
  await using course = await fixtureCourse();
  for (const [line, says] of WRONG) {
    assertEquals(
      await type(course.root, line),
      { code: 2, stdout: "", stderr: `${says}\n` },
      line,
    );
  }
});

Deno.test("course.ts ends with code 2 when no test matches a filter", async () => {
  await using course = await fixtureCourse();
  const { code, stderr } = await type(course.root, "test:7.9 --filter nothing");
  assertEquals(stderr, "No test of lesson 7.9 matches --filter nothing.\n");
  assertEquals(code, 2);
});

Deno.test("course.ts lists the commands when asked for help, and without a command", async () => {
  await using course = await fixtureCourse();
  const help = await type(course.root, "--help");
  assertEquals([help.code, help.stderr], [0, ""]);
  for (const name of ["start", "test:7.9", "watch", "hint", "diff", "reset"]) {
    assertMatch(help.stdout, new RegExp(`^  ${name} `, "m"));
  }
  const none = await type(course.root, "");
  assertEquals(none, { code: 2, stdout: "", stderr: help.stdout });
  const hint = await type(course.root, "hint --help");
  assertEquals([hint.code, hint.stderr], [0, ""]);
});

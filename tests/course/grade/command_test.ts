import { assertEquals, assertMatch } from "@std/assert";
import { join } from "node:path";
import { COURSE, fixtureCourse } from "../fixture/course.ts";
import { writeClass } from "./class.ts";
import { HONEST } from "./honest.ts";

/** Types `deno task grade` in a course, where nobody watches. */
async function grade(cwd: URL, ...args: string[]) {
  const { code, stdout, stderr } = await new Deno.Command(Deno.execPath(), {
    args: ["run", "-A", "scripts/course.ts", "grade", ...args],
    cwd,
    env: { NO_COLOR: "1" },
  }).output();
  const [text = "", errors = ""] = [stdout, stderr]
    .map((bytes) => new TextDecoder().decode(bytes).trim());
  return { code, text, errors };
}

Deno.test("deno task grade prints a line for each submission, and which steps failed", async () => {
  await using course = await fixtureCourse();
  await using submitted = await writeClass([
    HONEST[0]!,
    { ...HONEST[2]!, name: "half\u202edone" },
  ]);
  await Deno.writeTextFile(join(submitted.folder, "notes\x1b.txt"), "");
  await Deno.writeTextFile(join(submitted.folder, "late.rar"), "Rar!");
  const { code, text, errors } = await grade(
    course.root,
    ...["--submissions", submitted.folder, "--once", "--jobs", "1"],
  );
  // One of them could not be graded.
  assertEquals(code, 1, errors);
  const lines = errors.split("\n");
  assertEquals(lines.filter((line) => /^\d\/3 /.test(line)), [
    "1/3 complete: 7.9 100",
    "2/3 half\\u{202e}done: 7.9 40",
    "3/3 late.rar: 7.9 unreadable",
  ]);
  assertMatch(text, /│ late\.rar +│ unreadable │/);
  assertEquals(lines.filter((line) => line.includes("Not graded")), [
    "Not graded, as they are no folder, .zip or .tar.gz: notes\\u{1b}.txt",
  ]);
  assertMatch(
    text,
    / half\\u\{202e\}done: 7\.9: not passed: 7\.9\.2, 7\.9\.3 not reached$/m,
  );
});

Deno.test("deno task grade checks what it is told, before all the work", async () => {
  for (
    const [args, says] of [
      [["--limit", "time=9999999"], "from 1 to 86400"],
      [["--limit", "toString=5"], "It must be one of time"],
      [["--lesson", "7.4", "7.4"], "7.4 twice"],
      [["--json", "/dev/null/a.json"], "Cannot write /dev/null/a.json"],
      [["--json", "/tmp/x", "--csv", "/tmp/x"], "two reports to /tmp/x"],
      [["--anonymous", "--shard", "1/2"], "use it with merge"],
      [["--against", "/tmp"], "add --similar FILE.html"],
      [["--feedback", "/"], "name a folder that is new or empty"],
      [["--before", "/dev/null"], "it is no JSON"],
      [["merge", new URL("deno.json", COURSE).pathname], "holds no grades"],
    ] as const
  ) {
    const { code, errors } = await grade(COURSE, ...args);
    assertEquals(code, 2, errors);
    // One line, after what a set-up may have to say.
    assertEquals(errors.split("\n").at(-1)?.includes(says), true, errors);
  }
});

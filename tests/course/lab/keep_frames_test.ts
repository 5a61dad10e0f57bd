import { assert, assertEquals } from "@std/assert";
import { keepFrames } from "../../../scripts/lab/engine/keep_frames.ts";
import { COURSE } from "../fixture/course.ts";
import { readSolution } from "../../../scripts/lesson/files.ts";
import { readLessons } from "../../../scripts/lesson/manifest.ts";

const LINES: [written: string, kept: string][] = [
  ["function f() { return g(); }", "function f() { return [(g())][0]; }"],
  ["() => { return a, b }", "() => { return [(a, b)][0] }"],
  ["(a) => f(a) as T;", "(a) => [(f(a) as T)][0];"],
  ["() => () => f()", "() => [(() => [(f())][0])][0]"],
  ["() => ({ a })", "() => [(({ a }))][0]"],
  [
    "() => { return /* why */ f() /* that */; }",
    "() => { return /* why */ [(f())][0] /* that */; }",
  ],
  ["() => { return; }", "() => { return; }"],
  ["() => { return // nothing\n}", "() => { return // nothing\n}"],
  ["const wrong = () => ;", "const wrong = () => ;"],
  ["function f() { return", "function f() { return"],
];

Deno.test("keepFrames() leaves nothing to be returned before it is there", async () => {
  for (const [written, kept] of LINES) {
    assertEquals(await keepFrames(written), kept);
  }
});

Deno.test("keepFrames() leaves each line where it is", async () => {
  let changed = 0;
  for (const lesson of await readLessons(COURSE)) {
    for (const [path, text] of await readSolution(COURSE, lesson)) {
      if (!path.endsWith(".ts")) continue;
      const kept = await keepFrames(text);
      assertEquals(
        kept.replaceAll("[(", "").replaceAll(")][0]", ""),
        text.replaceAll("[(", "").replaceAll(")][0]", ""),
      );
      changed += Number(kept !== text);
    }
  }
  assert(changed > 20);
});

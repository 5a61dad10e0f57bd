import { assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import { makeStarter } from "../../../scripts/lesson/regions.ts";
import { fixtureCourse, SOLUTION } from "../fixture/course.ts";
import { hasTerminal, typeOnTerminal } from "../fixture/terminal.ts";

const LEARNER = "lessons/7.9-doubling/double.ts";
// Without util-linux's `script` a test has no terminal.
const ignore = !hasTerminal;

for (
  const [name, answer] of [
    ["no", "n\n"],
    ["nothing", "\n"],
    ["Ctrl-C", "\x03"],
    ["Ctrl-D", "\x04"],
  ] as const
) {
  Deno.test({
    name: `reset changes nothing when the answer is ${name}`,
    ignore,
    fn: async () => {
      await using course = await fixtureCourse();
      const { code, shown } = await typeOnTerminal(course.root, "reset 7.9", {
        answer,
      });
      assertMatch(shown, /\[y\/N\][^]*\nNothing was changed\.\n$/);
      assertEquals(code, 1);
      assertEquals(
        await Deno.readTextFile(new URL(LEARNER, course.root)),
        SOLUTION,
      );
    },
  });
}

Deno.test({
  name: "reset puts the starters back when the answer is yes",
  ignore,
  fn: async () => {
    await using course = await fixtureCourse();
    const { code, shown } = await typeOnTerminal(course.root, "reset 7.9", {
      answer: "y\n",
    });
    assertStringIncludes(shown, "\nThe starters are back. ");
    assertEquals(code, 0);
    assertEquals(
      await Deno.readTextFile(new URL(LEARNER, course.root)),
      makeStarter(SOLUTION),
    );
  },
});

Deno.test({
  name: "test:7.9 shows colours and a progress bar on a terminal",
  ignore,
  fn: async () => {
    await using course = await fixtureCourse();
    const { code, shown } = await typeOnTerminal(course.root, "test:7.9");
    assertEquals(code, 0);
    assertStringIncludes(shown, "\x1b[32mok\x1b[39m      7.9.1");
    assertStringIncludes(shown, "[-------");
    assertStringIncludes(shown, "] 0/3 7.9.1 double()");
  },
});

Deno.test({
  name: "test:7.9 shows no colours when NO_COLOR is set",
  ignore,
  fn: async () => {
    await using course = await fixtureCourse();
    const { code, shown } = await typeOnTerminal(course.root, "test:7.9", {
      env: { NO_COLOR: "1" },
    });
    assertEquals(code, 0);
    // deno-lint-ignore no-control-regex
    assertEquals(shown.match(/\x1b\[[\d;]*m/g), null);
    assertStringIncludes(shown, "  ok      7.9.1");
  },
});

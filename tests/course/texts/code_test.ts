import { assertEquals, assertRejects } from "@std/assert";
import { code } from "../../../scripts/texts/code.ts";
import { fixtureCourse } from "../fixture/course.ts";

const C = `/* The head. */
#include <stdio.h>

static struct {
  int first;

  int count;
} queue = {.first = 0};

/* Not count() itself. */
static int pop(void) {
  queue.count--;

  return 1;
}

int main(void) { return pop(); }
`;

async function listing(argument: string): Promise<string> {
  await using course = await fixtureCourse({
    "solutions/7.9-doubling/c/pool.c": C,
  }, { frame: false });
  const mark = { kind: "code", argument, content: "", line: 3 };
  return await code(mark, new URL("solutions/7.9-doubling/", course.root));
}

Deno.test("code() shows a whole file", async () => {
  assertEquals(await listing("c/pool.c"), `\`\`\`c\n${C}\`\`\``);
});

Deno.test("code() shows what is named, with the comment before it", async () => {
  const part = (from: string, to: string) =>
    C.slice(C.indexOf(from), C.indexOf(to));
  const pop = part("/* Not", "\n\nint main");
  const queue = part("static struct", "\n\n/* Not");
  assertEquals(
    await listing("c/pool.c pop, queue"),
    `\`\`\`c\n${pop}\n\n${queue}\n\`\`\``,
  );
});

Deno.test("code() shows the starter of a file that learners write", async () => {
  assertEquals(
    await listing("double.ts doubleAll"),
    `\`\`\`ts
/** Twice each of the numbers. */
export function doubleAll(numbers: number[]): number[] {
  // TODO(7.9.2): Give twice each of the numbers.
  throw new Error("TODO(7.9.2)");
}
\`\`\``,
  );
});

for (
  const [argument, message] of [
    ["c/fork.c", "Line 3 names no file: c/fork.c."],
    ["c/pool.c push", "Line 3 names what c/pool.c has not: push."],
    ["c/pool.c count", "Line 3 names what c/pool.c has not: count."],
    ["", "Line 3 is no mark: write <!-- code FILE -->"],
    ["c/pool", "Line 3 is no mark: write <!-- code FILE -->"],
  ] as const
) {
  Deno.test(`code() refuses "${argument}"`, async () => {
    await assertRejects(() => listing(argument), SyntaxError, message);
  });
}

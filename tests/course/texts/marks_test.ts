import { assertEquals, assertThrows } from "@std/assert";
import { fillMarks, findMarks } from "../../../scripts/texts/marks.ts";

const TEXT = `# Title
<!-- code c/fork.c -->
old
<!-- /code -->
between <!-- code none -->
<!-- bench locks "A lock" -->
<!-- /bench -->
<!-- a comment -->
`;

Deno.test("findMarks() gives kinds, arguments and what stands there", () => {
  assertEquals(findMarks(TEXT), [
    { kind: "code", argument: "c/fork.c", content: "old", line: 2 },
    { kind: "bench", argument: 'locks "A lock"', content: "", line: 6 },
  ]);
});

Deno.test("fillMarks() writes between marks, and again, and leaves the rest", () => {
  const render = ({ kind }: { kind: string }) =>
    kind === "code" ? "new" : undefined;
  const filled = TEXT.replace("old", "\nnew\n");
  assertEquals(fillMarks(TEXT, render), filled);
  assertEquals(fillMarks(filled, render), filled);
});

for (
  const [text, message] of [
    ["<!-- /code -->", "Line 1 closes no mark of its kind."],
    ["<!-- code x -->\n<!-- /run -->", "Line 2 closes no mark of its kind."],
    ["<!-- code x -->\n<!-- run y -->", "Line 2 opens a mark inside that of"],
    ["a\n<!-- code x -->\nb", "Line 2 opens a mark that is never closed"],
  ] as const
) {
  Deno.test(`findMarks() refuses a text: ${message}`, () => {
    assertThrows(() => findMarks(text), SyntaxError, message);
  });
}

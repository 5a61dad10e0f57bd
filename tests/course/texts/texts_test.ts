import { assertEquals } from "@std/assert";
import { texts } from "../../../scripts/commands/texts.ts";
import { command } from "../../../scripts/terminal/command.ts";
import { fixtureCourse } from "../fixture/course.ts";

const SOLUTION = "solutions/7.9-doubling/README.md";
const COPY = "lessons/7.9-doubling/README.md";
const TEST = "7.9.1 double() gives twice the number";

/** What a run of the command printed. */
async function printed(
  root: URL,
  check: boolean,
): Promise<{ code: number; lines: string[] }> {
  const lines: string[] = [];
  const { log } = console;
  console.log = (line: string) => void lines.push(line);
  try {
    const code = await texts(root, { check, spelled: false });
    return { code, lines };
  } finally {
    console.log = log;
  }
}

function course(text: string, others: Record<string, string> = {}) {
  return fixtureCourse({
    "README.md": "# All\n",
    "scripts/grade/README.md": "# Grading\n",
    "CONTRIBUTING.md":
      "See [the text](lessons/7.9-doubling/README.md#one-two).\n",
    [SOLUTION]: text,
    [COPY]: text,
    ...others,
  }, { frame: false });
}

Deno.test("texts() writes code into texts and their copies, and then agrees", async () => {
  await using fixture = await course(
    "# One, `two`!\n\n## Doubling\n\n<!-- code ../given/a.txt -->\n<!-- /code -->\n",
    { "solutions/given/a.txt": "as  it is\n" },
  );
  const { root } = fixture;
  assertEquals(await printed(root, true), {
    code: 1,
    lines: [
      `${SOLUTION}: its code or output is stale: run ${command("texts")}.`,
    ],
  });
  assertEquals(await printed(root, false), {
    code: 0,
    lines: [
      `${SOLUTION}: written, and its copy in lessons/.`,
      "The texts agree with the course.",
    ],
  });
  const text = `# One, \`two\`!

## Doubling

<!-- code ../given/a.txt -->

\`\`\`text
as  it is
\`\`\`

<!-- /code -->
`;
  assertEquals(await Deno.readTextFile(new URL(SOLUTION, root)), text);
  assertEquals(await Deno.readTextFile(new URL(COPY, root)), text);
  assertEquals(await printed(root, true), {
    code: 0,
    lines: ["The texts agree with the course."],
  });
});

Deno.test("texts() tells of links, steps and tests that are not there", async () => {
  await using fixture = await course(
    `# One two

Right: [a](double.ts), [b](../../README.md#all), [c](#one-two),
[d](https://example.com/x), step 7.9.3, \`${TEST}\`, version 7.9, 17.9.9.

| mistake | test                                       |
| ------- | ------------------------------------------ |
| right   | ${TEST}      |
| wrong   | 7.9.1 double() gives thrice                |

[a](triple.ts) [b](../../README.md#some) [c](#three) 7.9.4 \`7.9.1 no test\`
`,
    { "solutions/README.md": "[a](7.9-doubling/double.ts) 7.9.5\n" },
  );
  const { code, lines } = await printed(fixture.root, true);
  assertEquals(code, 1);
  assertEquals(
    lines.shift(),
    "solutions/README.md: It names a step that is not there: 7.9.5.",
  );
  assertEquals(
    lines,
    [
      ...[
        "It names a step that is not there: 7.9.4.",
        "It names a test that is not there: 7.9.1 double() gives thrice",
        "It names a test that is not there: 7.9.1 no test",
        "It links to a file that is not there: triple.ts.",
        "It links to a heading that is not there: ../../README.md#some.",
        "It links to a heading that is not there: #three.",
      ].map((line) => `${SOLUTION}: ${line}`),
      ...["no-product", "forgets-some"].map((id) =>
        `tests/7.9-doubling/misconceptions.ts: "${id}" is explained in #doubling, which the lesson's text does not have.`
      ),
    ],
  );
});

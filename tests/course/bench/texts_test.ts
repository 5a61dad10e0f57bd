import { assertEquals, assertRejects } from "@std/assert";
import { checkTexts, updateTexts } from "../../../scripts/bench/texts/texts.ts";
import { CourseError } from "../../../scripts/terminal/errors.ts";
import { fixtureCourse } from "../fixture/course.ts";
import { report } from "./report.ts";

const SOLUTION = "solutions/7.9-doubling/README.md";
const COPY = "lessons/7.9-doubling/README.md";

function course(text: string) {
  return fixtureCourse({ [SOLUTION]: text, [COPY]: "old\n" }, { frame: false });
}

Deno.test("updateTexts() writes tables into texts and their copies, formatted", async () => {
  await using fixture = await course(
    '# Text\n\n<!-- bench servers "Memory" of thread -->\n<!-- /bench -->\n\nEnd.\n',
  );
  const { root } = fixture;
  assertEquals(await updateTexts(root, report()), [SOLUTION]);
  const text = await Deno.readTextFile(new URL(SOLUTION, root));
  assertEquals(
    text,
    `# Text

<!-- bench servers "Memory" of thread -->

| Memory (MB) |   1 client |
| :---------- | ---------: |
| thread      | 50 ± 1 (1) |

Measured by \`deno task bench servers\` on 22 November 2026: Fast <1>, 2 cores, 8
GB, Linux 6.18, Deno 2.9.6. Median ± half the distance between the quartiles,
and the place; two places, such as (2–3), mean: too close to rank.

<!-- /bench -->

End.
`,
  );
  assertEquals(await Deno.readTextFile(new URL(COPY, root)), text);
});

Deno.test("updateTexts() writes nothing when a mark names no chart", async () => {
  const text = '<!-- bench servers "Memry" -->\n<!-- /bench -->\n';
  await using fixture = await course(text);
  const { root } = fixture;
  await assertRejects(
    () => updateTexts(root, report()),
    CourseError,
    `${SOLUTION}: Line 1 names no chart of servers: "Memry". There is "Memory".`,
  );
  assertEquals(await Deno.readTextFile(new URL(SOLUTION, root)), text);
});

Deno.test("checkTexts() refuses a section that does not exist before anything is measured", async () => {
  await using fixture = await course(
    '<!-- bench lcks "A" -->\n<!-- /bench -->\n',
  );
  await assertRejects(
    () => checkTexts(fixture.root),
    CourseError,
    `${SOLUTION}: Line 1 names no section: "lcks".`,
  );
});

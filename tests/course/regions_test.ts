import { assertEquals, assertThrows } from "@std/assert";
import { findRegions, makeStarter } from "../../scripts/lesson/regions.ts";

const SOURCE = `export function first(): number {
  // TODO(7.9.1): Give one.
  // It is the number before two.
  // #region 7.9.1
  return 1;
  // #endregion
}

export class Second {
  give(): number {
    // TODO(7.9.2): Give two.
    // #region 7.9.2
    return 2;
    // #endregion
  }
}
`;

Deno.test("findRegions() gives each region's step, lines and indentation when marks pair", () => {
  assertEquals(findRegions(SOURCE), [
    { step: "7.9.1", start: 3, end: 5, indent: "  " },
    { step: "7.9.2", start: 11, end: 13, indent: "    " },
  ]);
});

Deno.test("findRegions() gives a step's regions apart when it has two", () => {
  const twice = SOURCE.replaceAll("7.9.2", "7.9.1");
  assertEquals(findRegions(twice).map(({ step }) => step), ["7.9.1", "7.9.1"]);
});

Deno.test("findRegions() gives none when there are no marks", () => {
  assertEquals(findRegions(""), []);
  assertEquals(findRegions("// #region imports\n"), []);
});

const WRONG: [when: string, from: string, to: string, message: string][] = [
  [
    "a region opens inside another",
    "  return 1;",
    "  // TODO(7.9.3): More.\n  // #region 7.9.3\n  // #endregion",
    "Line 6 opens region 7.9.3 inside region 7.9.1.",
  ],
  [
    "a region is never closed",
    "    return 2;\n    // #endregion\n",
    "    return 2;\n",
    "Region 7.9.2 is never closed.",
  ],
  [
    "a mark closes no region",
    "}\n\nexport class",
    "  // #endregion\n}\n\nexport class",
    "Line 7 closes no region.",
  ],
  [
    "a region has no task",
    "  // TODO(7.9.1): Give one.\n",
    "",
    'Line 3 opens region 7.9.1, which does not stand under "// TODO(7.9.1): …".',
  ],
  [
    "a region stands under another step's task",
    "// TODO(7.9.1): Give one.",
    "// TODO(7.9.2): Give one.",
    'Line 4 opens region 7.9.1, which does not stand under "// TODO(7.9.1): …".',
  ],
  [
    "code stands between a task and its region",
    "  // It is the number before two.",
    "  const one = 1;",
    'Line 4 opens region 7.9.1, which does not stand under "// TODO(7.9.1): …".',
  ],
  [
    "a task has no text",
    "// TODO(7.9.1): Give one.",
    "// TODO(7.9.1):",
    'Line 4 opens region 7.9.1, which does not stand under "// TODO(7.9.1): …".',
  ],
];

for (const [when, from, to, message] of WRONG) {
  Deno.test(`findRegions() throws when ${when}`, () => {
    const wrong = SOURCE.replace(from, to);
    assertEquals(
      assertThrows(() => findRegions(wrong), SyntaxError).message,
      message,
    );
  });
}

Deno.test("makeStarter() puts a throw in the place of each region when no step is named", () => {
  assertEquals(
    makeStarter(SOURCE),
    `export function first(): number {
  // TODO(7.9.1): Give one.
  // It is the number before two.
  throw new Error("TODO(7.9.1)");
}

export class Second {
  give(): number {
    // TODO(7.9.2): Give two.
    throw new Error("TODO(7.9.2)");
  }
}
`,
  );
});

Deno.test("makeStarter() leaves a step solved when told so", () => {
  assertEquals(
    makeStarter(SOURCE, (step) => step === "7.9.2"),
    SOURCE.replace(
      /\/\/ #region 7\.9\.2[^]*?#endregion/,
      'throw new Error("TODO(7.9.2)");',
    ),
  );
  assertEquals(makeStarter(SOURCE, () => false), SOURCE);
});

Deno.test("makeStarter() changes nothing when its own result is given", () => {
  const starter = makeStarter(SOURCE);
  assertEquals(makeStarter(starter), starter);
});

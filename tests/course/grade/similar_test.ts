import { assertEquals, assertGreaterOrEqual, assertMatch } from "@std/assert";
import { alike, type Work } from "../../../scripts/grade/similar/compare.ts";
import { similarPage } from "../../../scripts/grade/similar/page.ts";
import { printsOf } from "../../../scripts/grade/similar/prints_of.ts";
import { similarities } from "../../../scripts/grade/similar/similarities.ts";
import { tokensOf } from "../../../scripts/grade/similar/tokens.ts";
import { findSubmissions } from "../../../scripts/grade/submissions/find.ts";
import { fixtureCourse, LESSON } from "../fixture/course.ts";
import { measure } from "./bench/similarity.ts";
import { writeClass } from "./class.ts";
import { SOLVED } from "./hostile/attack.ts";

const words = (source: string) =>
  tokensOf(source).map(({ word }) => word).join(" ");

Deno.test("tokensOf() makes no difference of names, looks, types and comments", () => {
  assertEquals(
    words("const total: number = Atomics.add(this.#words, 0, 1); // one"),
    words("let sum = Atomics\n  .add((this.#memory as Int32Array), 0, 1)"),
  );
  assertEquals(words("a.wait(b)") === words("a.notify(b)"), false);
  assertEquals(words('import { a } from "b"; f("x")'), words("f(`y`)"));
});

Deno.test("printsOf() says what cannot be compared, and goes on", () => {
  const { files, left } = printsOf([
    ["odd.ts", "class {"],
    ["deep.ts", `f(${"[".repeat(50_000)}`],
    ["long.ts", "f(1);".repeat(100_000)],
    ["good.ts", "export const one = () => f(1, 2, 3, 4, 5, 6, 7, 8, 9, 10);"],
  ]);
  assertEquals(left.map((why) => why.split(":")[0]), [
    ...["odd.ts", "deep.ts", "long.ts"],
  ]);
  assertEquals(files.map(({ path }) => path), ["good.ts"]);
  assertGreaterOrEqual(files[0]?.prints.length ?? 0, 1);
});

Deno.test("alike() finds what was made alike, and no honest pair", async () => {
  const { found, missed, alarms } = await measure("7.4", 12, 5, 9);
  assertEquals({ missed, alarms }, { missed: [], alarms: [] });
  assertEquals(found.length, 5);
});

Deno.test("alike() does not compare earlier years with one another", () => {
  const text = Array.from({ length: 40 }, (_, n) => `f(${n}, ${n * n});`)
    .join("\n");
  const work = (name: string, isOwn: boolean): Work => ({
    ...{ name, isOwn },
    ...printsOf([["a.ts", text]]),
  });
  const works = [work("now", true), work("then", false), work("then 2", false)];
  assertEquals(
    alike(works, new Set()).map(({ a, b }) => `${a.name} ${b.name}`),
    ["now then", "now then 2"],
  );
});

Deno.test("alike() finds two that are equal also where all of it is common", () => {
  const line = (n: number) => `f(${n}, ${n * n});`;
  const work = (name: string, isOwn: boolean, ...own: number[]): Work => ({
    ...{ name, isOwn },
    ...printsOf([[
      "a.ts",
      [...Array(60).keys(), ...own].map(line).join("\n"),
    ]]),
  });
  const works = ["a", "b", "c", "d"].map((name, at) =>
    work(name, true, 90 + at, 80 + at)
  );
  works.push(work("then", false, 91, 81));
  assertEquals(
    alike(works, new Set()).map(({ a, b, share }) => [a.name, b.name, share]),
    [["b", "then", 1]],
  );
});

/** Code that only one would write. */
const PECULIAR = `let sum = 0;
  for (const one of [${SOLVED.length}, 4, 9, 16]) { sum += one * 17 - number; if (sum > 400) break; }
  while (sum % 13 !== 5) { sum = sum * 3 + 1; if (sum > 9000) sum -= 8999; }
  const seen = [sum, sum + 2, sum * 7]; seen.push(seen.length ? 31 : 77); seen.sort((a, b) => b - a);
  return number + number + 0 * seen[0];`;

Deno.test("similarities() reads a class in programs of its own, and shows pairs as text", async () => {
  await using course = await fixtureCourse();
  const attack = (name: string, first: string) => ({
    ...{ name, expected: {} },
    bodies: [first, SOLVED[1], SOLVED[2]] as typeof SOLVED,
  });
  await using submitted = await writeClass([
    attack("ada <b>", PECULIAR),
    attack("bob", PECULIAR.replaceAll("sum", "total").replaceAll(";", " ;\n")),
    attack("cyd", SOLVED[0]),
    attack("dan", "return (;"),
  ]);
  await using earlier = await writeClass([attack("eve", PECULIAR)]);
  const found = await similarities(course.root, {
    lessons: [LESSON],
    submissions: await findSubmissions(submitted.folder),
    against: await findSubmissions(earlier.folder),
    jobs: 2,
    signal: new AbortController().signal,
  });
  assertEquals(
    found.pairs.map(({ a, b }) => [a.name, b.name].sort().join(", ")).sort(),
    ["ada <b>, bob", "ada <b>, eve", "bob, eve"],
  );
  const html = [...similarPage(found, (name) => name)].join("");
  assertMatch(html, /evidence, and no verdict/);
  assertMatch(html, /ada &lt;b&gt;, double\.ts:\d+/);
  assertMatch(html, /<li>dan: 7\.9: double\.ts: it cannot be parsed/);
  assertEquals(/ada <b>|<script/.test(html), false);
  const numbers = [...similarPage(found, () => "Submission 1")].join("");
  assertEquals(/ada|bob|eve/.test(numbers), false);
});

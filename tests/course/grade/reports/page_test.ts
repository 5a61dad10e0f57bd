import { assertEquals, assertMatch } from "@std/assert";
import { withoutNames } from "../../../../scripts/grade/report/anonymous.ts";
import { htmlReport } from "../../../../scripts/grade/report/html.ts";
import type {
  FailedTest,
  GradeReport,
} from "../../../../scripts/grade/report/report.ts";
import { lesson, report, step } from "./sample.ts";

const FAILURE: FailedTest = {
  kind: "story",
  test: "7.9.2 doubleAll() doubles each number",
  steps: ["called doubleAll([1, 2])"],
  expected: "[2, 4]",
  got: "[1, 2]",
};

const SAYS = { id: "no-product", says: "It does not multiply." };

/** A class in which one is done, two have the same wrong, one has begun. */
function klass(): GradeReport {
  const all = report();
  const first = step("7.9.1", { status: "passed", points: 40, of: 40 });
  const wrong = (got: string) =>
    lesson({
      steps: [
        first,
        step("7.9.2", {
          message: "Expected: [2, 4]",
          misconception: { ...SAYS, text: "lessons/7.9-x/README.md#doubling" },
          failure: { ...FAILURE, got },
        }),
      ],
    });
  const done = lesson({ steps: [first, { ...first, step: "7.9.2" }] });
  const todo = lesson({
    steps: [first, step("7.9.2", { failure: { ...FAILURE, kind: "todo" } })],
  });
  all.submissions = [
    { name: "ada lovelace", points: 60, of: 60, findings: [], lessons: [done] },
    ...["bob", "cyd"].map((name) => ({
      ...{ name, points: 40, of: 60, lessons: [wrong(`${name} got [1, 2]`)] },
      findings: [{ path: `${name}/a.ts`, message: `of ${name}` }],
    })),
    { name: "dan", points: 40, of: 60, findings: [], lessons: [todo] },
  ];
  return all;
}

function page(...args: Parameters<typeof htmlReport>): string {
  return [...htmlReport(...args)].join("");
}

Deno.test("htmlReport() says which step stops how many", () => {
  const row = page(klass()).match(/<tr id="step-7\.9\.2">.*<\/tr>/)?.[0] ?? "";
  // Stopped here, passed, wrong, not written, not reached.
  assertEquals(
    [...row.matchAll(/<td[^>]*>(\d+)/g)].map(([, count]) => count),
    ["3", "1", "2", "1", "0"],
  );
});

Deno.test("htmlReport() counts misconceptions, with examples and the text's section", () => {
  const titles = new Map([["lessons/7.9-x/README.md#doubling", "Doubling"]]);
  const html = page(klass(), { titles });
  assertMatch(html, /<a href="#at-7\.9\.2-no-product">2 of 4<\/a> at 7\.9\.2/);
  assertMatch(html, /It does not multiply\..*Text 7\.9, “Doubling”/);
  assertEquals(html.match(/<details class="example">/g)?.length, 2);
  assertMatch(html, /<dt>Got<\/dt><dd>bob got \[1, 2\]<\/dd>/);
});

Deno.test("htmlReport() has a word for each step of each submission", () => {
  const html = page(klass());
  const map = html.slice(html.indexOf('<table class="map">'));
  const words = [...map.matchAll(/<td class=(\w+)>(\w+)/g)];
  assertEquals(
    words.map(([, , word]) => word).join(" "),
    "ok ok ok no ok no ok todo",
  );
  assertEquals(words.filter(([, look, word]) => look !== word), []);
});

Deno.test("htmlReport() leads to each submission's part, and heads its tables", () => {
  const html = page(klass());
  const ids = [...html.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id);
  assertEquals(ids.length, new Set(ids).size);
  const links = [...html.matchAll(/ href="#([^"]+)"/g)].map(([, id]) => id);
  assertEquals(links.filter((link) => !ids.includes(link ?? "")), []);
  assertMatch(html, /<th scope="row"><a href="#submission-2">bob<\/a><\/th>/);
  const heads = html.match(/<th\b[^>]*>/g) ?? [];
  assertEquals(heads.filter((head) => !/ scope="/.test(head)), []);
});

Deno.test("htmlReport() has points over time, by name", () => {
  const earlier = klass();
  earlier.submissions = earlier.submissions.slice(0, 2).reverse()
    .map((one) => ({
      ...one,
      lessons: [lesson({ points: 10 })],
    }));
  const html = page(klass(), {
    before: [{ label: "<week 1>", report: earlier }],
  });
  assertMatch(html, /<th scope="row">&lt;week 1&gt;<\/th><td>2<\/td>/);
  assertMatch(
    html,
    /bob<\/a><\/th><td>40<\/td><td>10<\/td><td>40 \/ 60<\/td><td>\+30<\/td>/,
  );
  assertMatch(html, /dan<\/a><\/th>.*<td>new<\/td>/);
});

Deno.test("withoutNames() leaves nobody's name in any place", () => {
  const before = [{ label: "week 1", report: klass() }];
  const anonymous = withoutNames(klass(), before);
  for (const name of ["ada", "lovelace", "bob", "cyd", "dan"]) {
    assertEquals(JSON.stringify(anonymous.report).includes(name), false, name);
    assertEquals(JSON.stringify(anonymous.before).includes(name), false, name);
  }
  assertEquals(anonymous.names.get("ada lovelace"), "Submission 1");
  // The same ones have the same numbers, earlier, too.
  const [first] = anonymous.before[0]?.report.submissions ?? [];
  assertEquals(first?.name, "Submission 1");
  assertEquals(first?.points, 60);
  // It says nothing of the order of names.
  const reversed = klass();
  reversed.submissions.reverse();
  assertEquals(
    JSON.stringify(withoutNames(reversed).report),
    JSON.stringify(anonymous.report),
  );
});

/**
 * Lets the terminal, the page's engine in Deno, and the page in Chromium and in
 * WebKit run every wrong version of the steps that the explorer proves, and
 * compares what they tell.
 *
 *     deno run -A tests/course/lab/every_version.ts [7.4]
 *
 * @module
 */

import { readLessons } from "../../../scripts/lesson/manifest.ts";
import type { TestResult } from "../../../scripts/runner/result.ts";
import type { Case } from "../../../scripts/selftest/case.ts";
import { COURSE } from "../fixture/course.ts";
import {
  builtEngine,
  differences,
  inTerminal,
  type Teller,
} from "./agreement.ts";
import { hasBrowser, openBrowser, visit } from "./browser.ts";
import { fitsPage, pageTeller } from "./page_teller.ts";
import { hasWebKit, webKitTeller } from "./webkit.ts";
import { type WrongVersion, wrongVersions } from "./wrong_versions.ts";

const lessons = await readLessons(COURSE);
await using open = new AsyncDisposableStack();
const engine = open.use(await builtEngine(lessons));
const inPage = hasBrowser
  ? open.use(await visit(open.use(await openBrowser())))
  : undefined;
const pages: [browser: string, teller: Teller][] = [];
if (inPage !== undefined) {
  pages.push(["Chromium", await pageTeller(inPage)]);
}
if (hasWebKit) {
  pages.push(["WebKit", open.use(await webKitTeller()).teller]);
}
if (pages.length < 2) console.log("Chromium or WebKit is not there.");
for (const lesson of lessons) {
  const { number } = lesson;
  if (!number.startsWith(Deno.args[0] ?? "")) continue;
  const versions = await wrongVersions(COURSE, lesson);
  if (versions.length === 0) continue;
  const start = performance.now();
  const terminal = await inTerminal(versions);
  console.log(`${number} in the terminal: ${secondsSince(start)}`);
  await compare(`${number} in the engine`, engine.teller, versions, terminal);
  const fit = versions.filter(fitsPage);
  for (const [browser, page] of pages) {
    await compare(`${number} in ${browser}`, page, fit, terminal, 1);
  }
}
inPage?.assertNothingWrong();

async function compare(
  where: string,
  teller: Teller,
  versions: readonly WrongVersion[],
  terminal: ReadonlyMap<Case, TestResult[]>,
  jobs?: number,
): Promise<void> {
  const start = performance.now();
  const differ = await differences(versions, terminal, teller, jobs);
  for (const text of differ) console.log(text);
  console.log(
    `${where}: ${versions.length} wrong versions, ${differ.length} told otherwise, ${
      secondsSince(start)
    }`,
  );
  if (differ.length > 0) Deno.exitCode = 1;
}

function secondsSince(start: number): string {
  return `${((performance.now() - start) / 1_000).toFixed(1)} s`;
}

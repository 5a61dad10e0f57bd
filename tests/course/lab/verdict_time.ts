/**
 * Measures how soon a wrong version is told: in the page from the last key to the
 * first failure that is shown, in the terminal from the command to the first
 * failure that is printed. The two take turns; the medians are printed.
 *
 *     deno run -A tests/course/lab/verdict_time.ts [7.4.2]
 *
 * @module
 */

/// <reference lib="dom" />
import { markdownTable } from "markdown-table";
import { IN_PAGE } from "../../../scripts/lab/engine/steps.ts";
import { readLessons } from "../../../scripts/lesson/manifest.ts";
import { writeFiles } from "../../../scripts/lesson/files.ts";
import { COURSE } from "../fixture/course.ts";
import { openBrowser, type Visit, visit } from "./browser.ts";
import { copyCourse } from "./open_lab.ts";
import { fitsPage, learnersFiles } from "./page_teller.ts";
import { type WrongVersion, wrongVersions } from "./wrong_versions.ts";

const TURNS = 5;

await using browser = await openBrowser();
await using visiting = await visit(browser);
await using copy = await copyCourse(["tests"]);
const rows = [["step", "in the page, ms", "in the terminal, ms", "version"]];
for (const lesson of await readLessons(COURSE)) {
  const versions = await wrongVersions(COURSE, lesson);
  for (const step of IN_PAGE) {
    if (!step.startsWith(Deno.args[0] ?? "")) continue;
    const version = versions.find((one) => one.step === step && fitsPage(one));
    if (version === undefined) continue;
    const folder = new URL(`lessons/${lesson.folder}/`, copy.root);
    await writeFiles(folder, version.files);
    const times: [page: number, terminal: number][] = [];
    const inPage = await benchOf(version, visiting);
    for (let turn = 0; turn < TURNS; turn++) {
      times.push([await inPage(), await inTerminal(version)]);
    }
    const medians = [0, 1].map((at) => median(times.map((one) => one[at]!)));
    rows.push([step, ...medians.map((ms) => ms.toFixed(0)), version.name]);
    console.error(rows.at(-1)?.join("  "));
  }
}
console.log(markdownTable(rows, { align: ["l", "r", "r"] }));

/** Opens the bench; what is returned types a key there, and measures. */
async function benchOf(
  version: WrongVersion,
  { page, go, keep }: Visit,
): Promise<() => Promise<number>> {
  await go("#/");
  await page.locator(".doors").waitFor();
  await keep(learnersFiles(version));
  await go(`#/bench/${version.step}`);
  const whole = page.locator(".headline.is-bad", { hasText: /passed,.* in / });
  const editor = page.locator(".cm-content");
  return async () => {
    await whole.waitFor();
    await editor.press("Control+End");
    const told = await page.evaluateHandle(() => {
      const headline = document.querySelector(".headline") as Element;
      let pressed = Infinity;
      addEventListener("keydown", (event) => pressed = event.timeStamp, true);
      const told = new Promise<number>((resolve) => {
        new MutationObserver((_, observer) => {
          if (performance.now() < pressed || !headline.matches(".is-bad")) {
            return;
          }
          observer.disconnect();
          // Shown with the frame that comes.
          requestAnimationFrame(() => resolve(performance.now() - pressed));
        }).observe(headline, { attributeFilter: ["class"] });
      });
      return { told };
    });
    await page.keyboard.press("Space");
    return await told.evaluate(({ told }) => told);
  };
}

/** Runs the step as a learner does, up to its first failure. */
async function inTerminal({ lesson, step }: WrongVersion): Promise<number> {
  const start = performance.now();
  const child = new Deno.Command(Deno.execPath(), {
    args: ["task", `test:${lesson.number}`, "--step", step],
    cwd: copy.root,
    env: { NO_COLOR: "1" },
    stdout: "piped",
    stderr: "null",
  }).spawn();
  let [text, time] = ["", 0];
  for await (const part of child.stdout.pipeThrough(new TextDecoderStream())) {
    text += part;
    if (time === 0 && /^ +FAILED /m.test(text)) {
      time = performance.now() - start;
    }
  }
  await child.status;
  if (time > 0) return time;
  throw new Error(`Step ${step} has not failed in the terminal:\n${text}`);
}

function median(values: number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;
}

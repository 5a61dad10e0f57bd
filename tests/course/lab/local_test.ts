/// <reference lib="dom" />
import {
  assert,
  assertEquals,
  assertMatch,
  assertStringIncludes,
} from "@std/assert";
import type { Page } from "playwright-core";
import { assertForPeople } from "./for_people.ts";
import { lastPageTest, pageTest } from "./page_tests.ts";
import { copyCourse, type OpenLab, openWhole } from "./open_lab.ts";

const MUTEX = "lessons/7.4-locks/mutex.ts";

/** The server ends before the page does, and refuses what conflicts. */
const SERVER = /ERR_|status of (401|409)/;

/** Goes to a place in the lab on this machine. */
async function visit(page: Page, lab: OpenLab, fragment: string) {
  await page.goto(lab.address);
  await page.locator("main h1").first().waitFor();
  await page.evaluate((hash) => location.hash = hash, fragment);
  await page.locator("h1", { hasNotText: "How concurrent network" }).waitFor();
}

/** Types at the start of the file that is shown. */
async function typeAbove(page: Page, text: string): Promise<void> {
  await page.locator(".cm-content").press("Control+Home");
  await page.keyboard.insertText(`${text}\n`);
}

const inEditor = (page: Page, hasText: string) =>
  page.locator(".cm-content", { hasText }).waitFor();

const written = (lab: OpenLab) =>
  lab.next((event) => event.type === "file" && event.path === MUTEX);

pageTest(
  "the page and the file follow each other, in two tabs",
  async ({ page, fails }) => {
    fails(SERVER);
    await using copy = await copyCourse();
    await using lab = await openWhole(copy);
    const file = new URL(MUTEX, copy.root);
    await lab.next(({ type }) => type === "state");
    await visit(page, lab, "#/bench/7.4.2");
    const other = await page.context().newPage();
    await visit(other, lab, "#/bench/7.4.2");
    await typeAbove(page, "// from the page");
    await written(lab);
    const text = await Deno.readTextFile(file);
    assertMatch(text, /^\/\/ from the page\n/);
    await inEditor(other, "// from the page");
    await Deno.writeTextFile(file, `// from elsewhere\n${text}`);
    await inEditor(page, "// from elsewhere");
    await inEditor(other, "// from elsewhere");
    await typeAbove(other, "// from the other tab");
    await inEditor(page, "// from the other tab");
    assertEquals(await page.locator("dialog").count(), 0);
    assertEquals(await other.locator("dialog").count(), 0);
  },
);

pageTest(
  "of a file that was changed in two places, both are kept",
  async ({ page, fails }) => {
    fails(SERVER);
    await using copy = await copyCourse();
    await using lab = await openWhole(copy);
    const file = new URL(MUTEX, copy.root);
    await lab.next(({ type }) => type === "state");
    await visit(page, lab, "#/bench/7.4.2");
    let theirs = "";
    await page.route("**/api/file", async (route) => {
      const isWrite = route.request().method() === "PUT";
      if (isWrite && theirs !== "") await Deno.writeTextFile(file, theirs);
      theirs = "";
      await route.continue();
    });
    theirs = "// theirs, one\n";
    await typeAbove(page, "// mine, one");
    const mine = page.getByLabel("In this page (you may edit it)");
    assertMatch(await mine.inputValue(), /^\/\/ mine, one\n/);
    const differs = await mine.evaluate((text) => {
      const { scrollTop, selectionStart } = text as HTMLTextAreaElement;
      return [scrollTop, selectionStart];
    });
    assertEquals(differs, [0, "// ".length]);
    await page.getByText("Keep what is in this page").click();
    // Keys go to what is there, also if nobody sees it.
    const dialog = page.locator("dialog");
    await dialog.waitFor({ state: "detached" });
    do await written(lab); while (
      !/^\/\/ mine, one/.test(await Deno.readTextFile(file))
    );
    theirs = "// theirs, two\n";
    await typeAbove(page, "// mine, two");
    await dialog.waitFor();
    await page.getByText("Take what is on disk").press("Enter");
    await inEditor(page, "// theirs, two");
    assertEquals(await Deno.readTextFile(file), "// theirs, two\n");
    await page.evaluate(() => location.hash = "#/kept");
    await page.locator("details").first().waitFor();
    const kept = await page.locator("details pre").allTextContents();
    assertEquals(kept.length, 2);
    assertMatch(kept[0] ?? "", /^\/\/ mine, two\n\/\/ mine, one\n/);
    assertEquals(kept[1], "// theirs, one\n");
  },
);

pageTest(
  "what is typed while the server is gone is written when it is back",
  async ({ page, fails }) => {
    fails(SERVER);
    await using copy = await copyCourse();
    const file = new URL(MUTEX, copy.root);
    let port: number;
    {
      await using lab = await openWhole(copy);
      port = lab.port;
      await visit(page, lab, "#/bench/7.4.2");
      await inEditor(page, "TODO(7.4.2)");
    }
    const banner = page.locator(".banner", { hasText: "server is gone" });
    await banner.waitFor();
    assertStringIncludes(await banner.innerText(), `--port ${port}`);
    await typeAbove(page, "// typed alone");
    await using lab = await openWhole(copy, port);
    await lab.next(({ type }) => type === "state");
    await visit(page, lab, "#/bench/7.4.2");
    await inEditor(page, "// typed alone");
    await written(lab);
    assertMatch(await Deno.readTextFile(file), /^\/\/ typed alone\n/);
    assertEquals(await page.locator(".banner:visible").count(), 0);
  },
);

pageTest(
  "code that someone sent has nothing to do with the files on disk",
  async ({ page, fails }) => {
    fails(SERVER);
    await using copy = await copyCourse();
    await using lab = await openWhole(copy);
    const file = new URL(MUTEX, copy.root);
    await lab.next(({ type }) => type === "state");
    await visit(page, lab, "#/bench/7.4.2");
    await typeAbove(page, "// my own");
    await written(lab);
    await page.getByRole("button", { name: "Copy a link" }).click();
    await page.getByText("It leads to this machine").waitFor();
    const link = await page.getByLabel("The link").inputValue();
    await page.getByRole("button", { name: "Close" }).click();
    await page.evaluate((hash) => location.hash = hash, new URL(link).hash);
    await page.getByRole("button", { name: "Run its tests" }).click();
    await page.locator(".headline", { hasText: "still to be written" })
      .waitFor();
    assertEquals(await page.getByText("On this machine").count(), 0);
    await page.getByRole("button", { name: "Start again" }).click();
    await page.getByRole("button", { name: "Put the starter back" }).click();
    await page.locator("#live", { hasText: "The starter is back" }).waitFor();
    assertMatch(await Deno.readTextFile(file), /^\/\/ my own\n/);
  },
);

pageTest(
  "hints, the solution, starters, progress and figures are there",
  async ({ page, fails }) => {
    fails(SERVER);
    await using copy = await copyCourse();
    await using lab = await openWhole(copy);
    const at = (path: string) => new URL(path, copy.root);
    const read = (path: string) => Deno.readTextFile(at(path));
    await page.setViewportSize({ width: 360, height: 800 });
    await visit(page, lab, "#/bench/7.4.2");
    let saved = 0;
    const bothSaved = page.waitForResponse((response) =>
      response.url().endsWith("/api/hint") && ++saved === 2
    );
    await page.getByText("Show a hint (").click();
    await page.getByText(/^One more hint/).press("Enter");
    await page.locator(".hints li").nth(1).waitFor();
    const asked = page.waitForResponse("**/api/diff?*");
    await page.getByText("Compare with the solution").press("Enter");
    await asked;
    await page.getByText("Show it all the same").click();
    const patch = await page.locator(".patch").first().innerText();
    assertMatch(patch, /^@@ [^]*\n\+.*compareExchange/);
    await assertForPeople(page, "the solution");
    await bothSaved;
    assertEquals((await lab.client.state()).hints, { "7.4.2": 2 });

    const starter = await read(MUTEX);
    await typeAbove(page, "// mine");
    await page.getByText("Start again …").click();
    await page.getByText("Put the starter back").waitFor();
    await assertForPeople(page, "the question");
    // What is said next may come at once.
    const said = await page.evaluateHandle(() => {
      const live = document.querySelector("#live") as Element;
      const backup = new Promise<string>((resolve) =>
        new MutationObserver(() => {
          const found = live.textContent?.match(/\.course\/backups\/.*\//);
          if (found) resolve(found[0]);
        }).observe(live, { childList: true })
      );
      return { backup };
    });
    await page.getByText("Put the starter back").click();
    const backup = await said.evaluate(({ backup }) => backup);
    assertEquals(await read(MUTEX), starter);
    assertMatch(await read(`${backup}mutex.ts`), /^\/\/ mine\n/);
    assertEquals(await page.getByText("// mine").count(), 0);

    await Deno.writeTextFile(
      at(".course/progress.txt"),
      "7.4.1 passed\n7.4.2 failed\n",
    );
    await page.evaluate(() => location.hash = "#/lessons");
    await page.getByText(/^1 of \d+ steps have passed/).waitFor();
    await page.getByText("1 of 8 steps, ").waitFor();
    await assertForPeople(page, "all lessons");
    await page.getByRole("link", { name: "7.1.2 " }).press("Enter");
    await page.locator(".machine").waitFor();
    await page.getByText("so its tests run in Deno.").waitFor();
    await assertForPeople(page, "a step of 7.1");

    await page.evaluate(() => location.hash = "#/figures");
    await page.getByText("Nothing was measured on this machine yet").waitFor();
    const report = {
      version: 1,
      date: "2026-11-22T10:00:00Z",
      machine: { cpu: "A", cores: 2, memory: 2 ** 32, system: "Linux" },
      deno: "2.9.6",
      quick: true,
      sections: [{
        name: "locks",
        title: "Locks",
        how: ["With a clock."],
        noisy: false,
        charts: [{
          title: "Lock and unlock",
          unit: "ns",
          points: "Threads",
          labels: ["1", "2"],
          better: "less",
          series: [
            { name: "mutex", values: [{ median: 12, spread: 1, runs: 9 }] },
          ],
        }],
      }],
    };
    await Deno.mkdir(at(".course/bench/"), { recursive: true });
    await Deno.writeTextFile(
      at(".course/bench/report.json"),
      JSON.stringify(report),
    );
    await page.reload();
    const row = page.getByRole("row", { name: /^mutex/ });
    assertMatch(await row.innerText(), /mutex\s+12 ± 1\s+not measured/);
    await assertForPeople(page, "the figures");
  },
);

pageTest(
  "a step runs on this machine, and its results come as they are",
  async ({ page, fails }) => {
    fails(SERVER);
    await using copy = await copyCourse();
    const folder = "7.4-locks/counter.ts";
    await Deno.copyFile(
      new URL(`solutions/${folder}`, copy.root),
      new URL(`lessons/${folder}`, copy.root),
    );
    await using lab = await openWhole(copy);
    await visit(page, lab, "#/bench/7.4.1");
    await page.getByRole("button", { name: "Run step 7.4.1" }).press("Enter");
    await page.locator(".run-log .is-good", { hasText: "all passed." })
      .waitFor({ timeout: 120_000 });
    await page.getByText("All tests of this run").click();
    assert(await page.locator(".run-log .test.is-passed").count() > 0);
    await page.evaluate(() => location.hash = "#/lessons");
    await page.getByText(/^1 of \d+ steps have passed/).waitFor();
    await page.locator(".run-log", { hasText: "all passed." }).waitFor();
  },
);

pageTest(
  "each lesson runs on this machine, and tells its story",
  async ({ page, fails }) => {
    fails(SERVER);
    await using copy = await copyCourse(["tests"]);
    await using lab = await openWhole(copy);
    await visit(page, lab, "#/lessons");
    const log = page.locator(".run-log");
    for (const number of ["7.1", "7.2", "7.3", "7.4", "7.5"]) {
      await page.getByRole("button", { name: `Run lesson ${number}` }).click();
      await log.getByText(`Lesson ${number}: not all passed.`)
        .waitFor({ timeout: 120_000 });
      const told = await log.locator(".told").innerText();
      assertMatch(told, new RegExp(`${number}\\.1[^]*Task +${number}\\.1 `));
      const tests = log.locator(".test-name", { hasText: `${number}.1 ` });
      assert(await tests.count() > 0, number);
    }
  },
);

lastPageTest();

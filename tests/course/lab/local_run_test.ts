/// <reference lib="dom" />
import { assert, assertEquals, assertMatch } from "@std/assert";
import { assertForPeople } from "./for_people.ts";
import { MUTEX, SERVER, typeAbove, visit } from "./local_page.ts";
import { lastPageTest, pageTest } from "./page_tests.ts";
import { copyCourse, openWhole } from "./open_lab.ts";

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

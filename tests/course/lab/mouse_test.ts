import { assertEquals, assertMatch } from "@std/assert";
import { lastPageTest, pageTest } from "./page_tests.ts";

pageTest(
  "the bench by mouse: files, steps of a schedule, a check, another step",
  async ({ page, take }) => {
    await take("a-bell-before-the-door");
    await page.locator(".failure .meaning").waitFor();
    const click = (name: string) => page.getByRole("button", { name }).click();
    const count = page.locator(".count");
    for (
      const [name, step] of [
        ["Step back", 6],
        ["Step back", 5],
        ["First step", 0],
        ["Where it went wrong", 7],
        ["First step", 0],
        ["Last step", 7],
      ] as const
    ) {
      await click(name);
      assertEquals(await count.textContent(), `step ${step} of 7`, name);
    }
    await page.locator(".schedule td", { hasText: "notify mutex" }).click();
    assertEquals(await count.textContent(), "step 3 of 7");
    assertMatch(await page.locator(".cm-mark-here").innerText(), /notify/);
    // The code beside it goes there, and the page stays.
    await page.setViewportSize({ width: 360, height: 700 });
    // So that no click has to bring a button into view.
    await page.locator(".schedule-part .bar")
      .evaluate((bar) => bar.scrollIntoView({ block: "center" }));
    await click("First step");
    const before = await page.evaluate(() => scrollY);
    await click("Where it went wrong");
    await page.locator(".cm-mark-here", { hasText: "exchange" }).waitFor();
    await click("First step");
    await click("Step forward");
    await page.locator(".cm-mark-here", { hasText: "compareEx" }).waitFor();
    assertEquals(await page.evaluate(() => scrollY), before);
    await page.setViewportSize({ width: 1280, height: 720 });
    assertMatch(
      await page.locator(".memory tr", { hasText: /^mutex/ }).innerText(),
      /LOCKED \(1\)/,
    );
    const tab = page.locator("[role=tab][aria-selected=true]");
    await page.getByLabel("Open another file").selectOption({ index: 1 });
    assertMatch(await tab.innerText(), /condition/);
    await page.getByRole("tab", { name: "mutex.ts" }).click();
    await page.locator(".cm-line", { hasText: "Atomics.notify" }).dblclick();
    await click("Check now");
    await page.getByText("Checking …").waitFor({ state: "detached" });
    await page.locator(".failure .meaning").waitFor();
    await page.getByText("All tests of this step").click();
    await page.locator(".test.is-failed").first().waitFor();
    await page.locator("#theme").selectOption("dark");
    await page.locator("#step").selectOption("7.5.6");
    await page.locator(".headline", { hasText: "still to be written" })
      .waitFor();
  },
);

pageTest(
  "the scheduler by mouse: back, again, from the past, and the shortest way",
  async ({ page, go }) => {
    await go("#/gallery");
    await page.getByRole("link", { name: "After you" }).click();
    const click = (name: string) => page.getByRole("button", { name }).click();
    const choose = (key: string) => page.locator(`[data-key=${key}]`).click();
    const score = (hasText: string) =>
      page.locator(".score", { hasText }).waitFor();
    await choose("run0");
    await score("1 step.");
    await choose("run1");
    await score("2 steps.");
    await click("Take back");
    await score("1 step.");
    await choose("run0");
    await score("2 steps.");
    await click("Step back");
    await click("Go on from here");
    await score("1 step.");
    await click("Start again");
    await score("0 steps.");
    await click("Let the explorer finish");
    await click("Show the shortest way: 4 more steps");
    await score("The explorer breaks it in 4 steps");
    await page.getByText("Why it breaks").waitFor();
    await page.getByRole("link", { name: /^Next: / }).click();
    await score("Break it!");
    await page.getByRole("link", { name: "All broken things" }).click();
    // What the explorer has shown is nobody's record.
    await page.getByText("You have broken 0 of").waitFor();
  },
);

pageTest(
  "the book by mouse: contents, words, neighbours, and what to try",
  async ({ page, go }) => {
    await go("#/");
    await page.getByRole("link", { name: "Read the book" }).click();
    await page.locator("article h1").waitFor();
    await page.locator(".contents a", { hasText: /^7\.4/ }).first().click();
    await page.locator("article h1", { hasText: "7.4" }).waitFor();
    await page.locator("article a.word").first().click();
    await page.locator("article h1").waitFor();
    await page.getByRole("link", { name: "Words", exact: true }).click();
    await page.locator(".words a").first().click();
    await page.locator(".turn a").last().click();
    await page.getByRole("link", { name: "Mistakes", exact: true }).click();
    const mistake = page.locator("h3 a[href*='7.4-locks']").first();
    const href = await mistake.getAttribute("href");
    await mistake.click();
    await page.locator("article h1", { hasText: "7.4" }).waitFor();
    const anchor = href?.split("#").at(-1) ?? "";
    assertEquals(await page.evaluate(() => document.activeElement?.id), anchor);
    await page.locator("article summary").first().click();
    await page.locator("article details[open]").waitFor();
    await page.locator(".try a", { hasText: "Write 7.4.1" }).click();
    await page.locator(".headline", { hasText: "still to be written" })
      .waitFor();
  },
);

lastPageTest();

import { assertEquals, assertMatch } from "@std/assert";
import type { Locator, Page } from "playwright-core";
import { lastPageTest, pageTest } from "./page_tests.ts";

/** Goes there by Tab alone, as who has no mouse. */
async function tabTo(page: Page, to: Locator): Promise<void> {
  await to.waitFor();
  for (let i = 0; i < 400; i++) {
    const [isThere, isInEditor] = await to.evaluate((one) => [
      one === document.activeElement,
      document.activeElement?.closest(".cm-editor") !== null,
    ]);
    if (isThere) return;
    // There, Tab moves lines.
    if (isInEditor) await page.keyboard.press("Escape");
    await page.keyboard.press("Tab");
  }
  throw new Error(`Tab does not lead to ${to}.`);
}

async function enter(page: Page, name: string | RegExp): Promise<void> {
  const found = page.getByRole("button", { name })
    .or(page.getByRole("link", { name })).first();
  await tabTo(page, found);
  await page.keyboard.press("Enter");
}

pageTest(
  "the bench by keys: from the first page to a place in the code",
  async ({ page, take, go }) => {
    await take("a-bell-before-the-door");
    await page.locator(".failure .meaning").waitFor();
    await go("#/");
    await enter(page, "Go on with step 7.4.2");
    await page.locator(".failure .meaning").waitFor();
    await enter(page, "mutex.ts, line 32");
    assertMatch(await page.locator(".cm-activeLine").innerText(), /exchange/);
    const tab = page.locator("[role=tab][aria-selected=true]");
    await tabTo(page, page.getByLabel("Open another file"));
    await page.keyboard.press("g");
    assertMatch(await tab.innerText(), /^given.* to read/);
    await tabTo(page, tab);
    await page.keyboard.press("Home");
    assertEquals(await tab.innerText(), "mutex.ts");
    await page.keyboard.press("ArrowRight");
    assertMatch(await tab.innerText(), /^given/);
    await tabTo(page, page.locator(".schedule-scroll"));
    await page.keyboard.press("Home");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("e");
    assertEquals(await tab.innerText(), "mutex.ts");
    assertMatch(await page.locator(".cm-activeLine").innerText(), /compareEx/);
    await tabTo(page, page.locator("#step"));
    await page.keyboard.press("ArrowDown");
    await page.getByRole("heading", { name: /^7\.4\.3 / }).waitFor();
  },
);

pageTest(
  "the scheduler by keys: from a schedule to the shortest way",
  async ({ page, take }) => {
    await take("after-you-no-after-you");
    await page.locator(".schedule-part .schedule").waitFor();
    await tabTo(page, page.locator(".schedule-scroll"));
    await page.keyboard.press("Home");
    await enter(page, "Be the scheduler from here");
    const count = page.locator(".count");
    const other = page.locator(".choice [data-key=run1]");
    // What it would do, and where.
    await other.waitFor();
    assertMatch(await other.innerText(), /load mutex\s+mutex\.ts:\d+/);
    await tabTo(page, other);
    await page.keyboard.press("Enter");
    await page.getByText("step 1 of 1").waitFor();
    await enter(page, "Take back");
    const isAtStart = page.getByRole("button", {
      name: "Take back",
      disabled: true,
    });
    await isAtStart.waitFor();
    await page.keyboard.press("0");
    await page.getByText("step 1 of 1").waitFor();
    await enter(page, "Start again");
    await isAtStart.waitFor();
    await enter(page, "Let the explorer finish");
    await enter(page, "Show the shortest way: 4 more steps");
    await page.locator(".verdict-line", { hasText: "Broken." }).waitFor();
    assertEquals(await count.textContent(), "step 4 of 4");
    await tabTo(page, page.locator(".schedule-scroll"));
    await page.keyboard.press("ArrowUp");
    await enter(page, "Go on from here");
    await page.getByText("step 3 of 3").waitFor();
  },
);

pageTest(
  "a link by keys: copied, sent, run, and put on the bench",
  async ({ page, take, go }) => {
    await take("a-bell-before-the-door");
    await page.locator(".failure .meaning").waitFor();
    await enter(page, "Copy a link");
    const link = await page.getByLabel("The link").inputValue();
    assertEquals(
      await page.evaluate(() => navigator.clipboard.readText()),
      link,
    );
    await page.keyboard.press("Escape");
    await page.locator("dialog").waitFor({ state: "detached" });
    await page.evaluate(() => localStorage.clear());
    await go("#/");
    await go(new URL(link).hash);
    await enter(page, "Run its tests");
    await page.locator(".failure .meaning").waitFor();
    await enter(page, "Put it on my bench");
    await page.locator(".banner:visible").waitFor({ state: "detached" });
    await page.locator(".failure .meaning").waitFor();
  },
);

pageTest(
  "the book by keys: mistakes, words and steps lead to each other",
  async ({ page, go }) => {
    await go("#/");
    await enter(page, "Mistakes");
    await page.locator(".mistakes").first().waitFor();
    const mistake = page.locator("h3 a").first();
    const href = await mistake.getAttribute("href");
    await tabTo(page, mistake);
    await page.keyboard.press("Enter");
    await page.locator("article h1").waitFor();
    const anchor = href?.split("#").at(-1) ?? "";
    assertEquals(await page.evaluate(() => document.activeElement?.id), anchor);
    await enter(page, "Words");
    await tabTo(page, page.locator(".words a", { hasText: "mutex" }).first());
    await page.keyboard.press("Enter");
    await page.locator("article h1", { hasText: "7.4" }).waitFor();
    await tabTo(page, page.locator("article a.word").first());
    await page.keyboard.press("Enter");
    await page.locator("article h1").waitFor();
    await page.evaluate(() => location.hash = "#/book/7.4-locks/README");
    await enter(page, /^Write 7\.4\.2/);
    await page.locator(".headline", { hasText: "still to be written" })
      .waitFor();
  },
);

pageTest(
  "Ctrl+Enter checks, and changes nothing",
  async ({ page, go }) => {
    await go("#/bench/7.4.1");
    await page.locator(".plain").click();
    const editor = page.locator(".cm-content:focus");
    await editor.waitFor();
    await page.locator(".headline", { hasText: "still to be written" })
      .waitFor();
    const lines = await page.locator(".cm-line").allInnerTexts();
    await editor.press("Control+Enter");
    await page.locator(".headline", { hasText: "still to be written" })
      .waitFor();
    assertEquals(await page.locator(".cm-line").allInnerTexts(), lines);
  },
);

lastPageTest();

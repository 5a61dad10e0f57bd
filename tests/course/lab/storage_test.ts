/// <reference lib="dom" />
import { assertEquals } from "@std/assert";
import type { Page } from "playwright-core";
import { lastPageTest, pageTest } from "./page_tests.ts";

/** Types at the start of the file that is shown. */
async function typeAbove(page: Page, text: string): Promise<void> {
  await page.mouse.move(1, 1);
  await page.locator(".cm-content").press("Control+Home");
  await page.keyboard.insertText(`${text}\n`);
}

const inEditor = (page: Page, hasText: string) =>
  page.locator(".cm-content", { hasText }).waitFor();

const toldThatItIsLost = (page: Page) =>
  page.locator(".banner", { hasText: "is lost when you close it" }).waitFor();

pageTest(
  "where the browser keeps nothing, what is typed stays until the page is closed",
  async ({ page, go }) => {
    await page.addInitScript(() => {
      for (const name of ["localStorage", "sessionStorage"]) {
        Object.defineProperty(globalThis, name, {
          get() {
            throw new DOMException("Access is denied.", "SecurityError");
          },
        });
      }
    });
    await go("#/bench/7.4.1");
    await typeAbove(page, "// typed");
    await toldThatItIsLost(page);
    await page.locator(".headline", { hasText: "still to be written" })
      .waitFor();
    for (const place of ["gallery", "kept", "", "bench/7.4.1"]) {
      await go(`#/${place}`);
    }
    await page.locator(".plain, .cm-content", { hasText: "// typed" })
      .waitFor();
  },
);

pageTest(
  "where the browser has no more room, what is typed is checked all the same",
  async ({ page, go }) => {
    await go("#/");
    await page.evaluate(() => {
      for (let size = 4_000_000; size >= 1; size = Math.floor(size / 2)) {
        try {
          for (let at = 0;; at++) {
            localStorage.setItem(`${size}-${at}`, "x".repeat(size));
          }
        } catch {
          // It is full, but for less than that.
        }
      }
    });
    await go("#/bench/7.4.1");
    await typeAbove(page, "const = 1;");
    await page.getByRole("heading", { name: "The code does not load" })
      .waitFor();
    await toldThatItIsLost(page);
    await page.getByRole("button", { name: "Start again" }).click();
    await page.getByRole("button", { name: "Put the starter back" }).click();
    await page.locator(".headline", { hasText: "still to be written" })
      .waitFor();
  },
);

pageTest(
  "what is kept and cannot be read is as if it were not there",
  async ({ page, go }) => {
    await go("#/");
    await page.evaluate(() => {
      for (const name of ["kept", "gallery", "hints"]) {
        localStorage.setItem(`lab.${name}`, "{");
      }
    });
    for (const [place, title] of [["kept", "Kept"], ["gallery", "The gall"]]) {
      await go(`#/${place}`);
      await page.locator("h1", { hasText: title }).waitFor();
    }
    await go("#/bench/7.4.1");
    await page.getByRole("button", { name: "Show a hint" }).click();
    await page.locator(".hints li").waitFor();
  },
);

pageTest(
  "two tabs show the same text, and check what they show",
  async ({ page, go }) => {
    await go("#/bench/7.4.1");
    const other = await page.context().newPage();
    await other.goto(page.url());
    await typeAbove(other, "// from the other tab");
    await page.bringToFront();
    await page.mouse.move(1, 1);
    await inEditor(page, "// from the other tab");
    await page.locator(".cm-content").press("Control+Home");
    await page.keyboard.insertText("// from this tab\n");
    await other.bringToFront();
    await inEditor(other, "// from this tab");
    await inEditor(other, "// from the other tab");
    for (const tab of [page, other]) {
      await tab.evaluate(() => location.hash = "#/question");
      await tab.getByRole("heading", { name: "Your own question" }).waitFor();
    }
    await page.bringToFront();
    await typeAbove(page, "// asked here");
    await other.locator(".plain, .cm-content", { hasText: "// asked here" })
      .waitFor();
    assertEquals(await other.locator("dialog").count(), 0);
  },
);

lastPageTest();

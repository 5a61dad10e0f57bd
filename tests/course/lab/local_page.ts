/// <reference lib="dom" />
import type { Page } from "playwright-core";
import type { OpenLab } from "./open_lab.ts";

/** The file that these tests change. */
export const MUTEX = "lessons/7.4-locks/mutex.ts";

/** The server ends before the page does, and refuses what conflicts. */
export const SERVER = /ERR_|status of (401|409)/;

/** Goes to a place in the lab on this machine. */
export async function visit(page: Page, lab: OpenLab, fragment: string) {
  await page.goto(lab.address);
  await page.locator("main h1").first().waitFor();
  await page.evaluate((hash) => location.hash = hash, fragment);
  await page.locator("h1", { hasNotText: "How concurrent network" }).waitFor();
}

/** Types at the start of the file that is shown. */
export async function typeAbove(page: Page, text: string): Promise<void> {
  await page.locator(".cm-content").press("Control+Home");
  await page.keyboard.insertText(`${text}\n`);
}

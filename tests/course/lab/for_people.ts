/// <reference lib="dom" />
import { assert, assertEquals } from "@std/assert";
import axe from "axe-core";
import type { Page } from "playwright-core";

/** Fails if axe finds something in the page, or it is wider than its window. */
export async function assertForPeople(page: Page, what: string): Promise<void> {
  await page.evaluate(axe.source);
  const found = await page.evaluate(async () => {
    const { axe } = globalThis as unknown as {
      axe: { run(): Promise<{ violations: { id: string }[] }> };
    };
    return (await axe.run()).violations.map(({ id }) => id);
  });
  assertEquals(found, [], what);
  const over = await page.evaluate(() =>
    document.documentElement.scrollWidth - innerWidth
  );
  assert(over <= 0, `${what} is ${over} px too wide`);
}

/// <reference lib="dom" />
import { type Browser, chromium, type Page } from "playwright-core";
import type { Exhibit } from "../../../scripts/lab/gallery/exhibit.ts";
import { serveSite, type Site } from "./served_site.ts";

const PLACES = ["/usr/bin/chromium", "/usr/bin/chromium-browser"];

/** Where Chromium is on this machine. */
const executablePath = PLACES.find((place) => {
  try {
    return Deno.statSync(place).isFile;
  } catch {
    return false;
  }
});

let opened: Promise<{ browser: Browser; site: Site }> | undefined;

/** One browser and one site for all tests of a file. */
async function open() {
  const site = await serveSite();
  const browser = await chromium.launch({
    executablePath: executablePath ?? "",
    args: ["--no-sandbox"],
  });
  return { browser, site };
}

/** What a test of the page has. */
export interface Visit {
  page: Page;
  /** Goes to a place in the lab: `"#/bench/7.4.2"`. */
  go(fragment: string): Promise<void>;
  /** Puts the code of something in the gallery on the bench. */
  take(exhibit: string): Promise<Exhibit>;
}

/**
 * A test of the page in headless Chromium, in a fresh profile; skipped where
 * there is none. The browser stays open from one test to the next, so what is
 * left open is not looked for.
 */
export function pageTest(
  name: string,
  run: (visit: Visit) => Promise<void>,
): void {
  Deno.test({
    name: executablePath === undefined ? `${name} (needs Chromium)` : name,
    ignore: executablePath === undefined,
    sanitizeOps: false,
    sanitizeResources: false,
    async fn() {
      const { browser, site } = await (opened ??= open());
      const context = await browser.newContext({
        permissions: ["clipboard-read", "clipboard-write"],
      });
      const page = await context.newPage();
      const wrong: string[] = [];
      page.on("pageerror", ({ message }) => wrong.push(message));
      const go = async (fragment: string) => {
        await page.goto(site.address + fragment);
        await page.locator("main h1").first().waitFor();
      };
      try {
        await run({
          page,
          go,
          async take(id) {
            const response = await fetch(`${site.address}gallery.json`);
            const exhibits: Exhibit[] = await response.json();
            const exhibit = exhibits.find((one) => one.id === id);
            if (exhibit === undefined) throw new Error(`No exhibit ${id}`);
            await go("");
            for (const [path, text] of Object.entries(exhibit.files)) {
              await page.evaluate(
                ([key, text]) => localStorage.setItem(key ?? "", text ?? ""),
                [`lab.file:${path}`, text],
              );
            }
            await go(`#/bench/${exhibit.step}`);
            return exhibit;
          },
        });
        if (wrong.length > 0) throw new Error(`The page: ${wrong.join("; ")}`);
      } finally {
        await context.close();
      }
    },
  });
}

/** Ends the browser and the site; the last test of a file. */
export function lastPageTest(): void {
  Deno.test({
    name: "the browser ends",
    ignore: executablePath === undefined,
    sanitizeOps: false,
    sanitizeResources: false,
    async fn() {
      const { browser, site } = await (opened ??= open());
      await browser.close();
      await site[Symbol.asyncDispose]();
    },
  });
}

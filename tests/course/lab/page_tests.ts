import type { Exhibit } from "../../../scripts/lab/gallery/exhibit.ts";
import {
  hasBrowser,
  type OpenBrowser,
  openBrowser,
  type Visit,
  visit,
} from "./browser.ts";

let opened: Promise<OpenBrowser> | undefined;

/** What a test of the page has. */
export interface PageTest extends Visit {
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
  run: (test: PageTest) => Promise<void>,
): void {
  Deno.test({
    name: hasBrowser ? name : `${name} (needs Chromium)`,
    ignore: !hasBrowser,
    sanitizeOps: false,
    sanitizeResources: false,
    async fn() {
      const open = await (opened ??= openBrowser());
      await using visiting = await visit(open);
      const { keep, go } = visiting;
      await run({
        ...visiting,
        async take(id) {
          const response = await fetch(`${open.site.address}gallery.json`);
          const exhibits: Exhibit[] = await response.json();
          const exhibit = exhibits.find((one) => one.id === id);
          if (exhibit === undefined) throw new Error(`No exhibit ${id}`);
          await go("");
          await keep(exhibit.files);
          await go(`#/bench/${exhibit.step}`);
          return exhibit;
        },
      });
      visiting.assertNothingWrong();
    },
  });
}

/** Ends the browser and the site; the last test of a file. */
export function lastPageTest(): void {
  Deno.test({
    name: "the browser ends",
    ignore: !hasBrowser,
    sanitizeOps: false,
    sanitizeResources: false,
    async fn() {
      await (await opened)?.[Symbol.asyncDispose]();
    },
  });
}

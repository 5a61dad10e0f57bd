/// <reference lib="dom" />
import { type Browser, chromium, type Page } from "playwright-core";
import { serveSite, type Site } from "./served_site.ts";

const PLACES = ["chromium", "chromium-browser", "google-chrome"]
  .map((name) => `/usr/bin/${name}`);

/** Where Chromium is on this machine. */
const executablePath = PLACES.find((place) => {
  try {
    return Deno.statSync(place).isFile;
  } catch {
    return false;
  }
});

/** Whether tests of the page can run here. */
export const hasBrowser: boolean = executablePath !== undefined;

/** Headless Chromium, and the lab as any static host serves it. */
export interface OpenBrowser extends AsyncDisposable {
  browser: Browser;
  site: Site;
}

/** Opens both. */
export async function openBrowser(): Promise<OpenBrowser> {
  const site = await serveSite();
  const browser = await chromium.launch({
    executablePath: executablePath ?? "",
    args: ["--no-sandbox"],
  });
  return {
    browser,
    site,
    async [Symbol.asyncDispose]() {
      await browser.close();
      await site[Symbol.asyncDispose]();
    },
  };
}

/** The lab in a fresh profile. */
export interface Visit extends AsyncDisposable {
  page: Page;
  /** Goes to a place in the lab: `"#/bench/7.4.2"`. */
  go(fragment: string): Promise<void>;
  /** Lets the learner's files be these, from the next view on. */
  keep(files: Readonly<Record<string, string>>): Promise<void>;
  /** Errors of the network that belong to the test. */
  fails(text: RegExp): void;
  /** Fails if the page had an error, or asked for what is not there. */
  assertNothingWrong(): void;
}

/** Begins a visit. */
export async function visit({ browser, site }: OpenBrowser): Promise<Visit> {
  const context = await browser.newContext({
    permissions: ["clipboard-read", "clipboard-write"],
  });
  // With a loop that never ends beside it, a busy machine takes its time.
  context.setDefaultTimeout(90_000);
  const page = await context.newPage();
  const wrong: string[] = [];
  let expected: RegExp | undefined;
  page.on("pageerror", ({ message }) => wrong.push(message));
  page.on("console", (message) => {
    const text = message.text();
    if (message.type() === "error" && !expected?.test(text)) wrong.push(text);
  });
  const go = async (fragment: string) => {
    await page.goto(site.address + fragment);
    await page.locator("main h1").first().waitFor();
  };
  return {
    page,
    go,
    fails(text) {
      expected = text;
    },
    async keep(files) {
      await page.evaluate((files) => {
        localStorage.clear();
        for (const [path, text] of Object.entries(files)) {
          localStorage.setItem(`lab.file:${path}`, text);
        }
      }, files);
    },
    assertNothingWrong() {
      if (wrong.length > 0) throw new Error(`The page: ${wrong.join("; ")}`);
    },
    async [Symbol.asyncDispose]() {
      // What the page still asks for is no matter any more.
      await page.unrouteAll({ behavior: "ignoreErrors" });
      await context.close();
    },
  };
}

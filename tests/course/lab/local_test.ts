/// <reference lib="dom" />
import { assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import type { Page } from "playwright-core";
import { MUTEX, SERVER, typeAbove, visit } from "./local_page.ts";
import { lastPageTest, pageTest } from "./page_tests.ts";
import { copyCourse, type OpenLab, openWhole } from "./open_lab.ts";

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

lastPageTest();

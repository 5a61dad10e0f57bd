import { assertEquals, assertMatch } from "@std/assert";
import { COURSE } from "../fixture/course.ts";
import { lastPageTest, pageTest } from "./page_tests.ts";

pageTest(
  "the bench says what is still to be written, once someone is there",
  async ({ page, go }) => {
    const asked: string[] = [];
    page.on("request", (request) => asked.push(request.url()));
    await go("#/bench/7.4.2");
    await page.getByText("Nothing is written yet").waitFor();
    await page.locator(".plain", { hasText: "TODO(7.4.2)" }).waitFor();
    await page.evaluate(() => new Promise((idle) => requestIdleCallback(idle)));
    const isToRun = /code_mirror|esbuild\.wasm|engine\//;
    assertEquals(asked.filter((url) => isToRun.test(url)), []);
    await page.mouse.move(1, 1);
    await page.locator(".headline", { hasText: "still to be written" })
      .waitFor();
    await page.getByRole("button", { name: "mutex.ts, line" }).first().click();
    assertEquals(
      await page.evaluate(() => document.activeElement?.className),
      "cm-content",
    );
  },
);

pageTest(
  "the bench names the mistake, with its schedule by mouse and by keys",
  async ({ page, take }) => {
    const { says } = await take("a-bell-before-the-door");
    await page.locator(".meaning", { hasText: says }).waitFor();
    const count = page.locator(".count");
    assertEquals(await count.textContent(), "step 7 of 7");
    await page.getByRole("button", { name: "First step" }).click();
    await page.getByRole("button", { name: "Step forward" }).click();
    assertEquals(await count.textContent(), "step 1 of 7");
    await page.getByRole("button", { name: "Step 4" }).click();
    assertMatch(await page.locator(".cm-mark-here").innerText(), /compareEx/);
    await page.locator(".schedule-scroll").focus();
    for (
      const [key, step] of [
        ["Home", 0],
        ["ArrowDown", 1],
        ["ArrowRight", 2],
        ["ArrowUp", 1],
        ["w", 7],
        ["End", 7],
      ] as const
    ) {
      await page.keyboard.press(key);
      assertEquals(await count.textContent(), `step ${step} of 7`, key);
    }
    assertMatch(await page.locator("#live").innerText(), /Step 7 of 7: T0/);
    await page.getByRole("link", { name: "Read about it" }).click();
    await page.locator("article h1").waitFor();
  },
);

pageTest(
  "an endless loop ends as soon as the code is another one",
  async ({ page, take }) => {
    await take("a-bell-before-the-door");
    await page.locator(".failure .meaning").waitFor();
    const editor = page.locator(".cm-content");
    await editor.click();
    await page.keyboard.press("Control+Home");
    await page.keyboard.type("for (;;);");
    await page.getByText("Checking …").waitFor({ state: "detached" });
    await page.keyboard.press("Control+Enter");
    await page.keyboard.press("Control+Home");
    for (let i = 0; i < "for (;;);".length; i++) {
      await page.keyboard.press("Delete");
    }
    await page.getByText(/Not yet: a test fails. \d+ of \d+ passed/).waitFor();
  },
);

pageTest(
  "code that cannot be loaded is told with the reason and its line",
  async ({ page, go, keep }) => {
    await go("#/");
    await keep({
      "lessons/7.4-locks/counter.ts":
        'import { nope } from "./mutex.ts";\nexport const Counter = nope;\n',
    });
    await go("#/bench/7.4.1");
    await page.getByRole("button", { name: "counter.ts, line 1" }).waitFor();
    await go("#/");
    await keep({
      "lessons/7.4-locks/counter.ts":
        "export const Counter = await new Promise(() => {});",
    });
    await go("#/bench/7.4.1");
    await page.getByText("Loading them never ended").waitFor();
    assertMatch(
      await page.locator(".headline").innerText(),
      /The code does not end to load, and was stopped\.$/,
    );
  },
);

pageTest("a syntax error is told with its line", async ({ page, go }) => {
  await go("#/bench/7.4.1");
  // The editor takes the place of what was clicked, and its focus.
  await page.locator(".plain").click();
  await page.locator(".cm-content:focus").waitFor();
  await page.keyboard.press("Control+Home");
  await page.keyboard.type("const = 1;");
  await page.locator(".cm-mark-wrong", { hasText: "const = 1" }).waitFor();
  await page.getByRole("heading", { name: "The code does not load" }).waitFor();
});

pageTest(
  "what code asks of others is not sent, though no server says so",
  async ({ page, go, keep, fails }) => {
    fails(/Content Security Policy/);
    let asked = 0;
    await using other = Deno.serve(
      { hostname: "127.0.0.1", port: 0, onListen() {} },
      () => new Response(`${++asked}`),
    );
    const address = `http://127.0.0.1:${other.addr.port}/`;
    await go("");
    const mutex = "lessons/7.4-locks/mutex.ts";
    await keep({
      [mutex]: `${await Deno.readTextFile(new URL(mutex, COURSE))}
let why = "it was sent";
try {
  await fetch("${address}", { mode: "no-cors" });
} catch (error) {
  why = String(error);
}
throw new Error(why);
`,
    });
    await go("#/bench/7.4.2");
    await page.getByText("TypeError: Failed to fetch").first().waitFor();
    assertEquals(asked, 0);
  },
);

pageTest("what a reset replaces is kept", async ({ page, take, go }) => {
  await take("a-bell-before-the-door");
  await page.getByRole("button", { name: "Start again" }).click();
  await page.getByRole("button", { name: "Leave it as it is" }).click();
  await page.locator(".failure .meaning").waitFor();
  await page.getByRole("button", { name: "Start again" }).press("Enter");
  await page.getByRole("button", { name: "Put the starter back" })
    .press("Enter");
  await page.locator(".headline", { hasText: "still to be written" }).waitFor();
  await go("#/kept");
  assertMatch(await page.locator("details").innerText(), /mutex\.ts.*reset/);
  await page.locator("summary").click();
  await page.getByRole("button", { name: "Put it back" }).click();
  await page.locator("summary", { hasText: "put back" }).waitFor();
  await go("#/bench/7.4.2");
  await page.locator(".failure .meaning").waitFor();
});

lastPageTest();

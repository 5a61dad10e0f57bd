import { fileURLToPath } from "node:url";
import { assert, assertEquals, assertMatch } from "@std/assert";
import { assertForPeople } from "./for_people.ts";
import { COURSE } from "../fixture/course.ts";
import { CHOSEN } from "../../../scripts/lab/gallery/chosen.ts";
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
  "a browser of 2024, without `using`, tells the same",
  async ({ page, take }) => {
    const takesAway = fileURLToPath(import.meta.resolve("./older_browser.js"));
    await page.addInitScript({ path: takesAway });
    await page.route(
      "**/engine/takes_away.js",
      (route) => route.fulfill({ path: takesAway }),
    );
    let isAsked = false;
    await page.route("**/engine/older_worker.js", async (route) => {
      isAsked = true;
      const response = await route.fetch();
      const body = `import "./takes_away.js";\n${await response.text()}`;
      await route.fulfill({ response, body });
    });
    const { says } = await take("a-bell-before-the-door");
    await page.locator(".meaning", { hasText: says }).waitFor();
    await page.getByRole("button", { name: "mutex.ts, line 32" }).waitFor();
    assertEquals(await page.locator(".count").textContent(), "step 7 of 7");
    assertEquals(await page.locator("[role=alert]").count(), 0);
    assert(isAsked);
  },
);

pageTest(
  "an older browser is told which ones can show the page",
  async ({ page, go }) => {
    await page.addInitScript(() => {
      Reflect.deleteProperty(Set.prototype, "difference");
    });
    await go("");
    const told = await page.getByRole("alert").innerText();
    assertMatch(told, /^This page needs a browser of 2024 or later: .*Safari/);
  },
);

pageTest(
  "an address that was cut leads to the first page",
  async ({ page, go }) => {
    await go("#/book/%E0%A4%A");
    await page.locator("h1", { hasText: "How concurrent" }).waitFor();
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

pageTest(
  "a person is the scheduler, by mouse and by keys",
  async ({ page, go }) => {
    await go("#/gallery/after-you-no-after-you");
    // The threads wait for a person, and what is theirs with them.
    const shown = page.locator(".steer button:visible, .steer table:visible");
    assertEquals(await shown.allInnerTexts(), ["Begin"]);
    await page.getByRole("button", { name: "Begin" }).hover();
    const choice = page.locator(".choice button");
    await choice.first().click();
    await page.locator(".score", { hasText: "1 step. Par 4." }).waitFor();
    for (const key of ["1", "Backspace", "1", "0"]) {
      await page.keyboard.press(key);
    }
    await page.locator(".score", { hasText: "3 steps. Par 4." }).waitFor();
    await page.getByText("Let the explorer finish").click();
    await page.getByText("Show the shortest way: 1 more step").waitFor();
    await choice.last().press("1");
    await page.locator(".score", { hasText: "Broken in 4 steps. That is par" })
      .waitFor();
    await page.getByRole("link", { name: "All broken things" }).click();
    await page.getByText("Broken in 4 steps: par").waitFor();
  },
);

pageTest("each par of the gallery is the shortest", async ({ page, go }) => {
  await go("#/gallery");
  for (const { title, par } of Object.values(CHOSEN).flat()) {
    await page.getByRole("link", { name: title, exact: true }).click();
    await page.locator(".choice button").first().waitFor();
    await page.getByText("Let the explorer finish").click();
    const found = await page.locator(".finish button").innerText();
    assertEquals(found, `Show the shortest way: ${par} more steps`, title);
    await page.getByRole("link", { name: "All broken things" }).click();
  }
});

pageTest(
  "a link holds code and schedule, and runs nothing before it is asked to",
  async ({ page, take, go }) => {
    await take("a-bell-before-the-door");
    await page.locator(".schedule-part .schedule").waitFor();
    await page.getByRole("button", { name: "Copy a link" }).click();
    const link = await page.getByLabel("The link").inputValue();
    await page.getByRole("button", { name: "Close" }).click();
    await page.evaluate(() => localStorage.clear());
    await go("#/");
    await go(new URL(link).hash);
    await page.getByText("Look at the code first").waitFor();
    assertEquals(await page.locator(".cm-content").count(), 0);
    await page.getByRole("button", { name: "Open its schedule" }).click();
    await page.locator(".verdict-line", { hasText: "T1 sleeps on mutex" })
      .waitFor();
    await go(`${new URL(link).hash.slice(0, 60)}`);
    await page.getByText("This link cannot be opened").waitFor();
  },
);

pageTest("a link to a starter says so", async ({ page, go }) => {
  await go("#/bench/7.4.1");
  await page.getByRole("button", { name: "Copy a link" }).click();
  const link = await page.getByLabel("The link").inputValue();
  await go(new URL(link).hash);
  await page.getByText("It is the starter: nothing is written yet").waitFor();
});

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

pageTest("the first page's steps have a line each", async ({ page, go }) => {
  await page.setViewportSize({ width: 360, height: 800 });
  await go("#/");
  const heights = await page.locator(".demo tr")
    .evaluateAll((rows) => rows.map((row) => row.clientHeight));
  assert(Math.max(...heights) < 1.5 * Math.min(...heights), `${heights}`);
});

pageTest(
  "axe finds nothing, and nothing is wider than 360 px",
  async ({ page, take, go }) => {
    await page.setViewportSize({ width: 360, height: 800 });
    await take("a-bell-before-the-door");
    await page.mouse.move(1, 1);
    for (const colorScheme of ["light", "dark"] as const) {
      await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
      for (
        const [place, sign] of [
          ["#/", ".doors"],
          ["#/bench/7.4.2", ".schedule-part .schedule"],
          ["#/steer/7.4.2/7.4.2-two-threads/0b", ".choice button"],
          ["#/question", ".schedule"],
          ["#/steer/question/two-increments/0b", ".choice button"],
          ["#/gallery", ".card"],
          ["#/gallery/each-has-a-key", ".choice button"],
          ["#/kept", ".prose"],
          ["#/book/7.4-locks/README", "article h1"],
          ["#/mistakes", ".mistakes"],
          ["#/words", ".words"],
        ] as const
      ) {
        await go(place);
        await page.locator(sign).first().waitFor();
        await assertForPeople(page, `${place}, ${colorScheme}`);
      }
    }
    // Nobody looks for a place that is not in sight.
    for (const link of await page.locator("nav").first().locator("a").all()) {
      const { x = 0, width = 0 } = await link.boundingBox() ?? {};
      assert(
        x + width <= 360,
        `${await link.innerText()} ends at ${x + width}`,
      );
    }
  },
);

lastPageTest();

import { fileURLToPath } from "node:url";
import { assert, assertEquals, assertMatch } from "@std/assert";
import { assertForPeople } from "./for_people.ts";
import { CHOSEN } from "../../../scripts/lab/gallery/chosen.ts";
import { lastPageTest, pageTest } from "./page_tests.ts";

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

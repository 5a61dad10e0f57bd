import { assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import { COURSE } from "../fixture/course.ts";
import { lastPageTest, pageTest } from "./page_tests.ts";

const PATH = "7.4-locks/counter.ts";
const solution = await Deno.readTextFile(new URL(`solutions/${PATH}`, COURSE));
const ADD = "Atomics.add(this.#words, 0, 1)";
assertStringIncludes(solution, ADD);

/** What the first test of step 7.4.1 tells where `increment()` counts so. */
function told(name: string, add: string, got: RegExp): void {
  pageTest(name, async ({ page, go, keep }) => {
    await go("#/");
    await keep({ [`lessons/${PATH}`]: solution.replace(ADD, add) });
    await go("#/bench/7.4.1");
    const failure = page.locator(".failure");
    assertMatch(await failure.locator(".got").innerText(), got);
    assertEquals(
      await failure.locator(".test-name").innerText(),
      "7.4.1 Counter.increment() loses no update of two threads",
    );
  });
}

told(
  "a timer that is left open fails the test, as in a terminal",
  `(setTimeout(() => {}, 60_000), ${ADD})`,
  /^36 timers were started in this test, .* not calling clearTimeout\.$/,
);

told(
  "an interval that is left open fails the test, as in a terminal",
  `(setInterval(() => {}, 60_000), ${ADD})`,
  /^36 intervals were started in this test, .* not calling clearInterval\.$/,
);

told(
  "a promise that rejects and is awaited by nobody fails the test it is made in",
  `(Promise.reject(new Error("nobody")), ${ADD})`,
  /^Error: nobody\n +at Counter\.increment \(lessons\/7\.4-locks\/counter\.ts:40:/,
);

pageTest(
  "timers that were cleared are not left open, however they were",
  async ({ page, go, keep }) => {
    await go("#/");
    // Real threads count so often that each time would take a browser minutes.
    const code = solution.replace(ADD, `(setTimers(), ${ADD})`) + `
      let times = 0;
      function setTimers() {
        if (++times > 10) return;
        clearInterval(setTimeout(() => {}, 60_000));
        clearTimeout(setInterval(() => {}, 60_000));
      }`;
    await keep({ [`lessons/${PATH}`]: code });
    await go("#/bench/7.4.1");
    await page.locator(".headline", { hasText: "All tests pass" }).waitFor();
  },
);

lastPageTest();

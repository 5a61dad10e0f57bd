/// <reference lib="dom" />
import { assertEquals } from "@std/assert";
import type { EngineEvent } from "../../../scripts/lab/engine/protocol.ts";
import { isGiven } from "../../../scripts/lesson/given.ts";
import {
  firstToTell,
  type TestResult,
} from "../../../scripts/runner/result.ts";
import { decodeSchedule } from "../../harness/explorer/schedule.ts";
import type { Teller } from "./agreement.ts";
import type { Visit } from "./browser.ts";
import type { WrongVersion } from "./wrong_versions.ts";

/** What the page's workers have told, in the page. */
declare let toldByWorkers: EngineEvent[];

/**
 * Lets the page check versions, as if they were typed there, and compares what
 * is shown with what its workers tell.
 */
export async function pageTeller({ page, go, keep }: Visit): Promise<Teller> {
  await page.addInitScript(() => {
    Object.assign(globalThis, {
      toldByWorkers: [],
      Worker: class extends Worker {
        constructor(url: string | URL, options?: WorkerOptions) {
          super(url, options);
          this.addEventListener(
            "message",
            ({ data }) => data?.type !== undefined && toldByWorkers.push(data),
          );
        }
      },
    });
  });
  return async (version) => {
    // Whatever ran before has ended with its view.
    await go("#/");
    await page.locator(".doors").waitFor();
    await page.evaluate(() => void (toldByWorkers.length = 0));
    await keep(learnersFiles(version));
    await go(`#/bench/${version.step}`);
    const results = await page.waitForFunction(() => {
      const isTold = toldByWorkers.some(({ type }) =>
        type === "failure" || type === "verdict" || type === "refused"
      );
      return isTold &&
        toldByWorkers.flatMap((one) =>
          one.type === "result" ? [one.result] : []
        );
    }).then((handle) => handle.jsonValue()) as TestResult[];
    const first = firstToTell(results);
    const failure = page.locator(".failure");
    await failure.locator(".test-name").waitFor();
    const steps = await page.locator(".schedule tbody tr").count() - 1;
    assertEquals(
      {
        test: await failure.locator(".test-name").innerText(),
        says: await failure.locator(".meaning p").first().innerText(),
        steps,
      },
      {
        test: first?.test,
        says: first?.misconception?.says.replaceAll("`", ""),
        // That of a script cannot be replayed, and is told by its events alone.
        steps: stepsOf(first) ?? steps,
      },
      "what is shown is not what was found",
    );
    return results;
  };
}

/** Whether a learner could write a version in the page: given code is to read. */
export function fitsPage({ changed }: WrongVersion): boolean {
  return !changed.some(isGiven);
}

/** How many steps the schedule has that the terminal can replay. */
function stepsOf(result: TestResult | undefined): number | undefined {
  const { failure } = result ?? {};
  const told = failure?.kind === "story" ? failure.verdict.got : "";
  const [, id = ""] = told.match(/deno task replay \S+:(\w+)/) ?? [];
  return decodeSchedule(id)?.length;
}

/** What of a version stands in the learner's files. */
export function learnersFiles(
  { lesson, files }: WrongVersion,
): Record<string, string> {
  return Object.fromEntries(
    [...files].filter(([path]) => path.endsWith(".ts") && !isGiven(path))
      .map(([path, text]) => [`lessons/${lesson.folder}/${path}`, text]),
  );
}

import { assertEquals } from "@std/assert";
import { retry } from "@std/async";
import {
  firstToTell,
  type TestResult,
} from "../../../scripts/runner/result.ts";
import type { Teller } from "./agreement.ts";
import { learnersFiles } from "./page_teller.ts";
import { serveSite } from "./served_site.ts";

/** Debian's WebKit, whose engines are Safari's, and a screen for it. */
const DRIVER = "/usr/bin/WebKitWebDriver";
const SCREEN = "/usr/bin/Xvfb";

/** Whether the page can be tried in WebKit: `webkit2gtk-driver` and `xvfb`. */
export const hasWebKit: boolean = [DRIVER, SCREEN].every((path) => {
  try {
    return Deno.statSync(path).isFile;
  } catch {
    return false;
  }
});

/** Wraps what starts workers, to hear what they tell, before there are any. */
const LISTEN = `
globalThis.toldByWorkers = [];
globalThis.Worker = class extends Worker {
  constructor(url, options) {
    super(url, options);
    this.addEventListener("message", ({ data }) => {
      if (data?.type !== undefined) toldByWorkers.push(data);
    });
  }
};`;

const KEEP = `
toldByWorkers.length = 0;
localStorage.clear();
for (const [path, text] of Object.entries(arguments[0])) {
  localStorage.setItem("lab.file:" + path, text);
}
location.hash = arguments[1];`;

/** As text: of what is undefined, WebDriver would make null. */
const RESULTS = `
return toldByWorkers.some(({ type }) =>
  ["failure", "verdict", "refused"].includes(type)) &&
  JSON.stringify(toldByWorkers.flatMap((one) =>
    one.type === "result" ? [one.result] : []));`;

const SHOWN = `
const text = (selector) => document.querySelector(selector)?.innerText;
return text(".failure .test-name") && {
  test: text(".failure .test-name"),
  says: text(".failure .meaning p"),
};`;

/** The lab in WebKit, driven by W3C's WebDriver. */
export async function webKitTeller(): Promise<
  { teller: Teller } & AsyncDisposable
> {
  await using opening = new AsyncDisposableStack();
  const site = opening.use(await serveSite());
  const display = `:${100 + Deno.pid % 900}`;
  const start = (command: string, args: string[]) =>
    opening.adopt(
      new Deno.Command(command, {
        args,
        env: {
          DISPLAY: display,
          // Root has no sandbox of WebKit's; the page is our own.
          WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS: "1",
          WEBKIT_DISABLE_COMPOSITING_MODE: "1",
        },
        stdout: "null",
        stderr: "null",
      }).spawn(),
      async (child) => {
        child.kill();
        await child.status;
      },
    );
  start(SCREEN, [display, "-screen", "0", "1440x900x24", "-nolisten", "tcp"]);
  const port = freePort();
  start(DRIVER, [`--port=${port}`]);
  await retry(() => call("GET", "/status"), {
    maxAttempts: 100,
    multiplier: 1,
    minTimeout: 100,
  });
  const { sessionId } = await call("POST", "/session", {
    capabilities: { alwaysMatch: {} },
  }) as { sessionId: string };
  const session = `/session/${sessionId}`;
  opening.defer(async () => void await call("DELETE", session));
  await call("POST", `${session}/url`, { url: site.address });
  await run(LISTEN);
  const open = opening.move();
  return {
    teller: async (version) => {
      // Whatever ran before has ended with its view.
      await run('location.hash = "#/"');
      await until('return document.querySelector(".doors") !== null');
      await run(KEEP, learnersFiles(version), `#/bench/${version.step}`);
      const results: TestResult[] = JSON.parse(await until(RESULTS) as string);
      const first = firstToTell(results);
      assertEquals(
        await until(SHOWN),
        {
          test: first?.test,
          says: first?.misconception?.says.replaceAll("`", ""),
        },
        "what is shown is not what was found",
      );
      return results;
    },
    [Symbol.asyncDispose]: () => open.disposeAsync(),
  };

  async function call(
    method: string,
    path: string,
    body?: unknown,
  ): Promise<unknown> {
    const response = await fetch(`http://127.0.0.1:${port}${path}`, {
      method,
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const { value } = await response.json();
    if (!response.ok) throw new Error(`WebKit: ${value?.message}`);
    return value;
  }

  async function run(script: string, ...args: unknown[]): Promise<unknown> {
    return await call("POST", `${session}/execute/sync`, { script, args });
  }

  async function until(script: string): Promise<unknown> {
    return await retry(async () => {
      const value = await run(script);
      if (value === false || value === null) throw new Error(`Not: ${script}`);
      return value;
    }, { maxAttempts: 1_800, multiplier: 1, minTimeout: 50 });
  }
}

function freePort(): number {
  using listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  return listener.addr.port;
}

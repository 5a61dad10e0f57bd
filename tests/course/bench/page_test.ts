import { assert, assertEquals } from "@std/assert";
import { bundle } from "../../../scripts/bench/page/bundle.ts";
import { page } from "../../../scripts/bench/page/page.ts";
import { report } from "./report.ts";

Deno.test("page() has the machine, the date and a table that can be read aloud", () => {
  const html = page(report(), "draw()");
  for (
    const text of [
      "22 November 2026: Fast &lt;1&gt;, 2 cores, 8 GB, Linux 6.18, Deno 2.9.6.",
      '<th scope="col">1 client</th>',
      '<tr><th scope="row">thread</th><td title="9 runs">50 <small>± 1</small> (2)</td></tr>',
      "They ran.",
      "<script>draw()</script>",
    ]
  ) assert(html.includes(text), text);
});

Deno.test("page() carries the report, and a name cannot end its script", () => {
  const html = page(report(), "");
  const json = /id="report">(.*?)<\/script>/s.exec(html)?.[1] ?? "";
  assertEquals(JSON.parse(json), report());
});

Deno.test("page() ranks nothing of a noisy section, and says so", () => {
  const noisy = report();
  for (const section of noisy.sections) section.noisy = true;
  const html = page(noisy, "");
  assert(html.includes("too noisy to rank anything"));
  assert(!html.includes("(2)"));
});

Deno.test({
  name: "bundle() gives one script that needs nothing from elsewhere",
  // esbuild's process ends after it was told to, and tells nobody.
  sanitizeOps: false,
  sanitizeResources: false,
  fn: async () => {
    const script = await bundle(
      new URL("../../../scripts/bench/page/client/main.ts", import.meta.url),
    );
    assert(script.length > 100_000);
    assert(!/<\/script/i.test(script));
    assert(!/\b(import|require)\s*\(\s*["']/.test(script));
  },
});

import { assert, assertEquals } from "@std/assert";
import { screenAt } from "../../../scripts/replay/screen.ts";
import { explore, replaySchedule } from "../../harness/explorer/mod.ts";
import { broken } from "./models/broken.ts";

const model = broken.find(({ name }) => name === "no-notify");
assert(model !== undefined);
const verdict = explore(model);
assert("id" in verdict);
const found = replaySchedule(model, verdict.id.split(":")[1] ?? "");
assert(found !== undefined);
const replayed = found;

/** The screen's lines, without colours. */
function linesAt(at: number, rows: number): string[] {
  // deno-lint-ignore no-control-regex
  const colours = /\x1b\[\d+m/g;
  return screenAt("no-notify:0b1c0a", replayed, at, rows)
    .replaceAll(colours, "").split("\r\n");
}

Deno.test("screenAt() shows the start when no step was taken", () => {
  const lines = linesAt(0, 40);
  assert(lines.some((line) => line.startsWith("  T0 next: CAS [0] 0→1")));
  assert(lines.at(-1)?.startsWith("  step 0 of 6"));
});

Deno.test("screenAt() shows the memory and what is wrong when all steps were taken", () => {
  const text = linesAt(6, 40).join("\n");
  assert(text.includes("  T1 sleeps on word 0"), text);
  assert(text.includes("nobody is left to wake it."), text);
  assert(linesAt(5, 40).includes("  memory [0]=2"));
});

Deno.test("screenAt() fits the terminal when the trace is longer", () => {
  for (const at of replayed.frames.keys()) {
    assertEquals(linesAt(at, 14).length <= 14, true, `step ${at}`);
  }
});

import { assertEquals } from "@std/assert";
import { fileURLToPath } from "node:url";
import type { Failure } from "../../scripts/runner/result.ts";

const PROGRAM = fileURLToPath(
  new URL("fixture/tell_failures.ts", import.meta.url),
);

/** A failure as text, and on one line. */
export interface Told {
  text: string;
  summary: string;
}

/** How a failure is told where stdout is no terminal. */
export async function tell(failure: Failure): Promise<Told> {
  const { stdout } = await new Deno.Command(Deno.execPath(), {
    args: ["run", "--no-check", "-A", PROGRAM, JSON.stringify([failure])],
    env: { NO_COLOR: "" },
    stderr: "inherit",
  }).output();
  const [told] = JSON.parse(new TextDecoder().decode(stdout));
  for (const line of told.text.split("\n")) {
    if (line.startsWith("     $ ")) continue;
    assertEquals(line.length <= 80, true, `Longer than 80 columns: ${line}`);
  }
  assertEquals(told.summary.length <= 240, true);
  return told;
}

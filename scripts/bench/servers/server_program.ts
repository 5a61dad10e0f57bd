/**
 * One server of the benchmark, as a process. Arguments: the model, the folder
 * of its version. It prints its port as JSON on a marked line, and a line for
 * each step it comes to that is not written yet. It serves until its stdin ends.
 */
import { MARK } from "../host/contender.ts";
import { type Model, unwrittenStep } from "./model.ts";
import { startModel } from "./server_models.ts";
import type { ServerLine } from "./server_line.ts";

const [model, folder = ""] = Deno.args;

function say(line: ServerLine): void {
  console.log(MARK + JSON.stringify(line));
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

function tell(error: unknown): void {
  const step = unwrittenStep(messageOf(error));
  if (step !== undefined) say({ unwritten: step });
}

// An unwritten step may be thrown where nobody waits for it.
globalThis.addEventListener("unhandledrejection", ({ reason }) => tell(reason));
globalThis.addEventListener("error", ({ error }) => tell(error));

try {
  say({ port: await startModel(model as Model, folder, tell) });
} catch (error) {
  tell(error);
  say({ failed: messageOf(error).split("\n")[0] ?? "" });
  Deno.exit(1);
}
while (await Deno.stdin.read(new Uint8Array(1)) !== null);
Deno.exit();

/**
 * The one entry of the course's commands: what `deno.json`'s tasks call. It
 * imports nothing from a registry, so that it can set the course up first.
 *
 * @module
 */

import { ensureSetup } from "./setup/setup.ts";
import { UsageError } from "./terminal/usage_error.ts";

const root = new URL("../", import.meta.url);

try {
  const ready = await ensureSetup(root, Deno.args);
  if (ready.restart) {
    // deno.json has changed: only a new process reads it again.
    const { runAgain } = await import("./setup/run_again.ts");
    Deno.exit(await runAgain(Deno.args));
  }
  const { main } = await import("./commands/main.ts");
  Deno.exit(await main(root, Deno.args));
} catch (error) {
  if (!(error instanceof UsageError)) throw error;
  console.error(error.message);
  Deno.exit(2);
}

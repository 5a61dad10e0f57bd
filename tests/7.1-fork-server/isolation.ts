import type { ProcessServer } from "../../lessons/7.1-fork-server/given/options.ts";
import type { Trial } from "../harness/net/trial.ts";
import { means } from "./misconceptions.ts";
import type { Why } from "./puppets.ts";

/** What it shows when another client than the one in trouble is cut off. */
export const othersHurt: Why = (came) =>
  came === "the end" ? "hurts-other-clients" : undefined;

/** Waits until the server knows that one of its children has failed. */
export async function reaped(t: Trial, server: ProcessServer): Promise<void> {
  await t.eventually(() => server.stats().failed > 0, () => ({
    expected: "`stats()` counts one failed child",
    got: Deno.inspect(server.stats(), { colors: false }),
  }));
  t.equal(server.stats().failed, 1, {
    what: "how many children `stats()` counts as failed",
    ...means("hurts-other-clients"),
  });
}

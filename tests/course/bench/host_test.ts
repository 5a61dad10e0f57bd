import { assert, assertEquals, assertRejects } from "@std/assert";
import { HostError } from "../../../scripts/bench/host/host_error.ts";
import { startContender } from "./start_contender.ts";
import type { Way } from "./contenders/failing.ts";

Deno.test("Host.run() gives the milliseconds of each task", async () => {
  await using host = await startContender("counting", null);
  for (const count of [1, 1_000]) assert(await host.run(count) >= 0);
});

const failures: Record<Exclude<Way, "at once">, string> = {
  "unwritten": "step 7.5.2 is not written yet",
  "ends": "it ended in the middle of it",
  "sleeps": "it had not finished after 0.3 s",
  "in a child": "step 7.5.3 is not written yet",
};

for (const [way, message] of Object.entries(failures)) {
  Deno.test(`Host.run() tells why a contender fails: ${way}`, async () => {
    await using host = await startContender("failing", way, {
      patience: way === "sleeps" ? 300 : 30_000,
    });
    const error = await assertRejects(() => host.run(1), HostError);
    assertEquals(error.message, message);
  });
}

Deno.test("Host.start() tells why a contender fails", async () => {
  const error = await assertRejects(
    () => startContender("failing", "at once"),
    HostError,
  );
  assertEquals(error.message, "it is broken");
});

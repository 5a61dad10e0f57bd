import { assert, assertEquals, assertRejects } from "@std/assert";
import { measureIpc } from "../../../scripts/bench/ipc/measure_ipc.ts";

Deno.test("measureIpc() gives a figure for each way, size and measure", async () => {
  const figures = await measureIpc({ sizes: [64], budget: 0 });
  const ways = new Set(figures.map(({ contender }) => contender));
  assert(ways.size >= 7, [...ways].join(", "));
  assertEquals(figures.length, 2 * ways.size);
});

Deno.test("measureIpc() stops when it is aborted", async () => {
  const reason = new Error("enough");
  await assertRejects(
    () => measureIpc({ sizes: [64], signal: AbortSignal.abort(reason) }),
    Error,
    "enough",
  );
});

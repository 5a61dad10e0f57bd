import { assertEquals } from "@std/assert";
import { EventLog } from "../../scripts/runner/event_log.ts";

Deno.test("EventLog.missed() gives the events that were not passed on, without a half one", async () => {
  const folder = await Deno.makeTempDir();
  try {
    const log = new EventLog(folder);
    assertEquals(await log.missed(), []);
    const lines = ["a", "b", "c"].map((test) =>
      JSON.stringify({ type: "end", test })
    );
    await Deno.writeTextFile(log.path, `${lines.join("\n")}\n{"type":"e`);
    log.note({ type: "end", test: "a" });
    log.note({ type: "output", text: "b" });
    assertEquals(await log.missed(), [
      { type: "end", test: "b" },
      { type: "end", test: "c" },
    ]);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});

import { assertEquals, assertRejects } from "@std/assert";
import {
  chooseSandbox,
  findBwrap,
} from "../../../scripts/grade/sandbox/choose.ts";
import { UsageError } from "../../../scripts/terminal/errors.ts";

Deno.test("chooseSandbox() says that bubblewrap cannot be used", async () => {
  const why = await findBwrap();
  if (typeof why !== "string") {
    assertEquals((await chooseSandbox("bwrap")).kind, "bwrap");
  } else {
    await assertRejects(() => chooseSandbox("bwrap"), UsageError, why);
  }
});

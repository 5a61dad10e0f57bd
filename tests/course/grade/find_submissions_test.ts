import { assertEquals, assertRejects } from "@std/assert";
import { join } from "node:path";
import { findSubmissions } from "../../../scripts/grade/submissions/find.ts";
import { UsageError } from "../../../scripts/terminal/errors.ts";

Deno.test("findSubmissions() says that there is nothing to grade", async () => {
  const folder = await Deno.makeTempDir();
  await assertRejects(() => findSubmissions(folder), UsageError, "no folder");
  await Deno.remove(folder);
  await assertRejects(() => findSubmissions(folder), UsageError, "no such");
  await Deno.writeTextFile(folder, "");
  await assertRejects(() => findSubmissions(folder), UsageError, "no folder");
  await Deno.remove(folder);
});

Deno.test("findSubmissions() gives each its own name, always the same", async () => {
  const folder = await Deno.makeTempDir();
  for (const name of ["ada", "ada (2)"]) await Deno.mkdir(join(folder, name));
  for (const name of ["ada.zip", "ada.tgz", "roster.xlsx"]) {
    await Deno.writeTextFile(join(folder, name), "");
  }
  const leftOut: string[] = [];
  const found = await findSubmissions(folder, leftOut);
  await Deno.remove(folder, { recursive: true });
  assertEquals(found.map(({ name }) => name), [
    "ada",
    "ada (2)",
    "ada (3)",
    "ada (4)",
  ]);
  assertEquals(leftOut, ["roster.xlsx"]);
});

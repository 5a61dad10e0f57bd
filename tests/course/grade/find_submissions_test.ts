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

Deno.test("findSubmissions() tells names apart that look alike", async () => {
  const folder = await Deno.makeTempDir();
  const alike = [
    "zoe\u0301",
    "zo\u00e9",
    "zo\u200be\u0301",
    "\uff5ao\u00e9",
    "zo\u00e9 ",
  ];
  for (const name of alike) await Deno.mkdir(join(folder, name));
  const found = await findSubmissions(folder);
  await Deno.remove(folder, { recursive: true });
  const seen = found.map(({ name }) =>
    name.normalize("NFKC").replaceAll(/\u200b/g, "").replaceAll(/\s+/g, " ")
  );
  assertEquals(new Set(seen).size, alike.length, seen.join());
});

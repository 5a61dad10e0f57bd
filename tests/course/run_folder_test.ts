import { assertEquals } from "@std/assert";
import { tmpdir } from "node:os";
import { isThere } from "./fixture/is_there.ts";
import { RunFolder } from "../../scripts/runner/run_folder.ts";

Deno.test("RunFolder goes with all that is in it", async () => {
  let path: string;
  {
    await using folder = await RunFolder.create();
    path = folder.path;
    await Deno.mkdir(`${path}/a/b`, { recursive: true });
  }
  assertEquals(await isThere(path), false);
});

Deno.test("RunFolder.create() removes the folder of a run that was killed", async () => {
  const left = await Deno.makeTempDir({ prefix: "lesson-" });
  await Deno.writeTextFile(`${left}/run.lock`, "");
  await Deno.writeTextFile(`${left}/file`, "left behind");
  await using _folder = await RunFolder.create();
  assertEquals(await isThere(left), false);
});

Deno.test("RunFolder.create() leaves what a run still uses, and what is no run's", async () => {
  const path = `${tmpdir()}/lesson-${crypto.randomUUID()}`;
  await Deno.mkdir(path);
  await using used = await RunFolder.create();
  await using _other = await RunFolder.create();
  assertEquals(await isThere(used.path), true);
  assertEquals(await isThere(path), true);
  await Deno.remove(path);
});

import { assertEquals, assertMatch, assertRejects } from "@std/assert";
import { bwrapSandbox } from "../../../scripts/grade/sandbox/bwrap.ts";
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

Deno.test("bwrapSandbox() says in the report how memory and files were bounded", () => {
  const groups = { version: 2, parent: "/sys/fs/cgroup" } as const;
  const about = [
    bwrapSandbox({ kind: "bwrap", rooms: true, groups }).about,
    bwrapSandbox({ kind: "bwrap", rooms: false }).about,
  ];
  assertMatch(about[0] ?? "", /bounded by the kernel \(.*version 2\)\.$/);
  assertMatch(about[1] ?? "", /watched from outside .* files was not bounded/);
});

import { assertEquals, assertMatch, assertRejects } from "@std/assert";
import { join } from "node:path";
import { fileNames } from "../../../scripts/grade/feedback/file_names.ts";
import {
  tryFeedback,
  writeFeedback,
} from "../../../scripts/grade/feedback/write_feedback.ts";
import { UsageError } from "../../../scripts/terminal/errors.ts";
import { report } from "./reports/sample.ts";

function klass(...names: string[]) {
  const all = report();
  all.submissions = names.flatMap((name) => report(name).submissions);
  return all;
}

Deno.test("fileNames() gives names that are safe, and never the same one", () => {
  const names = [
    "../../etc",
    "Ada",
    "ada",
    "con",
    "-rf",
    "김",
    "a/b",
    ".",
    "x.",
  ];
  const files = [...fileNames(names, ".md").values()];
  assertEquals(files, [
    ..."etc.md Ada.md ada-2.md _con.md rf.md 김.md a_b.md _.md x.md".split(" "),
  ]);
  const [long] = fileNames(["n".repeat(500)], ".md").values();
  assertEquals(long?.length, 63);
});

Deno.test("writeFeedback() tells each learner his own, and nothing of others", async () => {
  const folder = join(await Deno.makeTempDir(), "new");
  await tryFeedback(folder);
  assertEquals(await writeFeedback(klass("ada", "bob"), folder), []);
  const text = await Deno.readTextFile(join(folder, "ada.md"));
  assertMatch(text, /^# ada: 40 of 60 points$/m);
  assertMatch(
    text,
    /^\*\*Next: 7\.9\.2 Two\.\*\* It does not \\<multiply\\>\./m,
  );
  assertMatch(text, /deno task test:7\.9 --step 7\.9\.2/);
  assertEquals(/bob|[^\\]<script/.test(text), false);
  // An earlier one's is replaced.
  await tryFeedback(folder);
  assertEquals(await writeFeedback(klass("ada"), folder), []);
  await Deno.remove(join(folder, ".."), { recursive: true });
});

Deno.test({
  name: "writeFeedback() replaces nothing that is not its own",
  ignore: Deno.build.os === "windows",
  fn: async () => {
    const folder = await Deno.makeTempDir();
    const outside = await Deno.makeTempFile();
    await Deno.writeTextFile(join(folder, "ada.md"), "mine");
    await Deno.symlink(outside, join(folder, "bob.md"));
    await assertRejects(
      () => tryFeedback(folder),
      UsageError,
      "something else",
    );
    const problems = await writeFeedback(klass("ada", "bob", "cyd"), folder);
    assertEquals(problems.length, 2);
    assertEquals(await Deno.readTextFile(join(folder, "ada.md")), "mine");
    assertEquals(await Deno.readTextFile(outside), "");
    await Deno.remove(folder, { recursive: true });
    await Deno.remove(outside);
  },
});

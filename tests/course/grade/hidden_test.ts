import { assertEquals, assertRejects } from "@std/assert";
import { placesToCover } from "../../../scripts/grade/sandbox/visible.ts";
import { gradeClass, writeClass } from "./class.ts";
import { type Attack, solvedIf } from "./hostile/attack.ts";
import { assertExpected, inSandbox } from "./in_sandbox.ts";

const linux = Deno.build.os === "linux";

Deno.test({
  name: "placesToCover() names each place below /usr where a folder shows",
  ignore: !linux,
  fn: async () => {
    const found = await Array.fromAsync(Deno.readDir("/usr/lib"));
    const lib = found.find(({ isDirectory }) => isDirectory)?.name;
    const covered = await placesToCover([`/usr/lib/${lib}`, "/tmp", "/gone"]);
    const isMerged = await Deno.realPath("/lib") === "/usr/lib";
    for (const place of ["/usr/lib", ...isMerged ? ["/lib"] : []]) {
      assertEquals(covered.includes(`${place}/${lib}`), true, covered.join());
    }
    assertEquals(covered.filter((path) => /tmp|gone/.test(path)), []);
    // What is in a covered folder is covered with it.
    assertEquals(
      (await placesToCover(["/usr/share/doc", "/usr/share"])).filter((path) =>
        path.startsWith("/usr/share")
      ),
      ["/usr/share"],
    );
    await assertRejects(() => placesToCover(["/usr"]), Error, "programs");
  },
});

/** What looks into a class's folder, which must show and be empty. */
function looker(around: string): Attack {
  return {
    name: "looks into its class",
    top: `let found = 0;
for (const { name } of Deno.readDirSync("${around}")) {
  found += 1 + 10 * [...Deno.readDirSync("${around}/" + name)].length;
}`,
    bodies: solvedIf("found === 1"),
    expected: { points: 100 },
  };
}

inSandbox("grade() hides a class that lies below /usr", async (sandbox) => {
  // Nobody else can make one there.
  if (Deno.uid() !== 0) return;
  const dir = await Deno.makeTempDir({ dir: "/usr/local", prefix: "course-" });
  await Deno.chmod(dir, 0o755);
  try {
    await using submitted = await writeClass([looker(dir)], { dir });
    const report = await gradeClass(submitted.folder, sandbox);
    assertExpected(report, [looker(dir)]);
  } finally {
    await Deno.remove(dir);
  }
});

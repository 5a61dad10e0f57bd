import { assertEquals, assertRejects } from "@std/assert";
import { findBwrap } from "../../../scripts/grade/sandbox/choose.ts";
import { placesToCover } from "../../../scripts/grade/sandbox/visible.ts";
import { disagreement, gradeClass, writeClass } from "./class.ts";
import { type Attack, solvedIf } from "./hostile/attack.ts";

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

const bwrap = await findBwrap();
const looker: Attack = {
  name: "looks below /usr",
  top: `let found = 0;
for (const { name } of Deno.readDirSync("/usr/local")) {
  if (!name.startsWith("course-class-")) continue;
  found += 1 + 10 * [...Deno.readDirSync("/usr/local/" + name)].length;
}`,
  // The folder shows, and nothing that is in it.
  bodies: solvedIf("found === 1"),
  expected: { points: 100 },
};

Deno.test({
  name: "grade() hides a class that lies below /usr",
  ignore: typeof bwrap === "string" || Deno.uid() !== 0,
  fn: async () => {
    if (typeof bwrap === "string") return;
    await using submitted = await writeClass([looker], { dir: "/usr/local" });
    const { submissions } = await gradeClass(submitted.folder, bwrap);
    assertEquals(disagreement(submissions[0], looker), undefined);
  },
});

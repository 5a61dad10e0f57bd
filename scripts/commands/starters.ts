import { readFiles, startersOf, writeFiles } from "../lesson/files.ts";
import { readLessons } from "../lesson/manifest.ts";
import { needSolutions } from "../lesson/without_solutions.ts";
import { command } from "../terminal/command.ts";

/**
 * `deno task starters`: writes `lessons/` from `solutions/`; with `check`, only
 * says where they differ.
 */
export async function starters(
  root: URL,
  { check = false }: { check?: boolean } = {},
): Promise<number> {
  await needSolutions(root, "write lessons/");
  const stale: string[] = [];
  const folders = (await readLessons(root)).map(({ folder }) => folder);
  // What stands at the top is the contents of all lessons.
  for (const name of ["", ...folders, "given"]) {
    const folder = name === "" ? "lessons/" : `lessons/${name}/`;
    const source = new URL(folder.replace("lessons", "solutions"), root);
    const deep = { deep: name !== "" };
    const wanted = startersOf(await readFiles(source, deep));
    const there = await readFiles(new URL(folder, root), deep);
    const differ = [...wanted].filter(([path, text]) =>
      there.get(path) !== text
    );
    const extra = [...there.keys()].filter((path) => !wanted.has(path));
    stale.push(
      ...differ.map(([path]) => folder + path),
      ...extra.map((path) => `${folder}${path} (no solution has it)`),
    );
    if (check) continue;
    await writeFiles(new URL(folder, root), new Map(differ));
    for (const path of extra) await Deno.remove(new URL(folder + path, root));
  }
  if (stale.length === 0) {
    console.log("The starters in lessons/ are those of solutions/.");
    return 0;
  }
  for (const path of stale) console.log(`  ${path}`);
  if (!check) {
    console.log(`${stale.length} files written.`);
    return 0;
  }
  console.log(
    `${stale.length} files in lessons/ are not the starters of solutions/: run ${
      command("starters")
    }.`,
  );
  return 1;
}

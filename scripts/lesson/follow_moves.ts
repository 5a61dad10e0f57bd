import { backUp, isGiven, type LessonFiles, writeFiles } from "./files.ts";
import type { Lesson } from "./manifest.ts";

const EXPORTED =
  /^export (?:abstract |async |declare )*(?:class|const|enum|function\*?|interface|let|type) (\w+)/gm;
const IMPORT =
  /^(import|export) (type )?\{([^}]*)\} from "(\.\/[^"]+)";\r?\n/gm;
const ADDRESS = /(?<=new URL\(\s*)"(\.\/[^"]+)"/g;

/**
 * Given code moves when the course changes, and a learner's older files still
 * import it where it was. Lets their imports follow it, and takes copies of
 * given code away that lie beside them; what was there is kept.
 *
 * @param starters The lesson as it is at the start.
 * @returns What was done, in sentences, if anything was.
 */
export async function followMoves(
  root: URL,
  lesson: Lesson,
  files: LessonFiles,
  starters: LessonFiles,
): Promise<string | undefined> {
  const given = [...starters.keys()].filter((path) =>
    isGiven(path) && path.endsWith(".ts")
  );
  const homes = new Map(
    given.flatMap((path) =>
      exportsOf(starters.get(path)).map((name) => [name, path] as const)
    ),
  );
  const byName = new Map(given.map((path) => [baseOf(path), path]));
  const beside = [...files].filter(([path]) => /^[^/]+\.ts$/.test(path));
  const copies = beside.filter(([path, text]) => {
    const names = exportsOf(text);
    return !starters.has(path) && (names.length > 0 || byName.has(path)) &&
      names.every((name) => homes.has(name));
  }).map(([path]) => path);
  const own = new Map(beside.filter(([path]) => !copies.includes(path)));
  // What the lesson has there now is missing, and has not moved.
  const isThere = (from: string) =>
    starters.has(from.slice(2)) ||
    files.has(from.slice(2)) && !copies.includes(from.slice(2));
  const moved = new Map<string, string>();
  for (const [path, text] of own) {
    const followed = text
      .replaceAll(
        IMPORT,
        (line, verb, type = "", names, from) =>
          isThere(from)
            ? line
            : importsOf(`${verb} ${type}`, names, from, homes),
      )
      .replaceAll(
        ADDRESS,
        (address, to) =>
          isThere(to) || !byName.has(to.slice(2))
            ? address
            : `"${relative(byName.get(to.slice(2)) ?? to)}"`,
      );
    if (followed !== text) moved.set(path, followed);
  }
  if (moved.size + copies.length === 0) return undefined;

  const folder = new URL(`lessons/${lesson.folder}/`, root);
  const backup = await backUp(root, lesson.folder);
  await writeFiles(folder, moved);
  for (const path of copies) await Deno.remove(new URL(path, folder));
  return [
    `Given code has moved since you began lesson ${lesson.number}.`,
    ...(moved.size > 0
      ? [`Imports follow it now in ${[...moved.keys()].join(", ")}.`]
      : []),
    ...(copies.length > 0
      ? [`These copies of it were taken away: ${copies.join(", ")}.`]
      : []),
    `What you had is in ${backup}.`,
  ].join(" ");
}

/** The lines that import these names from where they are now. */
function importsOf(
  verb: string,
  names: string,
  from: string,
  homes: ReadonlyMap<string, string>,
): string {
  const wanted = names.split(",").map((name) => name.trim()).filter(Boolean);
  const groups = Map.groupBy(wanted, (name) => {
    const home = homes.get(name.replace(/^type /, "").split(" as ")[0] ?? "");
    return home === undefined ? from : relative(home);
  });
  return [...groups].map(([home, names]) =>
    `${verb}{ ${names.join(", ")} } from "${home}";\n`
  ).join("");
}

function exportsOf(text = ""): string[] {
  return [...text.matchAll(EXPORTED)].map(([, name = ""]) => name);
}

function baseOf(path: string): string {
  return path.split("/").at(-1) ?? "";
}

function relative(path: string): string {
  return path.startsWith(".") ? path : `./${path}`;
}

import { join, relative } from "node:path";

/** What programs need of the system: read-only. */
export const SYSTEM = [
  "/usr",
  "/bin",
  "/sbin",
  "/lib",
  "/lib32",
  "/lib64",
  "/etc/ld.so.cache",
  "/etc/alternatives",
  "/etc/nsswitch.conf",
  "/etc/localtime",
];

/** Folders of the system that hold no programs, and often somebody's work. */
const NO_PROGRAMS = ["/usr/src", "/usr/local/src"];

/**
 * Where folders that nobody must see show in the sandbox, and have to be
 * covered: a course below `/usr` does, twice if it is below `/usr/lib`, which is
 * `/lib`, too.
 *
 * @throws {Error} If one of them has the system's programs.
 */
export async function placesToCover(
  folders: readonly string[],
): Promise<string[]> {
  const found = new Set<string>();
  for (const folder of [...folders, ...NO_PROGRAMS]) {
    const real = await realPath(folder);
    if (real === undefined) continue;
    for (const place of SYSTEM) {
      const shown = await realPath(place);
      if (shown === undefined) continue;
      const inside = relative(shown, real);
      if (inside.startsWith("..") || inside.startsWith("/")) continue;
      if (inside === "") {
        throw new Error(
          `Cannot hide ${folder}, which has the system's programs: keep the course and the submissions in folders of their own`,
        );
      }
      found.add(join(place, inside));
    }
  }
  // A folder in one that is covered already is no place to mount on.
  return [...found].filter((path) =>
    ![...found].some((other) => path.startsWith(`${other}/`))
  );
}

async function realPath(path: string): Promise<string | undefined> {
  return await Deno.realPath(path).catch(() => undefined);
}

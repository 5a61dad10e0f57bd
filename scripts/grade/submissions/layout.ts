import { type EntryPath, entryPath, leadsOutside } from "./entry_path.ts";

/** What a submission may be asked for. */
export interface Wanted {
  /** The folder of the lesson that is read: `7.4-locks`. */
  lesson: string;
  /** The learner's files of each lesson of the course, by its folder. */
  names: ReadonlyMap<string, ReadonlySet<string>>;
}

/** How many folders may stand around everything. */
const AROUND = 2;

/** How many of a submission's names are told where no lesson was found. */
const TOLD = 5;

/**
 * Finds out where a submission has its lessons: in a clone, in a folder around
 * one or two of which there are others, in a lesson's own folder, or as bare
 * files. All names are shown to it first, and then each gets its place.
 */
export class Layout {
  /** The first few names at the top. */
  readonly found = new Set<string>();
  readonly #wanted: Wanted;
  readonly #bare = new Map<string, Map<string, number>>();
  #hasFolder = false;

  constructor(wanted: Wanted) {
    this.#wanted = wanted;
  }

  /** Takes note of a name. */
  see(name: string): void {
    const parts = partsOf(name);
    if (this.found.size < TOLD) this.found.add(parts[0] ?? "");
    if (/^lessons($|\/)/.test(rootOf(parts, this.#wanted) ?? "")) {
      this.#hasFolder = true;
    }
    const file = parts.at(-1) ?? "";
    for (const lesson of ownersOf(file, this.#wanted)) {
      const folder = parts.slice(0, -1).join("/");
      const counts = this.#bare.get(folder) ?? new Map<string, number>();
      counts.set(lesson, (counts.get(lesson) ?? 0) + 1);
      this.#bare.set(folder, counts);
    }
  }

  /**
   * Where an entry stands in the course, if it is wanted; why it has no place
   * there, if it was meant to have one.
   */
  place(name: string): EntryPath | undefined {
    const problem = leadsOutside(name);
    if (problem !== undefined) return { problem };
    const parts = partsOf(name);
    const path = this.#hasFolder
      ? rootOf(parts, this.#wanted)
      : this.#ofBare(parts);
    return path === undefined || !isWanted(path, this.#wanted)
      ? undefined
      : entryPath(path);
  }

  /** A bare file belongs to the lesson that has such a file. */
  #ofBare(parts: readonly string[]): string | undefined {
    const file = parts.at(-1) ?? "";
    if (!file.endsWith(".ts") || parts.length > AROUND + 1) return undefined;
    const owners = ownersOf(file, this.#wanted);
    const counts = this.#bare.get(parts.slice(0, -1).join("/")) ?? new Map();
    const [most] = [...counts].sort(([, a], [, b]) => b - a)
      .map(([lesson]) => lesson)
      .filter((lesson) => owners.length === 0 || owners.includes(lesson));
    return most === undefined ? undefined : `lessons/${most}/${file}`;
  }
}

/** Whether a path in the course, or what is below or above it, is looked at. */
function isWanted(path: string, { lesson }: Wanted): boolean {
  return [
    "deno.json",
    "lessons/given",
    `lessons/${lesson}`,
    "tests/harness",
    `tests/${lesson}`,
  ].some((one) =>
    `${path}/`.startsWith(`${one}/`) || one.startsWith(`${path}/`)
  );
}

function partsOf(name: string): string[] {
  // Longer ones are refused; this much is enough to say what was found.
  return name.slice(0, 4096).replaceAll("\\", "/").split("/")
    .filter((part) => part !== "." && part !== "");
}

/** The path from the course's root, of a name that shows where that is. */
function rootOf(
  parts: readonly string[],
  { names }: Wanted,
): string | undefined {
  for (const [index, part] of parts.slice(0, AROUND + 1).entries()) {
    const rest = () => parts.slice(index).join("/");
    if (part === "lessons" || part === "tests") return rest();
    if (part === "deno.json" && parts.length === index + 1) return rest();
    if (part === "solutions" || part.startsWith(".")) return undefined;
    if (names.has(part)) return `lessons/${rest()}`;
  }
  return undefined;
}

function ownersOf(file: string, { names }: Wanted): string[] {
  return [...names].filter(([, files]) => files.has(file))
    .map(([lesson]) => lesson);
}

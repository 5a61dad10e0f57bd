import { SHARED_VARIABLE } from "./events.ts";

/** The folder of a run in which several programs share out a lesson's files. */
const shared = Deno.env.get(SHARED_VARIABLE);

/** The files that were asked for, and whether this program has them. */
const taken = new Map<string, boolean>();

let loading: string | undefined;

/** Says which file's tests are registered next. */
export function beginFile(url: string): void {
  loading = url.slice(url.lastIndexOf("/") + 1);
}

/**
 * Whether the tests of the file that is loaded now are this program's to run:
 * to be asked as the first of them begins, it goes to who asks first.
 */
export function ownership(): () => boolean {
  const file = loading;
  return () => {
    if (shared === undefined || file === undefined) return true;
    const known = taken.get(file);
    if (known !== undefined) return known;
    const isOurs = take(`${shared}/${file}`);
    taken.set(file, isOurs);
    return isOurs;
  };
}

/** Tells the other programs that a step has failed. */
export function shareFailed(step: string): void {
  if (shared !== undefined) take(`${shared}/failed-${step}`);
}

/** The steps that have failed in any of the programs. */
export function sharedFailed(): string[] {
  if (shared === undefined) return [];
  return [...Deno.readDirSync(shared)].flatMap(({ name }) =>
    name.startsWith("failed-") ? [name.slice("failed-".length)] : []
  );
}

/** Makes a file that nobody has made before; returns whether that is so. */
function take(path: string): boolean {
  try {
    Deno.openSync(path, { createNew: true, write: true }).close();
    return true;
  } catch (error) {
    // The folder is gone when the run was ended.
    if (error instanceof Deno.errors.AlreadyExists) return false;
    if (error instanceof Deno.errors.NotFound) return false;
    throw error;
  }
}

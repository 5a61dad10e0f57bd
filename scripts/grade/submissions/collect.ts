import { isGiven } from "../../lesson/files.ts";
import { guardImports } from "../guard/import_guard.ts";
import { type PlainPath, plainPath } from "../paths/plain_path.ts";
import type { Finding } from "../report/report.ts";
import { decodeSource } from "./decode.ts";
import type { LessonCopy } from "./lesson_copy.ts";
import type { Tree } from "./tree.ts";

/** A submission's lesson, ready to be run. */
export interface Collected {
  /** The files, by their paths in the lesson's folder. */
  files: Map<PlainPath, Uint8Array>;
  /** How many of the learner's files were handed in. */
  handedIn: number;
  /** How many there are. */
  of: number;
  /** Why it is not run. */
  refused: Finding[];
  /** What was left out. */
  findings: Finding[];
}

/** Files of the course that a lesson's folder has besides code. */
const TEXTS = /^(README\.md|figures\.md|lesson\.json)$/;

/**
 * Takes a lesson's code from a submission: the files that learners write, and
 * those of their own that they import. Where one is missing, the starter stands
 * in; given code is the course's own.
 */
export async function collectLesson(
  tree: Tree,
  copy: LessonCopy,
): Promise<Collected> {
  const { folder, starters, given, shared } = copy;
  const findings: Finding[] = [];
  const texts = new Map<PlainPath, string>();
  for (const [path, bytes] of tree.files) {
    if (!path.startsWith(`${folder}/`)) continue;
    const name = plainPath(path.slice(folder.length + 1));
    if (name === undefined || TEXTS.test(name) || isGiven(name)) continue;
    if (isInFile(name, starters)) {
      findings.push({
        path,
        message:
          "The lesson has a file where it has a folder; it was left out.",
      });
      continue;
    }
    if (/\.ts$/.test(name) && !/_test\.ts$/.test(name)) {
      texts.set(name, decodeSource(bytes));
    } else {
      findings.push({
        path,
        message: "The lesson has no such file; it was left out.",
      });
    }
  }
  const own = [...starters.keys()];
  const all = new Map([...starters, ...texts]);
  const { refused, imported } = await guardImports(all, {
    entries: own,
    given: new Set([
      ...given.keys(),
      ...[...shared].map((name) => `../given/${name}`),
    ]),
    computed: copy.computed,
    folder,
  });
  const files = new Map<PlainPath, Uint8Array>();
  const encoder = new TextEncoder();
  for (const [name, text] of given) files.set(name, encoder.encode(text));
  for (const [name, text] of all) {
    if (starters.has(name) || imported.has(name)) {
      files.set(name, encoder.encode(text));
    } else {
      findings.push({
        path: `${folder}/${name}`,
        message: "No file of the lesson imports it; it was left out.",
      });
    }
  }
  const handedIn = own.filter((name) => texts.has(name)).length;
  return { files, handedIn, of: own.length, refused, findings };
}

/** Whether a path leads through a file, such as `mutex.ts/mine.ts`. */
function isInFile(
  path: PlainPath,
  files: ReadonlyMap<string, unknown>,
): boolean {
  return path.split("/").some((_, index, parts) =>
    files.has(parts.slice(0, index).join("/"))
  );
}

/** Whether a path in the course is the learner's to write. */
export function isLearners(path: string, { folder }: LessonCopy): boolean {
  return path.startsWith(`${folder}/`) &&
    !isGiven(path.slice(folder.length + 1));
}

import { posix } from "node:path";
import { type PlainPath, plainPath } from "../paths/plain_path.ts";
import { shorten } from "../report/printable.ts";
import type { Finding } from "../report/report.ts";
import { type Imported, importsOf } from "./imports_of.ts";

/** What a submission may import besides its own files. */
const ALLOWED =
  /^(?:node:(?!test(?:\/|$))[\w/]+|@std\/(?:assert|async|net)(?:\/[\w./-]+)?)$/;

/** How many refusals of a lesson are told. */
const MOST = 10;

/** What the imports of a lesson are compared with. */
export interface GuardOptions {
  /** The files that the course starts or imports. */
  entries: readonly PlainPath[];
  /** Given code, by its paths from the lesson's folder. */
  given: ReadonlySet<string>;
  /** Whether imports may be computed, as the solution's own are. */
  computed: boolean;
  /** The lesson's folder, for the findings: `lessons/7.4-locks`. */
  folder: string;
}

/** What was found in a submission's files of a lesson. */
export interface Guarded {
  /** Imports that are refused, and files that cannot be parsed. */
  refused: Finding[];
  /** The files that others import, by way of any number of files. */
  imported: Set<PlainPath>;
}

/**
 * Looks at what a lesson's files import: their own lesson's files, `node:` and
 * the course's packages are allowed.
 *
 * @param files The files' texts, by their paths in the lesson's folder.
 */
export async function guardImports(
  files: ReadonlyMap<PlainPath, string>,
  { entries, given, computed, folder }: GuardOptions,
): Promise<Guarded> {
  const refused: Finding[] = [];
  const imported = new Set<PlainPath>();
  const queue = new Set(entries.filter((entry) => files.has(entry)));
  // A set hands out what is added while it is gone through.
  for (const file of queue) {
    const text = files.get(file) ?? "";
    const { imports, problem } = await importsOf(text);
    const problems = problem === undefined ? [] : [problem];
    for (const one of imports) {
      const target = targetOf(file, one, { files, given, computed });
      if (target === undefined) continue;
      if ("problem" in target) {
        if (refused.length + problems.length >= MOST) break;
        const line = lineOf(text, target.shown);
        problems.push({ line, message: target.problem });
      } else {
        imported.add(target.path);
        queue.add(target.path);
      }
    }
    for (const { line, message } of problems) {
      const place = line === undefined ? {} : { line };
      refused.push({ path: `${folder}/${file}`, ...place, message });
    }
    if (refused.length >= MOST) break;
  }
  return { refused, imported };
}

/** The submission's file that is imported, or why that may not be. */
function targetOf(
  file: PlainPath,
  { specifier }: Imported,
  { files, given, computed }: Pick<GuardOptions, "given" | "computed"> & {
    files: ReadonlyMap<PlainPath, string>;
  },
):
  | { path: PlainPath }
  | { problem: string; shown: string | RegExp }
  | undefined {
  if (specifier === undefined) {
    return computed ? undefined : {
      problem: "Its path is computed: import with a path that is written out.",
      shown: /\bimport\s*\(\s*(?!["'])/,
    };
  }
  if (ALLOWED.test(specifier)) return undefined;
  const refuse = (why: string) => ({
    problem: `It imports ${JSON.stringify(shorten(specifier, 80))}${why}`,
    shown: specifier,
  });
  const relative = relativePath(file, specifier);
  if (relative === undefined) {
    return refuse(
      ": only the lesson's own files, node: and @std/ may be imported.",
    );
  }
  if (given.has(relative)) return undefined;
  const path = plainPath(relative);
  return path !== undefined && files.has(path)
    ? { path }
    : refuse(", which was not handed in.");
}

/**
 * A relative specifier's path from the lesson's folder. It is a URL to Deno, so
 * only plain names are taken, which are the same there.
 */
function relativePath(file: string, specifier: string): string | undefined {
  const [, rest] = specifier.match(/^((?:\.\/|(?:\.\.\/)+)(?:\.\/)*)/) ?? [];
  if (rest === undefined) return undefined;
  if (plainPath(specifier.slice(rest.length)) === undefined) return undefined;
  const path = posix.join(posix.dirname(file), specifier);
  return /^\.\.\/(?!given\/)/.test(path) ? undefined : path;
}

/** The first line that has this text. */
function lineOf(text: string, what: string | RegExp): number | undefined {
  const index = typeof what === "string"
    ? text.indexOf(what)
    : text.search(what);
  return index < 0 ? undefined : text.slice(0, index).split("\n").length;
}

import { isGiven, type LessonFiles, startersOf } from "../../lesson/files.ts";
import type { Lesson } from "../../lesson/manifest.ts";
import { guardImports } from "../guard/import_guard.ts";
import type { Finding } from "../report/report.ts";
import type { Tree } from "./tree.ts";

/** A submission's lesson, ready to be run. */
export interface Collected {
  /** The files, by their paths in the lesson's folder. */
  files: Map<string, Uint8Array>;
  /** How many of them were handed in. */
  handedIn: number;
  /** Why it is not run. */
  refused: Finding[];
  /** What was left out. */
  findings: Finding[];
}

/** Files of the course that a lesson's folder has besides code. */
const TEXTS = /^(README\.md|lesson\.json)$/;

/**
 * Takes a lesson's code from a submission: the files that the course has there,
 * and those that they import. Where one is missing, the starter stands in.
 */
export async function collectLesson(
  tree: Tree,
  lesson: Lesson,
  solution: LessonFiles,
  shared: LessonFiles,
): Promise<Collected> {
  const folder = `lessons/${lesson.folder}`;
  const findings: Finding[] = [];
  const texts = new Map<string, string>();
  for (const [path, bytes] of tree.files) {
    if (!path.startsWith(`${folder}/`)) continue;
    const name = path.slice(folder.length + 1);
    if (TEXTS.test(name)) continue;
    if (isGiven(name)) {
      const own = solution.get(name);
      const text = decode(bytes)?.replaceAll("\r\n", "\n");
      if (own === undefined || text !== own) {
        findings.push({
          path,
          message: own === undefined
            ? "The lesson has no such file; it was left out."
            : "It was changed; the course's own is used.",
        });
      }
      continue;
    }
    if (!/\.ts$/.test(name) || /_test\.ts$/.test(name)) {
      findings.push({
        path,
        message: "The lesson has no such file; it was left out.",
      });
      continue;
    }
    const text = decode(bytes);
    if (text !== undefined) texts.set(name, text);
    else findings.push({ path, message: "It is not UTF-8; it was left out." });
  }

  const own = [...solution.keys()].filter((name) => name.endsWith(".ts"));
  const handedIn = own.filter((name) => texts.has(name)).length;
  const given = [...shared].map(([name, text]) =>
    [`../given/${name}`, text] as const
  );
  const starters = startersOf(solution);
  const all = new Map([
    ...own.map((name) => [name, starters.get(name) ?? ""] as const),
    ...texts,
  ]);
  const computed = [...solution.values()].some((text) =>
    /\bawait import\(\s*[^"\s]/.test(text)
  );
  const { refused, imported } = await guardImports(
    new Map([...all, ...given]),
    own,
    {
      computed,
      folder,
    },
  );
  const files = new Map<string, Uint8Array>();
  const encoder = new TextEncoder();
  for (const [name, text] of all) {
    if (own.includes(name) || imported.has(name)) {
      files.set(name, encoder.encode(text));
    } else {
      findings.push({
        path: `${folder}/${name}`,
        message: "No file of the lesson imports it; it was left out.",
      });
    }
  }
  return { files, handedIn, refused, findings };
}

function decode(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

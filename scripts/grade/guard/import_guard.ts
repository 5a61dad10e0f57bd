import { transform } from "esbuild";
import { type Import, init, parse } from "es-module-lexer";
import { posix } from "node:path";
import type { Finding } from "../report/report.ts";

/** What a submission may import besides its own files. */
const ALLOWED = /^(node:|@std\/(assert|async|net)(\/|$))/;

/** What was found in a submission's files of a lesson. */
export interface Guarded {
  /** Imports that are refused, and files that cannot be parsed. */
  refused: Finding[];
  /** The files that others import, by way of any number of files. */
  imported: Set<string>;
}

/**
 * Looks at what a lesson's files import: their own lesson's files, `node:` and
 * the course's packages are allowed.
 *
 * @param files The files' texts, by their paths in the lesson's folder; what the
 * lessons share is `../given/…`.
 * @param entries Those that the course starts or imports.
 * @param computed Whether imports may be computed, as the solution's own are.
 * @param folder The lesson's folder, for the findings: `lessons/7.4-locks`.
 */
export async function guardImports(
  files: ReadonlyMap<string, string>,
  entries: readonly string[],
  { computed, folder }: { computed: boolean; folder: string },
): Promise<Guarded> {
  await init;
  const refused: Finding[] = [];
  const imported = new Set<string>();
  const queue = entries.filter((entry) => files.has(entry));
  for (const file of queue) {
    const text = files.get(file) ?? "";
    const refuse = (line: number | undefined, message: string) =>
      refused.push({
        path: `${folder}/${file}`,
        ...(line === undefined ? {} : { line }),
        message,
      });
    const found = await importsOf(text, refuse);
    for (const one of found) {
      const { type, specifier } = one;
      if (type === "import-meta") continue;
      if (type === "dynamic" && (specifier === undefined || one.glob)) {
        if (!computed) {
          refuse(
            lineOf(text, /\bimport\s*\(\s*(?!["'])/),
            "Its path is computed: import with a path that is written out.",
          );
        }
      } else if (specifier !== undefined && !ALLOWED.test(specifier)) {
        const target = within(file, specifier);
        if (target === undefined || !files.has(target)) {
          refuse(
            lineOf(text, specifier),
            target === undefined
              ? `It imports ${
                quote(specifier)
              }: only the lesson's own files, node: and @std/ may be imported.`
              : `It imports ${quote(specifier)}, which was not handed in.`,
          );
        } else if (!queue.includes(target) && !target.startsWith("../")) {
          imported.add(target);
          queue.push(target);
        }
      }
    }
  }
  return { refused, imported };
}

async function importsOf(
  text: string,
  refuse: (line: number | undefined, message: string) => void,
): Promise<readonly Import[]> {
  try {
    const { code } = await transform(text, {
      loader: "ts",
      format: "esm",
      target: "esnext",
      logLevel: "silent",
    });
    return parse(code)[0];
  } catch (error) {
    const [first] = messagesOf(error);
    refuse(
      first?.location?.line,
      `It cannot be parsed: ${first?.text ?? "no JavaScript or TypeScript"}.`,
    );
    return [];
  }
}

function messagesOf(
  error: unknown,
): { text: string; location: { line: number } | null }[] {
  const errors = error instanceof Error && "errors" in error
    ? error.errors
    : undefined;
  return Array.isArray(errors) ? errors : [];
}

/** A relative path's target in the lesson's folder; nothing if it is outside. */
function within(file: string, specifier: string): string | undefined {
  if (!/^\.\.?\//.test(specifier)) return undefined;
  const target = posix.join(posix.dirname(file), specifier);
  return /^\.\.\/(?!given\/)/.test(target) ? undefined : target;
}

/** The first line that has this text. */
function lineOf(text: string, what: string | RegExp): number | undefined {
  const index = text.split("\n").findIndex((line) =>
    typeof what === "string" ? line.includes(what) : what.test(line)
  );
  return index < 0 ? undefined : index + 1;
}

function quote(specifier: string): string {
  const short = specifier.length > 80
    ? `${specifier.slice(0, 79)}…`
    : specifier;
  return JSON.stringify(short);
}

import { init, parse } from "es-module-lexer";
import { transform, type TransformFailure } from "esbuild";

/** An import: what is written there, if that is written out. */
export interface Imported {
  specifier: string | undefined;
}

/** More imports than any file of a lesson has. */
const MOST_IMPORTS = 500;

/** The program that parses has ended, and cannot parse anything more. */
export class ParserEnded extends Error {
  override readonly name = "ParserEnded";
}

/**
 * What a source file imports, or why it cannot be parsed.
 *
 * @throws {ParserEnded} If that is more than the parser could bear.
 */
export async function importsOf(text: string): Promise<{
  imports: readonly Imported[];
  problem?: { line: number | undefined; message: string };
}> {
  await init;
  let code: string;
  try {
    ({ code } = await transform(text, {
      loader: "ts",
      format: "esm",
      target: "esnext",
      logLevel: "silent",
    }));
  } catch (error) {
    const [first] = failuresOf(error);
    if (first === undefined) throw new ParserEnded();
    return unparsed(first.location?.line, first.text);
  }
  try {
    const found = parse(code)[0].filter(({ type }) => type !== "import-meta");
    if (found.length > MOST_IMPORTS) {
      return unparsed(undefined, `it has more than ${MOST_IMPORTS} imports`);
    }
    return {
      imports: found.map((one) => ({
        specifier: "glob" in one && one.glob
          ? undefined
          : one.specifier ?? undefined,
      })),
    };
  } catch {
    return unparsed(undefined, "no JavaScript or TypeScript");
  }
}

function unparsed(line: number | undefined, why: string) {
  return {
    imports: [],
    problem: { line, message: `It cannot be parsed: ${why}.` },
  };
}

/** What esbuild found wrong; nothing when it is esbuild that failed. */
function failuresOf(error: unknown): TransformFailure["errors"] {
  return error instanceof Error && "errors" in error
    ? (error as TransformFailure).errors
    : [];
}

import { parse, type ParserOptions } from "@babel/parser";

/** A token of a source, worded so that names and looks make no difference. */
export interface Token {
  word: string;
  /** Its line, from 1. */
  line: number;
}

/** What can be written differently without writing different code. */
const LEFT_OUT = new Set("; , ( ) { } readonly public private as".split(" "));

/** Words that mean the same here. */
const SAME: Record<string, string> = {
  ...{ const: "let", var: "let", "++": "+= 1", "--": "-= 1" },
};

/** TypeScript's nodes that have code in them. */
const WITH_CODE =
  /^TS(?:As|Satisfies|NonNull|Instantiation)|^TSParameterProperty|^TSEnum|^TSModule/;

const OPTIONS: ParserOptions = {
  sourceType: "module",
  plugins: ["typescript", "decorators"],
  tokens: true,
  // What is only forbidden, such as a name that is there twice, can be read.
  errorRecovery: true,
  attachComment: false,
};

/** No honest file of a lesson comes near it. */
const MOST_TOKENS = 60_000;

/** What is known of the parser's nodes and tokens here. */
interface Piece {
  type: unknown;
  start: number;
  end: number;
  loc: { start: { line: number } };
}

/**
 * The tokens of a TypeScript source, without types, imports and punctuation.
 * Names that can be chosen are all the same word.
 *
 * @throws {SyntaxError} If it cannot be parsed.
 */
export function tokensOf(source: string): Token[] {
  const file = parse(source, OPTIONS);
  const pieces = (file.tokens ?? []) as unknown as Piece[];
  if (pieces.length > MOST_TOKENS) {
    throw new SyntaxError(`it has more than ${MOST_TOKENS} tokens`);
  }
  const skipped = skippedIn(file.program as unknown as Piece);
  const tokens: Token[] = [];
  let next = 0;
  let before = "";
  for (const { type, start, end, loc } of pieces) {
    while ((skipped[next]?.[1] ?? Infinity) <= start) next++;
    const text = source.slice(start, end);
    const isComment = typeof type === "string" && type.startsWith("Comment");
    const isSkipped = start >= (skipped[next]?.[0] ?? Infinity);
    if (isComment || isSkipped || text === "" || LEFT_OUT.has(text)) continue;
    tokens.push({ word: wordOf(text, before), line: loc.start.line });
    before = text;
  }
  return tokens;
}

/** Names that the platform gives; all others can be chosen. */
const GIVEN = new Set([
  ...Object.getOwnPropertyNames(globalThis),
  ...[Atomics, Math, Object, Array, Promise, Map, Set, Number, JSON, Deno]
    .flatMap((one) => [
      ...Object.getOwnPropertyNames(one),
      ...Object.getOwnPropertyNames(Reflect.get(one, "prototype") ?? {}),
    ]),
]);

const KEYWORDS = new Set(
  ("break case catch class continue default delete do else extends finally " +
    "for function if in instanceof new return super switch this throw try " +
    "typeof void while await yield async of using get set static let null " +
    "true false").split(" "),
);

function wordOf(text: string, before: string): string {
  const same = SAME[text];
  if (same !== undefined) return same;
  if (/^["'`]/.test(text)) return "text";
  if (!/^#?[\p{ID_Start}$_]/u.test(text) || KEYWORDS.has(text)) return text;
  return GIVEN.has(text) && (before === "." || /^\p{Lu}/u.test(text))
    ? text
    : "name";
}

/** The ranges of types and imports, in their order. */
function skippedIn(program: Piece): [number, number][] {
  const ranges: [number, number][] = [];
  const open: Piece[] = [program];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    const type = String(node.type);
    if (
      type === "ImportDeclaration" ||
      type.startsWith("TS") && !WITH_CODE.test(type)
    ) {
      ranges.push([node.start, node.end]);
      continue;
    }
    for (const value of Object.values(node)) {
      for (const one of Array.isArray(value) ? value : [value]) {
        if (one !== null && typeof one === "object" && "type" in one) {
          open.push(one);
        }
      }
    }
  }
  ranges.sort(([a], [b]) => a - b);
  return ranges.filter(([, end], index) =>
    index === 0 || end > (ranges[index - 1]?.[1] ?? 0)
  );
}

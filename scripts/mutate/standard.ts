import { Instrumenter } from "@stryker-mutator/instrumenter";

/** A change at a place of a source, whatever step it belongs to. */
export interface Change {
  operator: string;
  start: number;
  end: number;
  replacement: string;
}

/** The instrumenter logs what it does; nobody needs to know. */
const silent = new Proxy({}, { get: () => () => false });

/**
 * Changes by the standard operators of mutation testing: those of Stryker's
 * instrumenter. A removed statement, a condition that always holds, another
 * comparison, an empty block.
 */
export async function standardChanges(
  name: string,
  source: string,
): Promise<Change[]> {
  // Its types are those of an injector that it can do without.
  const instrumenter = new Instrumenter(silent as never);
  const { mutants } = await instrumenter.instrument(
    [{ name, content: source, mutate: true }],
    { plugins: null, excludedMutations: [], ignorers: [] },
  );
  const offsets = lineOffsets(source);
  const offset = ({ line, column }: { line: number; column: number }) =>
    (offsets[line] ?? source.length) + column;
  return mutants.map(({ mutatorName, location, replacement }) => ({
    operator: words(mutatorName),
    start: offset(location.start),
    end: offset(location.end),
    replacement,
  })).filter(({ operator, start, end }) =>
    operator !== "string literal" || !isSentence(source.slice(start, end))
  );
}

/** Whether a literal is a message for people, which no test holds to its word. */
function isSentence(literal: string): boolean {
  return /\w \w/.test(literal);
}

function lineOffsets(source: string): number[] {
  const offsets = [0];
  for (let at = 0; (at = source.indexOf("\n", at) + 1) > 0;) offsets.push(at);
  return offsets;
}

/** `"EqualityOperator"` as `"equality operator"`. */
function words(name: string): string {
  return name.replaceAll(/(?<=[a-z])(?=[A-Z])/g, " ").toLowerCase();
}

import { NO_BREAK } from "./columns.ts";
import type { Result } from "./operation.ts";

/** How schedules show a word of the buffer. */
export interface NamedWord {
  name: string;
  /** The names of values, or what tells a value; others stay numbers. */
  values?: readonly string[] | ((value: number) => string | undefined);
  /** Whether the code under test has no business there. @default {false} */
  foreign?: boolean;
}

/** Words by their places in bytes: `{ 4: "waiters" }`. */
export type WordNames = Readonly<Record<number, string | NamedWord>>;

/** The word of the lessons' mutex. */
export function mutexWord(name = "mutex"): NamedWord {
  return { name, values: ["UNLOCKED", "LOCKED", "CONTENDED"] };
}

let shown: WordNames = {};

/** Lets words be told by these names until it is disposed. */
export function showWords(names: WordNames): Disposable {
  const outer = shown;
  shown = names;
  return {
    [Symbol.dispose]() {
      shown = outer;
    },
  };
}

/** The name of the word at a place in bytes, if it has one. */
export function nameOfWord(address: number): string | undefined {
  const word = shown[address];
  return typeof word === "object" ? word.name : word;
}

/** The word in a sentence: `state`, or `word 1` if it has no name. */
export function tellWord(address: number): string {
  return nameOfWord(address) ?? `word ${address / 4}`;
}

/** A value that the word has or had, by its name if it has one. */
export function tellValue(address: number, value: Result): string {
  const word = shown[address];
  if (typeof word !== "object" || typeof value !== "number") return `${value}`;
  const { values } = word;
  return (typeof values === "function" ? values(value) : values?.[value]) ??
    `${value}`;
}

/**
 * Tells a value that has flags: `2 + READERS_WAIT`.
 *
 * @param flags The flags by their names.
 * @param rest Tells what is left when they are taken away. @default a number
 */
export function flagged(
  flags: Readonly<Record<string, number>>,
  rest: (value: number) => string = String,
): (value: number) => string {
  return (value) => {
    const set = Object.entries(flags).filter(([, flag]) =>
      (value & flag) !== 0
    );
    const left = set.reduce((now, [, flag]) => now & ~flag, value);
    const names = set.map(([name]) => name);
    return [...left === 0 && names.length > 0 ? [] : [rest(left)], ...names]
      .join(`${NO_BREAK}+ `);
  };
}

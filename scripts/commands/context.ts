import { InvalidArgumentError } from "commander";

/** What a command needs of the program that runs it. */
export interface Context {
  root: URL;
  /** Aborts on Ctrl-C. */
  signal: AbortSignal;
  /** Sets the program's exit code. */
  exit: (code: number) => void;
}

/**
 * Imports a module that few commands need, beside this one. Deno reads all that
 * is named in an `import()` before a program starts, also what it never runs;
 * named here, it is read when it is needed.
 */
export function importLater<T>(name: string): Promise<T> {
  return import(new URL(name, import.meta.url).href);
}

/** Reads an argument that must be a whole number from 1. */
export function count(text: string): number {
  const number = Number(text);
  if (Number.isInteger(number) && number > 0) return number;
  throw new InvalidArgumentError("It must be a whole number from 1.");
}

/** Reads an argument that must be a TCP port. */
export function port(text: string): number {
  const number = count(text);
  if (number <= 65_535) return number;
  throw new InvalidArgumentError("It must be a port, from 1 to 65535.");
}

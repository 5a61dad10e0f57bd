/** A submission that tries to get points it has not earned. */
export interface Attack {
  /** What it tries, in a few words. */
  name: string;
  /** The code before its functions, at the top of `double.ts`. */
  top?: string;
  /** The bodies of its three functions. @default each is unwritten */
  bodies?: [string, string, string];
  /** Other files, by their paths in the submission. */
  files?: Record<string, string | Uint8Array>;
  /** An archive that is handed in, with no folder beside it. */
  archive?: {
    ending: "zip" | "tar" | "tar.gz";
    bytes: () => Uint8Array | Promise<Uint8Array>;
  };
  /** What the report must say. */
  expected: {
    /** Status of the lesson. @default "graded" */
    status?: "graded" | "missing" | "unreadable" | "refused" | "limit";
    /** @default 0 */
    points?: number;
    /** A finding or a message that must be there. */
    says?: RegExp;
  };
}

/** The starters' bodies. */
export const UNWRITTEN: [string, string, string] = [
  'throw new Error("TODO(7.9.1)");',
  'throw new Error("TODO(7.9.2)");',
  'throw new Error("TODO(7.9.3)");',
];

/** The solution's bodies. */
export const SOLVED: [string, string, string] = [
  "return number * 2;",
  "return numbers.map(double);",
  "for (let i = 0; i < times; i++) number = double(number); return number;",
];

/**
 * Bodies that are right only if `condition` is: an attack that finds what it
 * must not find earns points, and its test fails.
 */
export function solvedIf(condition: string): [string, string, string] {
  return SOLVED.map((body) =>
    `if (!(${condition})) throw new Error("nothing found"); ${body}`
  ) as [string, string, string];
}

/** Code that prints what an expression gives, to its end. */
export function printing(expression: string): string {
  return `{
  const bytes = new TextEncoder().encode(${expression});
  for (let at = 0; at < bytes.length;) at += Deno.stdout.writeSync(bytes.subarray(at));
}`;
}

/** The text of an attack's `double.ts`. */
export function sourceOf({ top = "", bodies = UNWRITTEN }: Attack): string {
  return `${top}
export function double(number: number): number { ${bodies[0]} }
export function doubleAll(numbers: number[]): number[] { ${bodies[1]} }
export function doubleTimes(number: number, times: number): number { ${
    bodies[2]
  } }
`;
}

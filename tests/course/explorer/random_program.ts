import type { Thread } from "../../harness/explorer/mod.ts";

/** How many words the programs share. */
export const WORDS = 2;

/** One operation of a random program. */
export interface Instruction {
  kind: typeof KINDS[number];
  /** The word it is about. */
  at: number;
  /** The value written, added or expected. */
  a: number;
  /** What a compareExchange writes, and how many a notify wakes. */
  b: number;
  /** What the operation must return for the next `skip` ones to be left out. */
  skipIf: unknown;
  skip: number;
}

/** A few threads, each with what it does. */
export type Program = Instruction[][];

const KINDS = [
  "load",
  "store",
  "add",
  "compareExchange",
  "compareExchange",
  "exchange",
  "wait",
  "waitFor",
  "waitNot",
  "notify",
  "read",
  "write",
] as const;

/** Numbers from 0 to `count`, by Lehmer's generator. */
export function dice(seed: number): (count: number) => number {
  let now = seed % 2_147_483_647 || 1;
  const roll = (count: number) => (now = now * 48_271 % 2_147_483_647) % count;
  roll(1);
  return roll;
}

/** Two threads of up to four operations, or three of two to three. */
export function randomProgram(roll: (count: number) => number): Program {
  const threads = 2 + roll(2);
  const lengths = threads === 2 ? [3, 4] : [2, 2, 3];
  // Half of the programs leave out plain accesses, which mostly race.
  const kinds = KINDS.length - 2 * roll(2);
  return Array.from(
    { length: threads },
    () =>
      Array.from(
        { length: lengths[roll(lengths.length)] ?? 2 },
        () => randomInstruction(roll, kinds),
      ),
  );
}

function randomInstruction(
  roll: (count: number) => number,
  kinds: number,
): Instruction {
  const kind = KINDS[roll(kinds)] ?? "load";
  const results = kind.startsWith("wait")
    ? ["ok", "not-equal", "timed-out"]
    : [0, 1, 2];
  return {
    kind,
    at: roll(WORDS),
    a: roll(3),
    b: roll(3),
    skipIf: results[roll(3)],
    skip: roll(3),
  };
}

/** Whether the operation is a plain read or write. */
export function isPlain({ kind }: Instruction): boolean {
  return kind === "read" || kind === "write";
}

/** The thread that does these operations, and logs what each returns. */
export function threadOf(instructions: readonly Instruction[]): Thread {
  return (shared, t) => {
    const words = new Int32Array(shared);
    for (let next = 0; next < instructions.length; next++) {
      const instruction = instructions[next] as Instruction;
      const result = perform(words, instruction);
      t.log(result);
      if (result === instruction.skipIf) next += instruction.skip;
    }
  };
}

function perform(
  words: Int32Array<SharedArrayBuffer>,
  { kind, at, a, b }: Instruction,
): unknown {
  switch (kind) {
    case "load":
      return Atomics.load(words, at);
    case "store":
      return Atomics.store(words, at, a);
    case "add":
      return Atomics.add(words, at, a);
    case "compareExchange":
      return Atomics.compareExchange(words, at, a, b);
    case "exchange":
      return Atomics.exchange(words, at, a);
    case "wait":
      return Atomics.wait(words, at, a);
    case "waitFor":
      return Atomics.wait(words, at, a, 10);
    case "waitNot":
      return Atomics.wait(words, at, a, 0);
    case "notify":
      return Atomics.notify(words, at, b);
    case "read":
      return words[at];
    case "write":
      return words[at] = a;
  }
}

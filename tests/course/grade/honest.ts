import { type Attack, SOLVED, UNWRITTEN } from "./hostile/attack.ts";

/** Submissions of every honest kind. */
export const HONEST: Attack[] = [
  { name: "complete", bodies: SOLVED, expected: {} },
  { name: "starter", expected: {} },
  {
    name: "half done",
    bodies: [SOLVED[0], UNWRITTEN[1], UNWRITTEN[2]],
    expected: {},
  },
  {
    name: "wrong",
    bodies: [SOLVED[0], "return numbers.slice(1);", SOLVED[2]],
    expected: {},
  },
  {
    name: "leaky",
    bodies: [
      SOLVED[0],
      SOLVED[1],
      'Deno.listen({ hostname: "127.0.0.1", port: 0 }); return 8;',
    ],
    expected: {},
  },
  {
    name: "throws at import",
    top: 'throw new Error("at import");',
    bodies: SOLVED,
    expected: {},
  },
  {
    name: "adds one",
    bodies: ["return number + 1;", SOLVED[1], SOLVED[2]],
    expected: {},
  },
];

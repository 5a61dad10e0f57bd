import type { Mutant } from "../../harness/mutant.ts";

const TRY =
  `    return Atomics.compareExchange(this.#words, 0, UNLOCKED, LOCKED) ===
        UNLOCKED`;
const RELEASE = `  const state = Atomics.exchange(words, 0, UNLOCKED);
  if (state === CONTENDED) Atomics.notify(words, 0, 1);
  return state !== UNLOCKED;`;
const REFUSE = `    if (!this.#locked) {
      throw new Error(
        "Cannot unlock mutex as this token does not hold it: unlock once for each lock",
      );
    }
`;
const NOT_LOCKED = `    if (!release(this.#words)) {
      throw new Error(
        "Cannot unlock mutex as it is not locked: something else wrote to its bytes",
      );
    }
`;
const HELD: [string, string] = [
  "  #locked = true;\n",
  "  #locked = true;\n  static readonly #held = new WeakSet<Words>();\n",
];
const HOLDS: [string, string] = [
  "    this.#words = words;\n  }",
  "    this.#words = words;\n    MutexToken.#held.add(words);\n  }",
];
const at = { step: "7.4.3", file: "mutex.ts" };

/** Wrong attempts and wrong refusals. */
export const mutexTokenMutants: Mutant[] = [
  {
    ...at,
    name: "unlock: whether it is held is noted for the thread",
    shows: "tokens-share-what-they-hold",
    edits: [
      HELD,
      HOLDS,
      [
        REFUSE,
        REFUSE.replace(
          "!this.#locked",
          "!MutexToken.#held.delete(this.#words)",
        ),
      ],
      [
        "    this.#locked = false;\n    release(this.#words);",
        "    this.#locked = false;\n    MutexToken.#held.delete(this.#words);\n    release(this.#words);",
      ],
    ],
  },
  {
    ...at,
    name: "mutex: a token that is disposed asks whether its thread holds it",
    step: "7.4.2",
    shows: "disposes-twice",
    edits: [
      HELD,
      HOLDS,
      [
        "    if (!this.#locked) return;\n    this.#locked = false;\n",
        "    if (!MutexToken.#held.delete(this.#words)) return;\n    this.#locked = false;\n",
      ],
    ],
  },
  {
    ...at,
    name: "mutex: an attempt gives out the token of its own object again",
    shows: "token-for-a-held-mutex",
    edits: [
      [
        "  static readonly BYTE_LENGTH = 4;\n",
        "  static readonly BYTE_LENGTH = 4;\n  #token: MutexToken | null = null;\n",
      ],
      [
        "    acquire(this.#words);\n    return new MutexToken(this.#words);",
        "    acquire(this.#words);\n    return this.#token = new MutexToken(this.#words);",
      ],
      [TRY, `    if (this.#token?.locked) return this.#token;\n${TRY}`],
    ],
  },
  {
    ...at,
    name: "unlock: asks the word and not the token",
    shows: "unlock-asks-the-word",
    edits: [
      [
        REFUSE,
        REFUSE.replace(
          "!this.#locked",
          "Atomics.load(this.#words, 0) === UNLOCKED",
        ),
      ],
      [
        `    this.#locked = false;\n${NOT_LOCKED}`,
        "    this[Symbol.dispose]();\n",
      ],
    ],
  },
  {
    ...at,
    name: "trylock: waits",
    shows: "try-waits",
    edits: [[TRY, `    acquire(this.#words);\n    return this.#words`]],
  },
  {
    ...at,
    name: "trylock: looks, and then locks",
    shows: "try-looks-and-then-locks",
    edits: [[
      TRY,
      `    return Atomics.load(this.#words, 0) === UNLOCKED &&
        (acquire(this.#words), true)`,
    ]],
  },
  {
    ...at,
    name: "trylock: marks a held mutex as contended",
    shows: "try-writes-before-it-knows",
    edits: [[
      TRY,
      "    return Atomics.exchange(this.#words, 0, CONTENDED) === UNLOCKED",
    ]],
  },
  {
    ...at,
    name: "trylock: overwrites the word of a held mutex",
    shows: "try-writes-before-it-knows",
    edits: [[
      TRY,
      "    return Atomics.exchange(this.#words, 0, LOCKED) === UNLOCKED",
    ]],
  },
  {
    ...at,
    name: "trylock: check, then set",
    shows: "looks-and-takes-in-two-operations",
    edits: [[
      TRY,
      `    return Atomics.load(this.#words, 0) === UNLOCKED &&
        Atomics.store(this.#words, 0, LOCKED)`,
    ]],
  },
  {
    ...at,
    name: "trylock: always null",
    shows: "try-never-succeeds",
    edits: [[TRY, "    return this.#words.length === 0"]],
  },
  {
    ...at,
    name: "trylock: a token for a held mutex",
    shows: "token-for-a-held-mutex",
    edits: [["      : null;", "      : new MutexToken(this.#words);"]],
  },
  {
    ...at,
    name: "unlock: twice through one token, unnoticed",
    shows: "token-stays-locked",
    edits: [[REFUSE + "    this.#locked = false;\n", ""]],
  },
  {
    ...at,
    name: "unlock: the second time silently nothing",
    shows: "second-unlock-is-silent",
    edits: [[REFUSE, "    if (!this.#locked) return;\n"]],
  },
  {
    ...at,
    name: "unlock: the token stays locked",
    shows: "token-stays-locked",
    edits: [[
      "    this.#locked = false;\n    if (!release",
      "    if (!release",
    ]],
  },
  {
    ...at,
    name: "unlock: of an unlocked mutex, unnoticed",
    shows: "unlock-of-unlocked-is-silent",
    edits: [[NOT_LOCKED, "    release(this.#words);\n"]],
  },
  {
    ...at,
    name: "release: whatever is not LOCKED counts as CONTENDED",
    shows: "takes-unlocked-for-contended",
    edits: [[
      RELEASE,
      `  if (Atomics.compareExchange(words, 0, LOCKED, UNLOCKED) !== LOCKED) {
    Atomics.store(words, 0, UNLOCKED);
    Atomics.notify(words, 0, 1);
  }
  return true;`,
    ]],
  },
  {
    ...at,
    name: "release: always true",
    shows: "unlock-of-unlocked-is-silent",
    edits: [["return state !== UNLOCKED;", "return true;"]],
  },
  {
    ...at,
    name: "unlock: of a contended mutex is refused",
    shows: "contended-counts-as-unlocked",
    edits: [["return state !== UNLOCKED;", "return state === LOCKED;"]],
  },
  {
    ...at,
    name: "unlock: of a contended mutex is refused if it wakes nobody",
    shows: "returns-whether-woken",
    edits: [[
      "  if (state === CONTENDED) Atomics.notify(words, 0, 1);\n",
      "  if (state === CONTENDED) return Atomics.notify(words, 0, 1) > 0;\n",
    ]],
  },
  {
    ...at,
    name: "trylock: disposes of the token that it does not give",
    shows: "try-frees-what-another-holds",
    edits: [[
      `${TRY}
      ? new MutexToken(this.#words)
      : null;`,
      `    const token = new MutexToken(this.#words);
    if (
      Atomics.compareExchange(this.#words, 0, UNLOCKED, LOCKED) === UNLOCKED
    ) return token;
    token[Symbol.dispose]();
    return null;`,
    ]],
  },
  {
    ...at,
    name: "trylock: puts back what it has overwritten",
    shows: "try-writes-before-it-knows",
    edits: [[
      `${TRY}
      ? new MutexToken(this.#words)
      : null;`,
      `    const was = Atomics.exchange(this.#words, 0, LOCKED);
    if (was === UNLOCKED) return new MutexToken(this.#words);
    Atomics.store(this.#words, 0, was);
    return null;`,
    ]],
  },
  {
    ...at,
    name: "trylock: swaps, and looks at the word then",
    shows: "token-for-a-held-mutex",
    edits: [[
      TRY,
      `    Atomics.compareExchange(this.#words, 0, UNLOCKED, LOCKED);
    return Atomics.load(this.#words, 0) === LOCKED`,
    ]],
  },
  {
    ...at,
    name: "trylock: marks a mutex that is locked",
    shows: "try-writes-before-it-knows",
    edits: [[
      "      : null;",
      "      : (Atomics.compareExchange(this.#words, 0, LOCKED, CONTENDED), null);",
    ]],
  },
];

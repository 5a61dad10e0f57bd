import type { Mutant } from "../../harness/mutant.ts";

const ORDER = "from.byteOffset < to.byteOffset";
const SECOND = `  using _second = first.byteOffset === second.byteOffset
    ? null
    : second.mutex.lock();`;
const LACK = "  if (from.balance < cents) return false;\n";
const SELF = "  if (first.byteOffset === second.byteOffset) return true;\n";
const MOVE = `  from.balance -= cents;
  to.balance += cents;`;
const LOCK = "  using _first = first.mutex.lock();\n";
const at = { step: "7.4.8", file: "transfer.ts" };

/** Wrong transfers. */
export const transferMutants: Mutant[] = [
  {
    ...at,
    name: "transfer: locks in the order of its arguments",
    shows: "locks-in-the-order-of-arguments",
    edits: [[ORDER, "from !== to"]],
  },
  {
    ...at,
    name: "transfer: locks in the order in which a thread made the accounts",
    shows: "locks-in-the-order-of-arguments",
    edits: [
      ["const MOST =", "let nextId = 0;\nconst MOST ="],
      [
        "  readonly mutex:",
        "  readonly id: number = nextId++;\n  readonly mutex:",
      ],
      [ORDER, "from.id < to.id"],
    ],
  },
  {
    ...at,
    name: "transfer: locks only the payer",
    shows: "locks-only-one-account",
    edits: [[ORDER, "from !== to"], [SECOND, ""]],
  },
  {
    ...at,
    name: "transfer: one lock for all accounts",
    shows: "one-lock-for-all",
    edits: [[LOCK, "  using _first = new Mutex(from.buffer).lock();\n"], [
      SECOND,
      "",
    ]],
  },
  {
    ...at,
    name: "transfer: locks one account after the other",
    shows: "unlocks-before-it-looks",
    edits: [
      [LOCK, "  first.mutex.lock().unlock();\n"],
    ],
  },
  {
    ...at,
    name: "transfer: the block of `using` ends before the money moves",
    shows: "unlocks-before-it-looks",
    edits: [[
      LOCK + SECOND,
      `  {\n${LOCK}${SECOND}\n  }`,
    ]],
  },
  {
    ...at,
    name: "transfer: looks before it locks",
    shows: "looks-before-it-locks",
    edits: [[LACK, ""], [LOCK, LACK + LOCK]],
  },
  {
    ...at,
    name: "transfer: overdraws",
    shows: "overdraws",
    edits: [[LACK, ""]],
  },
  {
    ...at,
    name: "transfer: takes the money, and looks then",
    shows: "moves-before-it-refuses",
    edits: [
      [
        LACK,
        "  from.balance -= cents;\n  if (from.balance < 0) return false;\n",
      ],
      [
        SELF,
        "  if (first.byteOffset === second.byteOffset) {\n    to.balance += cents;\n    return true;\n  }\n",
      ],
      [MOVE, "  to.balance += cents;"],
    ],
  },
  {
    ...at,
    name: "transfer: answers an account that pays itself without a lock",
    shows: "looks-before-it-locks",
    edits: [[
      "  const [first, second] = from",
      "  if (from.byteOffset === to.byteOffset) return from.balance >= cents;\n  const [first, second] = from",
    ]],
  },
  {
    ...at,
    name: "transfer: compares accounts with ===",
    shows: "compares-handles",
    edits: [[
      SECOND,
      "  using _second = first === second ? null : second.mutex.lock();",
    ]],
  },
  {
    ...at,
    name: "transfer: begins again while it holds the first lock",
    shows: "waits-for-itself",
    edits: [[ORDER, "from !== to"], [
      SECOND,
      `  const second_ = first.byteOffset === second.byteOffset
    ? undefined
    : second.mutex.lockIfAvailable();
  if (second_ === null) return transfer(from, to, cents);
  using _second = second_;`,
    ]],
  },
  {
    ...at,
    name: "transfer: to itself without money",
    shows: "self-transfer-skips-the-check",
    edits: [[LACK + SELF, SELF + LACK]],
  },
  {
    ...at,
    name: "transfer: nothing has moved where an account pays itself",
    shows: "self-transfer-is-refused",
    edits: [[SELF, SELF.replace("true", "false")]],
  },
  {
    ...at,
    name: "transfer: asks for room before it asks for money",
    shows: "too-little-is-an-error",
    edits: [
      [
        LACK + SELF,
        "  const same = first.byteOffset === second.byteOffset;\n",
      ],
      ["if (to.balance", "if (!same && to.balance"],
      [MOVE, `${LACK}  if (same) return true;\n${MOVE}`],
    ],
  },
  {
    ...at,
    name: "transfer: a full account cannot pay itself",
    shows: "self-transfer-needs-room",
    edits: [[SELF, ""]],
  },
  {
    ...at,
    name: "transfer: a refusal leaves the accounts locked",
    shows: "leaves-accounts-locked",
    edits: [
      [LOCK, "  const one = first.mutex.lock();\n"],
      [SECOND, SECOND.replace("using _second", "const two")],
      [MOVE, `${MOVE}\n  two?.unlock();\n  one.unlock();`],
    ],
  },
  {
    ...at,
    name: "transfer: an error leaves an account locked",
    shows: "leaves-accounts-locked",
    edits: [
      [LOCK, "  const one = first.mutex.lock();\n"],
      [MOVE, `${MOVE}\n  one.unlock();`],
      [
        LACK,
        "  if (from.balance < cents) {\n    one.unlock();\n    return false;\n  }\n",
      ],
      [
        SELF,
        "  if (first.byteOffset === second.byteOffset) {\n    one.unlock();\n    return true;\n  }\n",
      ],
    ],
  },
  {
    ...at,
    name: "transfer: overflows the receiver",
    shows: "receiver-overflows",
    edits: [["if (to.balance > MOST - cents) {", "if (to.balance > MOST) {"]],
  },
  {
    ...at,
    name: "transfer: between two buffers",
    shows: "accounts-of-two-buffers",
    edits: [[
      "if (from.buffer !== to.buffer) {",
      "if (from.buffer === null) {",
    ]],
  },
  {
    ...at,
    name: "transfer: orders accounts by a hash",
    shows: "order-with-ties",
    edits: [[
      ORDER,
      "(from.byteOffset >> 3) % 2 <= (to.byteOffset >> 3) % 2",
    ]],
  },
  {
    ...at,
    name: "transfer: draws, unlocks, and then pays in",
    shows: "unlocks-before-it-is-over",
    edits: [
      [LOCK, "  const one = from.mutex.lock();\n"],
      [SECOND, ""],
      [
        LACK,
        "  if (from.balance < cents) {\n    one.unlock();\n    return false;\n  }\n  const room = MOST - cents;\n",
      ],
      [
        SELF,
        "  from.balance -= cents;\n  one.unlock();\n  void second;\n  using _to = to.mutex.lock();\n",
      ],
      ["if (to.balance > MOST - cents) {", "if (to.balance > room) {"],
      [MOVE, "  to.balance += cents;"],
    ],
  },
  {
    ...at,
    name: "transfer: backs off and tries again at once",
    shows: "backs-off-and-tries-at-once",
    edits: [
      [
        LOCK + SECOND,
        `  const same = first.byteOffset === second.byteOffset;
  let one = from.mutex.lock();
  let two = same ? null : to.mutex.lockIfAvailable();
  while (!same && two === null) {
    one.unlock();
    one = from.mutex.lock();
    two = to.mutex.lockIfAvailable();
  }
  using _one = one;
  using _two = two;`,
      ],
    ],
  },
  {
    ...at,
    name: "transfer: refuses who has enough",
    shows: "refuses-what-is-there",
    edits: [[LACK, LACK.replace("<", ">=")]],
  },
  {
    ...at,
    name: "transfer: tries three times, and refuses then",
    shows: "refuses-as-another-is-there",
    edits: [[
      LOCK + SECOND,
      `  const same = first.byteOffset === second.byteOffset;
  let [here, there] = [from, to];
  let one = here.mutex.lock();
  let two = same ? null : there.mutex.lockIfAvailable();
  for (let tries = 1; !same && two === null; tries++) {
    one.unlock();
    if (tries === 3) return false;
    [here, there] = [there, here];
    one = here.mutex.lock();
    two = there.mutex.lockIfAvailable();
  }
  using _one = one;
  using _two = two;`,
    ]],
  },
  {
    ...at,
    name: "transfer: compares the room the wrong way round",
    shows: "refuses-for-room-that-there-is",
    edits: [["to.balance > MOST - cents", "to.balance <= MOST - cents"]],
  },
  {
    ...at,
    name: "transfer: returns false when the money has moved",
    shows: "says-that-it-refused",
    edits: [[`${MOVE}\n  return true;`, `${MOVE}\n  return false;`]],
  },
  {
    ...at,
    name: "transfer: returns whether the payer has anything left",
    shows: "says-that-it-refused",
    edits: [[
      `${MOVE}\n  return true;`,
      `${MOVE}\n  return from.balance > 0;`,
    ]],
  },
  {
    ...at,
    name: "transfer: takes the last cent, and puts it back",
    shows: "refuses-the-last-cent",
    edits: [[
      MOVE,
      `  from.balance -= cents;
  if (from.balance === 0) {
    from.balance += cents;
    return false;
  }
  to.balance += cents;`,
    ]],
  },
  {
    ...at,
    name: "transfer: moves money only if the payer lies before the receiver",
    shows: "moves-nothing",
    edits: [[MOVE, `  if (first !== from) return true;\n${MOVE}`]],
  },
  {
    ...at,
    name: "transfer: takes two different accounts for one",
    shows: "moves-nothing",
    edits: [[SELF, SELF.replace("===", "!==")]],
  },
  {
    ...at,
    name: "transfer: takes the money from the receiver, too",
    shows: "one-balance-the-wrong-way",
    edits: [[MOVE, MOVE.replace("+=", "-=")]],
  },
  {
    ...at,
    name: "transfer: gives the money to the payer, too",
    shows: "one-balance-the-wrong-way",
    edits: [[MOVE, MOVE.replace("-=", "+=")]],
  },
];

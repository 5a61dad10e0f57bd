import type { Mutant } from "../../harness/mutant.ts";

const LOCK = `  const [first, second] = from.byteOffset < to.byteOffset
    ? [from, to]
    : [to, from];
  using _first = first.mutex.lock();
  using _second = first.byteOffset === second.byteOffset
    ? null
    : second.mutex.lock();
`;
const LACK = "  if (from.balance < cents) return false;\n";
const SELF = "  if (first.byteOffset === second.byteOffset) return true;\n";
const ROOM = "if (to.balance > MOST - cents) {";
const PAY = "  from.balance -= cents;\n";
const GET = "  to.balance += cents;\n";

const PAYER = `  using payer = from.mutex.lock();
  const had = from.balance;
  if (had < cents) return false;
  if (from.byteOffset === to.byteOffset) return true;
  const stepBack = to.byteOffset < from.byteOffset;
  if (stepBack) payer.unlock();
  using _receiver = to.mutex.lock();
  if (stepBack) payer.lock();
`;
const RECEIVER = `  using receiver = to.mutex.lock();
  const has = to.balance;
  const isSelf = from.byteOffset === to.byteOffset;
  const stepBack = from.byteOffset < to.byteOffset;
  if (stepBack) receiver.unlock();
  using _payer = isSelf ? null : from.mutex.lock();
  if (stepBack) receiver.lock();
`;
const at = {
  step: "7.4.8",
  file: "transfer.ts",
  shows: "does-not-look-again",
};

/** Transfers that give a lock back after they have looked. */
export const transferAgainMutants: Mutant[] = [
  {
    ...at,
    name: "transfer: steps back, and does not look at the payer again",
    edits: [[LOCK + LACK + SELF, PAYER]],
  },
  {
    ...at,
    name: "transfer: steps back, and writes what the payer had",
    edits: [
      [LOCK + LACK + SELF, PAYER],
      [PAY, "  from.balance = had - cents;\n"],
    ],
  },
  {
    ...at,
    name: "transfer: steps back, and does not look for room again",
    edits: [
      [LOCK + LACK + SELF, RECEIVER + LACK + "  if (isSelf) return true;\n"],
      [ROOM, "if (has > MOST - cents) {"],
    ],
  },
  {
    ...at,
    name: "transfer: steps back, and writes what the receiver had",
    edits: [
      [LOCK + LACK + SELF, RECEIVER + LACK + "  if (isSelf) return true;\n"],
      [GET, "  to.balance = has + cents;\n"],
    ],
  },
  {
    ...at,
    name: "transfer: looks with the payer locked, then locks both",
    edits: [
      [
        LOCK + LACK,
        `  {
    using _payer = from.mutex.lock();
    if (from.balance < cents) return false;
  }
${LOCK}`,
      ],
    ],
  },
];

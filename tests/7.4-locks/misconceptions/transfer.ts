import type { Catalogue } from "../../harness/story/misconceptions.ts";

const section = "748-two-locks-at-once";

/** Mistakes with two locks at once. */
export const transfer = {
  "locks-in-the-order-of-arguments": {
    says:
      "Each of several threads holds one account and waits for another's, in a ring, and none comes to unlock what it holds: they lock the same accounts in different orders. The order must be one for all threads, so it can go only by where the accounts lie: neither by who pays whom, nor by what a thread or an object counts for itself.",
    section,
    about: ["transfer()"],
  },
  "order-with-ties": {
    says:
      "What orders the locks takes two different accounts for the same. For such a pair the order depends on who pays, and each thread waits for the other.",
    section,
    about: ["transfer()"],
  },
  "backs-off-and-tries-at-once": {
    says:
      "A thread gives back what it has taken and tries again at once, as long as another one holds the rest. It takes a processor for nothing meanwhile, and two that do so, each for what the other one holds, may never get on (a livelock).",
    section,
    about: ["transfer()"],
  },
  "locks-only-one-account": {
    says:
      "The balance of one account is used while only the other account of the transfer is locked.",
    section,
    about: ["transfer()"],
  },
  "one-lock-for-all": {
    says:
      "One lock stands for all accounts, and not the accounts' own. Whoever locks an account in the ordinary way is not kept out.",
    section,
    about: ["transfer()"],
  },
  "looks-before-it-locks": {
    says:
      "A balance is read before any account is locked, be it for a first look only. Whoever holds the lock may be writing it just then: read it with both accounts locked, and only then.",
    section,
    about: ["transfer()"],
  },
  "takes-no-accounts-lock": {
    says:
      "The balances are used with no account locked. A lock of your own keeps nobody out who locks the accounts, and one in the module is another one in each thread.",
    section,
    about: ["transfer()"],
  },
  "self-transfer-makes-money": {
    says:
      "An account that pays itself has more money afterwards: both balances are read before either is written, and here they are one.",
    section,
    about: ["transfer()"],
  },
  "unlocks-before-it-is-over": {
    says:
      "An account is unlocked before the transfer is over. Another thread can see, or change, what is half done.",
    section,
    about: ["transfer()"],
  },
  "does-not-look-again": {
    says:
      "A balance is looked at under its lock, the lock is given back and taken again, and the money moves by what was seen before. Another thread may have moved money meanwhile: look when both accounts are locked, and keep both locked until the money has moved.",
    section,
    about: ["transfer()"],
  },
  "unlocks-before-it-looks": {
    says:
      "An account is locked and unlocked again before any balance is looked at. A lock that `using` holds ends with the block in which it stands.",
    section,
    about: ["transfer()"],
  },
  "overdraws": {
    says: "More is moved than the payer has.",
    section,
  },
  "waits-for-itself": {
    says:
      "A thread locks an account that it holds already, and waits for itself.",
    section,
    about: ["transfer()"],
  },
  "compares-handles": {
    says:
      "A thread locks an account that it holds already, and waits for itself. That an account pays itself is noticed only where both handles are one object, and each caller makes handles of its own: compare where the accounts lie.",
    section,
    about: ["transfer()"],
  },
  "leaves-accounts-locked": {
    says:
      "A transfer that is over leaves an account locked. Both accounts must be unlocked on each way out of the function: where it returns true or false, and where it throws.",
    section,
  },
  "self-transfer-skips-the-check": {
    says:
      "A transfer from an account to itself succeeds although the account does not hold that much.",
    section,
  },
  "self-transfer-needs-room": {
    says:
      "An account that pays itself is asked whether it has room for the money on top of what it has. It gets nothing that it does not give.",
    section,
  },
  "receiver-overflows": {
    says:
      "The receiver gets more than a word of 32 bits can hold, and its balance turns negative.",
    section,
  },
  "moves-before-it-refuses": {
    says:
      "A balance has changed though the transfer was refused. Find out whether it can be done, and only then move anything.",
    section,
  },
  "refuses-the-last-cent": {
    says:
      "A payer that has just as much as it is to pay is refused. Just enough is enough.",
    section,
    about: ["transfer()"],
  },
  "self-transfer-is-refused": {
    says:
      "An account that pays itself is refused, though it holds as much as it is to pay. False says that the payer has too little, and nothing else: where it has enough, the answer is true, also if nothing is to be moved.",
    section,
    about: ["transfer()"],
  },
  "refuses-as-another-is-there": {
    says:
      "transfer() returns false though the payer has enough. False says that it has too little, and nothing else: where another thread holds an account, wait for the lock.",
    section,
  },
  "refuses-what-is-there": {
    says:
      "transfer() locks both accounts and returns false though the payer has enough. False says that it has too little, and nothing else: refuse only if the payer holds less than it is to pay.",
    section,
    about: ["transfer()"],
  },
  "refuses-for-room-that-there-is": {
    says:
      "transfer() throws a RangeError though the payer has enough and the receiver has room. Throw one only if the receiver would then hold more than MOST cents.",
    section,
    about: ["transfer()"],
  },
  "says-that-it-refused": {
    says:
      "transfer() has moved the money and returns false. False says that nothing has moved, as the payer has too little: where the money has moved, return true.",
    section,
    about: ["transfer()"],
  },
  "moves-nothing": {
    says:
      "transfer() returns true and has written no balance. True says that the money has moved: take it from the payer and give it to the receiver first. Only an account that pays itself has nothing to move.",
    section,
    about: ["transfer()"],
  },
  "one-balance-the-wrong-way": {
    says:
      "A transfer changes a balance the wrong way: the payer has more after it, or the receiver less. What the payer gives is taken from its balance, and just as much is added to the receiver's.",
    section,
    about: ["transfer()"],
  },
  "accounts-of-two-buffers": {
    says:
      "A transfer between accounts in two different buffers is not refused. Their places have no common order, so threads that lock by place can end up waiting for each other.",
    section,
  },
  "moves-the-wrong-way": {
    says:
      "All of the money is there, but not where it belongs: what a transfer takes from the payer and gives to the receiver is `cents`. In which order the accounts are locked, and who pays whom, are two things.",
    section,
  },
  "leaves-the-last-cent-of-room": {
    says:
      "A transfer is refused that just fits: the receiver may hold MOST cents, and not one less.",
    section,
  },
  "too-little-is-an-error": {
    says:
      "transfer() throws when the payer has too little. That is no error but one of its two answers: false, also where the receiver has no room.",
    section,
    about: ["transfer()"],
  },
  "says-that-it-moved": {
    says:
      "transfer() returns true though the payer had too little. Where it has, nothing moves, and the answer is false.",
    section,
  },
  "no-room-is-no-error": {
    says:
      "A transfer for which the receiver has no room throws nothing. False says that the payer has too little, which is another thing.",
    section,
    about: ["transfer()"],
  },
} satisfies Catalogue;

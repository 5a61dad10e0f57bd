import type { Mutant } from "../../harness/mutant.ts";

/** Versions that keep in the module or the class what belongs in the buffer. */
export const outsideMutants: Mutant[] = [
  {
    name: "mutex: counts its waiters in a variable of the module",
    shows: "state-outside-of-the-buffer",
    step: "7.4.2",
    file: "mutex.ts",
    edits: [
      ["const CONTENDED = 2;\n", "const CONTENDED = 2;\nlet waiters = 0;\n"],
      [
        `  while (Atomics.exchange(words, 0, CONTENDED) !== UNLOCKED) {
    Atomics.wait(words, 0, CONTENDED);
  }`,
        `  while (Atomics.compareExchange(words, 0, UNLOCKED, LOCKED) !== UNLOCKED) {
    waiters++;
    Atomics.wait(words, 0, LOCKED);
    waiters--;
  }`,
      ],
      [
        "if (state === CONTENDED) Atomics.notify",
        "if (waiters > 0) Atomics.notify",
      ],
    ],
  },
  {
    name: "mutex: remembers in the module that it was contended",
    shows: "state-outside-of-the-buffer",
    step: "7.4.2",
    file: "mutex.ts",
    edits: [
      [
        "const CONTENDED = 2;\n",
        "const CONTENDED = 2;\nconst seen = new Set();\n",
      ],
      [
        "    Atomics.wait(words, 0, CONTENDED);",
        "    seen.add(words.byteOffset);\n    Atomics.wait(words, 0, CONTENDED);",
      ],
      [
        "if (state === CONTENDED) Atomics.notify",
        "if (seen.has(words.byteOffset)) Atomics.notify",
      ],
    ],
  },
  {
    name: "semaphore: counts its waiters in a static variable",
    shows: "state-outside-of-the-buffer",
    step: "7.4.5",
    file: "semaphore.ts",
    edits: [
      [
        "  static readonly BYTE_LENGTH = 12;\n",
        "  static readonly BYTE_LENGTH = 12;\n  static #waiters = 0;\n",
      ],
      ["Atomics.add(this.#words, WAITERS, 1);", "Semaphore.#waiters++;"],
      ["Atomics.sub(this.#words, WAITERS, 1);", "Semaphore.#waiters--;"],
      [
        "if (Atomics.load(this.#words, WAITERS) > 0) {",
        "if (Semaphore.#waiters > 0) {",
      ],
    ],
  },
  {
    name: "condition: numbers its notifications in the module",
    shows: "state-outside-of-the-buffer",
    step: "7.4.6",
    file: "condition.ts",
    edits: [
      [
        "/**\n * A place to sleep",
        "let sequence = 0;\n\n/**\n * A place to sleep",
      ],
      [
        "    Atomics.add(this.#words, 0, 1);\n",
        "    Atomics.store(this.#words, 0, ++sequence);\n",
      ],
    ],
  },
  {
    name: "rw lock: numbers the wake-ups of writers in a static variable",
    shows: "state-outside-of-the-buffer",
    step: "7.4.7",
    file: "rw_lock.ts",
    edits: [
      [
        "  static readonly BYTE_LENGTH = 8;\n",
        "  static readonly BYTE_LENGTH = 8;\n  static #wakes = 0;\n",
      ],
      [
        "    Atomics.add(this.#words, WRITER_NOTIFY, 1);\n",
        "    Atomics.store(this.#words, WRITER_NOTIFY, ++RwLock.#wakes);\n",
      ],
    ],
  },
];

import type { ThreadContext } from "./thread_context.ts";
import type { WordNames } from "./word_names.ts";

/**
 * What a model's thread runs: synchronous code that builds its own handles on
 * the shared buffer, as a worker would. It is run again from the start many
 * times, so it must keep no state outside itself and the buffer.
 */
export type Thread = (shared: SharedArrayBuffer, t: ThreadContext) => void;

/** The whole buffer as 32-bit words; `words.buffer` is the buffer itself. */
export type Words = Int32Array<SharedArrayBuffer>;

/** Methods that run as one indivisible step, because they are proved already. */
export interface OneStep {
  /** The class whose public methods are meant. */
  of: { readonly prototype: object };
  /** The methods' names: `["lock", "unlock"]`. */
  methods: (string | symbol)[];
}

/** A few threads on one shared buffer, and what must hold in every schedule. */
export interface Model {
  /**
   * Unique, and the first part of a replay's id: the step and what happens,
   * such as `7.4.2-two-threads`. Letters, digits, dots, dashes, underscores.
   */
  name: string;
  /** Size of the shared buffer in bytes, a multiple of 4; it starts as zeros. */
  bytes: number;
  /**
   * One to four threads. The same function object listed twice makes threads
   * that the search treats as interchangeable: `final` and `invariant` must
   * not tell them apart.
   */
  threads: Thread[];
  /** Prepares the buffer, before any thread runs. */
  setup?: (shared: SharedArrayBuffer) => void;
  /** Throws when the memory is in a state that must never be seen. */
  invariant?: (words: Words) => void;
  /** Throws when the outcome is wrong, after all threads have returned. */
  final?: (words: Words, logs: readonly (readonly unknown[])[]) => void;
  /**
   * Whether plain reads and writes of the buffer are checked for data races,
   * or are steps of their own between which other threads run.
   * @default {"check"}
   */
  plain?: "check" | "interleave";
  /**
   * Whether a thread that only looks at memory, again and again, while another
   * one must run is wrong. `"allow"` is for spin locks that mean to.
   * @default {"fail"}
   */
  spinning?: "fail" | "allow";
  /** How often a thread that could go on is put aside for another. @default {Infinity} */
  preemptions?: number;
  /** How many times `Atomics.wait` may return without a `notify`. @default {0} */
  spuriousWakeups?: number;
  /** The names of words and of their values in schedules. @default {{}} */
  words?: WordNames;
  /** Proved methods that run as one step each. */
  oneStep?: OneStep[];
  /** States after which the search begins anew with fewer preemptions. @default {100_000} */
  maxStates?: number;
  /** Operations of one thread after which it counts as spinning. @default {2_000} */
  maxOperations?: number;
}

/** A {@linkcode Model} with every setting filled in. */
export type CheckedModel =
  & Model
  & Required<Omit<Model, "setup" | "invariant" | "final">>;

/**
 * Fills in a model's settings.
 *
 * @throws {TypeError} If a setting makes no sense.
 */
export function checkedModel(model: Model): CheckedModel {
  const { name, bytes, threads } = model;
  if (!/^[\w.-]+$/.test(name)) {
    throw new TypeError(
      `Cannot use model as 'name' must consist of letters, digits, '.', '-' and '_': received ${
        JSON.stringify(name)
      }`,
    );
  }
  if (!Number.isInteger(bytes) || bytes <= 0 || bytes % 4 !== 0) {
    throw new TypeError(
      `Cannot use model ${name} as 'bytes' must be a positive multiple of 4: received ${
        JSON.stringify(bytes)
      }`,
    );
  }
  if (threads.length < 1 || threads.length > 4) {
    throw new TypeError(
      `Cannot use model ${name} as 'threads' must hold 1 to 4 functions: received ${threads.length}`,
    );
  }
  return {
    plain: "check",
    spinning: "fail",
    preemptions: Infinity,
    spuriousWakeups: 0,
    words: {},
    oneStep: [],
    maxStates: 100_000,
    maxOperations: 2_000,
    ...model,
  };
}

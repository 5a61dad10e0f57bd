import type { Words } from "./model.ts";
import type { Operation } from "./operation.ts";
import { TupleSet } from "./tuple_set.ts";
import {
  type Cells,
  type Word,
  WORD_TYPES,
  type WordType,
} from "./word_type.ts";

/** The contents of the memory at some moment. Equal contents are one object. */
export interface MemoryImage {
  readonly id: number;
  readonly words: Int32Array;
}

const INT32 = WORD_TYPES.get("Int32");

/** The shared buffer that a model's threads work on. */
export class Memory {
  readonly shared: SharedArrayBuffer;
  readonly words: Words;
  readonly #data: DataView;
  readonly #cells = new Map<WordType, Cells>();
  readonly #contents: TupleSet;
  readonly #images: MemoryImage[] = [];
  #current: MemoryImage | undefined;

  constructor(bytes: number) {
    this.shared = new SharedArrayBuffer(bytes);
    this.words = new Int32Array(this.shared);
    this.#data = new DataView(this.shared);
    this.#contents = new TupleSet(this.words.length);
    for (const type of WORD_TYPES.values()) {
      const length = Math.floor(bytes / type.size);
      this.#cells.set(type, new type.array(this.shared, 0, length));
    }
  }

  /** Brings back earlier contents. */
  restore(image: MemoryImage): void {
    if (image === this.#current) return;
    const { words } = this;
    for (let at = 0; at < words.length; at++) words[at] = image.words[at] ?? 0;
    this.#current = image;
  }

  /** The contents now. */
  image(): MemoryImage {
    if (this.#current !== undefined) return this.#current;
    const id = this.#contents.numberOf(this.words);
    return this.#current = this.#images[id] ??= {
      id,
      words: Int32Array.from(this.words),
    };
  }

  /** The value that stands where an operation is going to look. */
  value(operation: Operation): Word {
    const { type, address, order } = operation;
    if (type === undefined) return 0;
    if (type === INT32 && order === undefined) {
      return this.words[address >> 2] ?? 0;
    }
    if (order !== undefined) {
      return this.#access(`get${type.name}`, address, order === "little");
    }
    return this.#cellsOf(type)[address / type.size] ?? 0;
  }

  /** Does an operation other than wait and notify; returns the old value. */
  perform(operation: Operation): Word {
    const old = this.value(operation);
    const changed = after(operation, old);
    if (!Object.is(changed, old)) this.#write(operation, changed);
    return old;
  }

  #write({ type, address, order }: Operation, value: Word): void {
    if (type === undefined) return;
    this.#current = undefined;
    if (type === INT32 && order === undefined) {
      this.words[address >> 2] = value as number;
    } else if (order !== undefined) {
      this.#access(`set${type.name}`, address, value, order === "little");
    } else {
      this.#cellsOf(type)[address / type.size] = value;
    }
  }

  #cellsOf(type: WordType): Cells {
    return this.#cells.get(type) as Cells;
  }

  #access(method: string, ...values: unknown[]): Word {
    const access = Reflect.get(this.#data, method) as (
      ...values: unknown[]
    ) => Word;
    return access.apply(this.#data, values);
  }
}

/** What stands in memory after an operation that found `old`. */
export function after({ kind, value, extra }: Operation, old: Word): Word {
  // Both operands have the same type, number or BigInt, whatever it is.
  const a = old as number;
  const b = value as number;
  switch (kind) {
    case "store":
    case "exchange":
    case "write":
      return b;
    case "compareExchange":
      return a === b ? extra as number : a;
    case "add":
      return a + b;
    case "sub":
      return a - b;
    case "and":
      return a & b;
    case "or":
      return a | b;
    case "xor":
      return a ^ b;
    default:
      return a;
  }
}

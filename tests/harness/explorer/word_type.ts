/** A number or a BigInt, as it stands in a typed array. */
export type Word = number | bigint;

/** A typed array, whatever its element type. */
export interface Cells extends ArrayBufferView {
  [index: number]: Word;
  readonly length: number;
  readonly BYTES_PER_ELEMENT: number;
}

/** An element type of typed arrays. */
export interface WordType {
  /** As in the constructor's name: `Int32`. */
  name: string;
  /** Bytes per element. */
  size: number;
  /** Whether Atomics take it. */
  isAtomic: boolean;
  /** Whether threads can wait on it. */
  canWait: boolean;
  /** The constructor, as it was before it was replaced. */
  array: new (
    buffer: ArrayBufferLike,
    byteOffset?: number,
    length?: number,
  ) => Cells;
  /** The value as a cell of this type holds it: `-1` as Uint8 is 255. */
  convert(value: unknown): Word;
}

const CONSTRUCTORS = [
  Int8Array,
  Uint8Array,
  Uint8ClampedArray,
  Int16Array,
  Uint16Array,
  Int32Array,
  Uint32Array,
  // Browsers have it since 2025.
  ..."Float16Array" in globalThis ? [Float16Array] : [],
  Float32Array,
  Float64Array,
  BigInt64Array,
  BigUint64Array,
];

/** All element types, by name. */
export const WORD_TYPES: ReadonlyMap<string, WordType> = new Map(
  CONSTRUCTORS.map((array) => {
    const name = array.name.replace("Array", "");
    const scratch = new array(1) as unknown as Cells;
    const convert = (value: unknown): Word => {
      // By far the most are these.
      if (array === Int32Array && typeof value === "number") return value | 0;
      scratch[0] = value as Word;
      return scratch[0] as Word;
    };
    return [name, {
      name,
      size: array.BYTES_PER_ELEMENT,
      isAtomic: !name.startsWith("Float") && name !== "Uint8Clamped",
      canWait: name === "Int32" || name === "BigInt64",
      array: array as unknown as WordType["array"],
      convert,
    }];
  }),
);

/** How a value is written down. */
export const Kind = { undefined: 0, number: 1, bytes: 2, clone: 3 } as const;

/** The most bytes that one value may take. */
export const MOST_BYTES = 64 * 1024 * 1024;

/**
 * Memory for one task's value. It grows to the largest that comes by, and takes
 * nothing before.
 */
export function payloadMemory(): SharedArrayBuffer {
  return new SharedArrayBuffer(0, { maxByteLength: MOST_BYTES });
}

/** The {@linkcode Kind} of a value. */
export function kindOf(value: unknown): number {
  if (value === undefined) return Kind.undefined;
  if (typeof value === "number") return Kind.number;
  // Not a subclass such as Buffer: the copy is to be of the same class.
  const plain = value instanceof Uint8Array && value.constructor === Uint8Array;
  return plain ? Kind.bytes : Kind.clone;
}

/**
 * Its own bytes of a `Uint8Array`, otherwise those of its structured clone.
 *
 * @throws {Error} If it cannot be cloned, such as a function.
 */
export function bytesOf(value: unknown): Uint8Array {
  return kindOf(value) === Kind.bytes
    ? value as Uint8Array
    : v8().serialize(value);
}

/**
 * Makes the memory larger where need be.
 *
 * @throws {RangeError} If there are more than {@linkcode MOST_BYTES}.
 */
export function writeBytes(
  memory: SharedArrayBuffer,
  bytes: Uint8Array,
): number {
  const { length } = bytes;
  if (length > memory.byteLength) {
    if (length > MOST_BYTES) {
      throw new RangeError(
        `Cannot pass ${length} bytes to or from a task as at most ${MOST_BYTES} fit: pass them in parts`,
      );
    }
    memory.grow(Math.min(MOST_BYTES, 2 ** Math.ceil(Math.log2(length))));
  }
  new Uint8Array(memory, 0, length).set(bytes);
  return length;
}

/** The reverse of {@linkcode writeBytes}. */
export function readBytes(
  memory: SharedArrayBuffer,
  kind: number,
  length: number,
): unknown {
  const bytes = new Uint8Array(length);
  bytes.set(new Uint8Array(memory, 0, length));
  if (kind === Kind.bytes) return bytes;
  const { Buffer } = process.getBuiltinModule("node:buffer");
  return v8().deserialize(Buffer.from(bytes.buffer));
}

/** Loaded when it is needed: it would take a fifth of a thread's start. */
function v8(): typeof import("node:v8") {
  return process.getBuiltinModule("node:v8");
}

/** What threads exclude each other with. */
export interface Lock {
  lock(): void;
  unlock(): void;
}

/** A lock that lives in one or more words of a shared buffer. */
export type LockClass = new (
  buffer: SharedArrayBuffer,
  byteOffset?: number,
) => Lock;

/** A lock in one word. */
export abstract class WordLock implements Lock {
  protected readonly word: Int32Array;

  constructor(buffer: SharedArrayBuffer, byteOffset = 0) {
    this.word = new Int32Array(buffer, byteOffset, 1);
  }

  abstract lock(): void;
  abstract unlock(): void;
}

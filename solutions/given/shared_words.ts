/**
 * A view on the 32-bit words that a lock keeps in shared memory. A view has no
 * state of its own: every thread makes its own one on the same bytes.
 *
 * @param what The lock's name for error messages.
 * @param buffer The memory that the threads share.
 * @param byteOffset Where the lock's bytes start, in bytes.
 * @param byteLength How many bytes the lock takes, a multiple of 4.
 * @throws {TypeError} If `buffer` is no `SharedArrayBuffer`: a plain
 * `ArrayBuffer` is copied when it is posted to a worker.
 * @throws {RangeError} If `byteOffset` is no multiple of 4, or if the lock
 * would reach beyond the buffer's end.
 */
export function sharedWords(
  what: string,
  buffer: SharedArrayBuffer,
  byteOffset: number,
  byteLength: number,
): Int32Array<SharedArrayBuffer> {
  if (!(buffer instanceof SharedArrayBuffer)) {
    throw new TypeError(
      `Cannot create ${what} as 'buffer' must be a SharedArrayBuffer: received ${
        Object.prototype.toString.call(buffer)
      }`,
    );
  }
  if (!Number.isInteger(byteOffset) || byteOffset < 0 || byteOffset % 4 !== 0) {
    throw new RangeError(
      `Cannot create ${what} as 'byteOffset' must be a multiple of 4, from 0 up: received ${byteOffset}`,
    );
  }
  if (byteOffset + byteLength > buffer.byteLength) {
    throw new RangeError(
      `Cannot create ${what} as it takes ${byteLength} bytes from offset ${byteOffset} and 'buffer' has ${buffer.byteLength}: make the buffer larger`,
    );
  }
  return new Int32Array(buffer, byteOffset, byteLength / 4);
}

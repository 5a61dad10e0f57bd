/**
 * A view on the 32-bit words that a lock keeps in shared memory. Every thread
 * makes its own view of the same bytes.
 *
 * @param what The lock's name for error messages.
 * @param byteOffset Where the lock's bytes start.
 * @param byteLength How many there are, a multiple of 4.
 * @throws {TypeError} If `buffer` is not a `SharedArrayBuffer`: a plain
 * `ArrayBuffer` is copied when it is posted to a worker.
 * @throws {RangeError} If `byteOffset` is not a multiple of 4, or the lock
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

/** As many in a row are no accident. */
const MANY = 100;

/**
 * To be called before each read, or each write: calls `onMany` when many in a
 * row had no room for a byte, or no byte.
 */
export function emptyArrays(onMany: () => void): (bytes: Uint8Array) => void {
  let inARow = 0;
  return ({ length }) => {
    inARow = length === 0 ? inARow + 1 : 0;
    if (inARow === MANY) onMany();
  };
}

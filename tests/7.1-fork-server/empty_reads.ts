/** As many in a row are no accident. */
const MANY = 100;

/**
 * To be called before each read: calls `onMany` when many in a row had no room
 * for a byte.
 */
export function emptyReads(onMany: () => void): (into: Uint8Array) => void {
  let inARow = 0;
  return ({ length }) => {
    inARow = length === 0 ? inARow + 1 : 0;
    if (inARow === MANY) onMany();
  };
}

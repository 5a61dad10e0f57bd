/** A number and what there are so many of: `"1 byte"`, `"9999 bytes"`. */
export function howMany(count: number, one: string, more = `${one}s`): string {
  return `${count} ${count === 1 ? one : more}`;
}

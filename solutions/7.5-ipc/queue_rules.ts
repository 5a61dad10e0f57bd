import type { Entry } from "./given/queue_files.ts";

/** How many bytes of text a queue holds. */
export function bytesOf(entries: Entry[]): number {
  return entries.reduce((sum, { length }) => sum + length, 0);
}

/** Whether a message of `length` bytes may be added to what lies in a queue. */
export function fits(
  entries: Entry[],
  length: number,
  maxBytes: number,
): boolean {
  // TODO(7.5.4): Neither the bytes of all messages with this one, nor their
  // number, may be more than `maxBytes`. (An empty message takes no bytes, and
  // there must be an end to them, too.)
  // #region 7.5.4
  return bytesOf(entries) + length <= maxBytes &&
    entries.length + 1 <= maxBytes;
  // #endregion
}

/** The sequence number of a message that is added to what lies in a queue. */
export function nextSequence(entries: Entry[]): number {
  // TODO(7.5.4): It must be above all that are there, or 1 in an empty queue.
  // (Why not one more than `entries.length`? Messages are taken out, too.)
  // #region 7.5.4
  return (entries.at(-1)?.sequence ?? 0) + 1;
  // #endregion
}

/** The message that a receiver who asks for `type` gets, if there is one. */
export function choose(entries: Entry[], type: number): Entry | undefined {
  // TODO(7.5.4): `entries` are in the order in which they were sent, and stay
  // so. 0 asks for the first one, n for the first of type n, and -n for the
  // first of the lowest type up to n, even if an older one has a higher type.
  // #region 7.5.4
  if (type === 0) return entries[0];
  if (type > 0) return entries.find((entry) => entry.type === type);
  const lowest = Math.min(...entries.map((entry) => entry.type));
  return lowest <= -type
    ? entries.find((entry) => entry.type === lowest)
    : undefined;
  // #endregion
}

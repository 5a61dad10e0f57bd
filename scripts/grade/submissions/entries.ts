/** A file or folder of a submission, as an archive or a disk names it. */
export interface Entry {
  /** Its name as it was found: nothing is proved of it. */
  name: string;
  kind: "file" | "folder" | "link" | "odd" | "encrypted";
  /** Its size in bytes, as it claims. */
  size: number;
  /** Reads it; at most once, and before the next entry is asked for. */
  read(): Promise<Uint8Array>;
}

/**
 * The entries of a submission, from the first to the last. They are gone
 * through twice: where the lessons stand shows only at the end.
 */
export type Entries = () => AsyncIterable<Entry>;

/** How many entries of an archive or a folder are looked at. */
export const MOST_ENTRIES = 20_000;

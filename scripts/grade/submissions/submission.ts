/** A submission as it lies on the disk. */
export interface Submission {
  name: string;
  /** How it is read. */
  kind: "folder" | "zip" | "tar" | "other";
  path: string;
}

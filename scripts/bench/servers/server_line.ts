/** What a server of the benchmark prints on a line. */
export type ServerLine =
  /** It listens. */
  | { port: number }
  /** It has come to a step that is not written yet. */
  | { unwritten: string }
  /** It could not be started, for this reason. */
  | { failed: string };

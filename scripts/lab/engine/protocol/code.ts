/** A module of the learner's, or one that the course gives. */
export interface CodeFile {
  /** From the course's folder: `lessons/7.4-locks/mutex.ts`. */
  path: string;
  /** The text in the editor. */
  source: string;
  /**
   * Its JavaScript, as esbuild makes it with the options in `strip.ts`. Left out
   * of a file that has a syntax error.
   */
  code?: string;
  /** The source map of `code`, as JSON. Without one, lines are as in `source`. */
  map?: string;
  /** What is wrong with a file that cannot be read. */
  problem?: Problem;
}

/** A place in a file of the course. */
export interface Place {
  /** From the course's folder: `lessons/7.4-locks/mutex.ts`. */
  path: string;
  /** From 1; left out where the whole file is meant. */
  line?: number;
}

/** What a parser or the type checker found. */
export interface Problem extends Place {
  kind: "syntax" | "type";
  /** From 1. */
  column?: number;
  message: string;
}

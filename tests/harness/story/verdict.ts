/**
 * Where a verdict keeps the schedule behind it, for who shows more than text.
 * JSON leaves it out.
 */
export const SCHEDULE = Symbol("schedule");

/** What a failed check tells the learner. Each part is one or more sentences. */
export interface Verdict extends Meaning {
  /** What a correct program does here. */
  expected: string;
  /** What this program did instead, with the bytes, pids or counts seen. */
  got: string;
  [SCHEDULE]?: unknown;
}

/**
 * What a failure means. A wrong cause is worse than none: it stands here only
 * where what happened leaves no other.
 */
export interface Meaning {
  /** The mistake that led here. */
  cause?: string;
  /** The misconception's id in the lesson's catalogue. */
  misconception?: string;
  /**
   * The line that was seen to be wrong, as a schedule has it; or that line and
   * those that called it, the innermost first.
   */
  site?: string | readonly string[] | undefined;
  /** Whose misconception it is: `"Bus.close()"`, or one of several. */
  method?: string | readonly string[] | undefined;
}

/** A step that the test took before it failed. */
export interface StoryStep {
  /** What was done, in the past tense: "client A connected and sent 5 bytes". */
  what: string;
  /** The shell command with which a person can repeat the step. */
  command?: string;
}

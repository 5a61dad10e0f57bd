/** What a failed check tells the learner. Each part is one or more sentences. */
export interface Verdict {
  /** What a correct program does here. */
  expected: string;
  /** What this program did instead, with the bytes, pids or counts seen. */
  got: string;
  /** The mistake that most often leads here. */
  cause: string;
}

/** A step that the test took before it failed. */
export interface StoryStep {
  /** What was done, in the past tense: "client A connected and sent 5 bytes". */
  what: string;
  /** The shell command with which a person can repeat the step. */
  command?: string;
}

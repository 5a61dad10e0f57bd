import type { CodeFile } from "./code.ts";
import type { Schedule } from "./schedule.ts";

/** Explores the models of a learner's own file. The first message to a new worker. */
export interface ExploreRequest {
  type: "explore";
  /** The file, one of `files`. */
  path: string;
  /** As in `RunRequest`. */
  files: CodeFile[];
}

/** What came of a model of the learner's own. */
export interface ModelAnswer {
  model: string;
  /** `"unwritten"`: it reached code that is still to be written. */
  outcome: "none" | "bounded" | "failure" | "unwritten";
  /** In full sentences, as the terminal says it. */
  message: string;
  /** The likely mistake, where what happened decides it. */
  likely?: string;
  /** The shortest schedule that breaks it. */
  schedule?: Schedule;
}

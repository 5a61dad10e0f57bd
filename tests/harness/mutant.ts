/**
 * A wrong version of a solution that the lesson's tests must catch.
 *
 * It is written as edits of the solution, so that it follows when the solution
 * changes; an edit whose text is not found exactly once is an error.
 */
export interface Mutant {
  /** What is wrong, in a few words: "never reaps". Unique in its lesson. */
  name: string;
  /** The first step whose tests fail; all earlier steps pass. */
  step: string;
  /** The misconception that it shows, and that the failure must name. */
  shows: string;
  /** The file in the lesson's folder that is wrong. */
  file: string;
  /** Text of the solution and what stands there instead. */
  edits: [from: string, to: string][];
}

/**
 * A correct version that differs from the solution: its tests must pass too.
 * Its files stand in `tests/<lesson>/alternatives/<folder>/` and are laid over
 * the solution's.
 */
export interface Alternative {
  /** The folder's name. */
  folder: string;
  /** What is done differently. */
  differs: string;
}

/**
 * A change of a solution, made by `deno task test 7.x --mutate`, that behaves as
 * the solution does.
 */
export interface Equivalent {
  /** The file in the lesson's folder. */
  file: string;
  /** The line, or lines on one line, as the solution has it. */
  from: string;
  /** The same after the change. */
  to: string;
  /** Why nobody can tell the two apart, or why the code's own step does not ask. */
  because: string;
  /** The later step that asks for it, and whose tests catch the change. */
  asked?: string;
}

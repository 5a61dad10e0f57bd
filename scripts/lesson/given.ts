/** Files by their path inside a lesson's folder. */
export type LessonFiles = Map<string, string>;

/** Where given code of several lessons lies, seen from a lesson's folder. */
export const SHARED = "../given/";

/** Whether a path in a lesson's folder is one that learners do not write. */
export function isGiven(path: string): boolean {
  return path.startsWith(SHARED) || /^(given|c)\//.test(path);
}

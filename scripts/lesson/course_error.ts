/**
 * Something in the course itself is wrong, not in what a learner wrote or
 * typed. The message is a sentence that names the file; the process ends with
 * code 1.
 */
export class CourseError extends Error {
  override readonly name = "CourseError";
}

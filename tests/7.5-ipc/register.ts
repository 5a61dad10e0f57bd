import {
  lessonTest as register,
  type LessonTestOptions,
} from "../harness/lesson_test.ts";
import type { Story } from "../harness/story/story.ts";

/**
 * As the course's `lessonTest()`. Where the end of a `using` block fails too,
 * the test fails with what went wrong first.
 */
export function lessonTest(
  name: string,
  fn: (story: Story) => void | Promise<void>,
  options?: LessonTestOptions,
): void {
  register(name, async (story) => {
    try {
      await fn(story);
    } catch (error) {
      throw firstError(error);
    }
  }, options);
}

function firstError(error: unknown): unknown {
  return error instanceof SuppressedError
    ? firstError(error.suppressed)
    : error;
}

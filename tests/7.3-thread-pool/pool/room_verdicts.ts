/** What the tests of step 7.3.6 tell when a task's promise stays pending. */
export const SETTLES = {
  expected: "every task that was accepted or waits gets its result in the end",
  got: "one does not",
  cause:
    "what waits for room is not admitted when a task ends, or is lost on the way.",
};

/** Why a thread is not busy when the tasks come that find no room. */
export const BUSY = "the thread does not begin the first task.";

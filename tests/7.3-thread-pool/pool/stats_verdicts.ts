/** What the tests of stats() tell when a task's promise stays pending. */
export const SETTLES = {
  expected: "every task's promise settles",
  got: "one does not",
  cause: "a task is lost.",
};

/** What the tests of step 7.3.5 tell when a task's promise stays pending. */
export const SETTLES = {
  expected: "every task's promise settles",
  got: "one does not",
  cause:
    "a task is not pushed to the queue, or what is finished is not collected, or the promise is not kept until then.",
};

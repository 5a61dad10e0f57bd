const LIFE = "734-the-life-of-a-thread";

/** Misconceptions of step 7.3.4: a thread's loop. */
export const thread = {
  "task-0-is-the-end": {
    says:
      "Task 0 is taken for the end: 0 is false to `if` and `while`, and yet it is a task's number like any other. Only undefined says that no more will come.",
    section: LIFE,
  },
  "only-some-errors-are-caught": {
    says:
      "Some errors of tasks are reported, and others end the thread, such as an AbortError. Whatever a task throws is its result, for fail(), and the thread goes on.",
    section: LIFE,
  },
  "next-task-before-this-one-ends": {
    says:
      "The thread pops its next task while this one is under way: nobody waits for the task's promise. A thread runs one task at a time, and others are free for the next.",
    section: LIFE,
  },
  "reports-the-promise": {
    says:
      "What is reported is the task's promise and not its result: the task is not over when its function returns, but when its promise is settled.",
    section: LIFE,
  },
  "takes-results-for-promises": {
    says:
      "`then()`, or another method that promises have, is called on what a task's function returned. That may be any value: `await` takes both.",
    section: LIFE,
  },
  "falsy-results-are-none": {
    says:
      "A task has returned, and its result is taken for none and not reported: whoever submitted the task waits for ever. A task that returns has succeeded, whatever it returns.",
    section: LIFE,
  },
  "falsy-errors-are-none": {
    says:
      "A task threw what may be taken for nothing, and is not reported as failed. That it threw counts, not what.",
    section: LIFE,
  },
  "task-errors-are-not-caught": {
    says:
      "What a task throws leaves the loop, and the thread is gone. It is the task's result and no more.",
    section: LIFE,
  },
  "what-is-thrown-at-once-is-not-caught": {
    says:
      "A task's error is handled when it comes as a rejected promise. What its function throws before it returns one leaves the loop, and the thread is gone: `run()`, too, must be called where that is caught.",
    section: LIFE,
    about: ["poolThread()"],
  },
  "rejections-fly-past-the-catch": {
    says:
      "A task's error is caught when it is thrown, and not when it comes as a rejected promise: a `try` sees only what is awaited inside of it.",
    section: LIFE,
  },
  "an-error-ends-the-thread": {
    says:
      "The thread ends when one of its tasks has failed. The error is reported: the next task has nothing to do with it.",
    section: LIFE,
  },
  "reports-outside-of-the-try": {
    says:
      "`succeed()` throws when a result cannot be cloned, and nobody catches that: the thread ends, and the task never does. Report it like an error that the task itself throws.",
    section: LIFE,
  },
  "tasks-hang-on-each-other": {
    says:
      "Each task's promise waits for the next task's: a function that calls itself, or a chain of `then()`. After a million tasks there are a million promises in memory. A loop leaves nothing behind.",
    section: LIFE,
  },
  "runs-cancelled-tasks": {
    says:
      "A task that was cancelled is run: `begin()` has said that it was, and its submitter has been told.",
    section: LIFE,
  },
  "a-cancelled-task-ends-the-thread": {
    says:
      "The thread ends at a task that was cancelled. It drops that one and takes the next.",
    section: LIFE,
  },
  "asks-again-for-a-cancelled-task": {
    says:
      "begin() has said that the task was cancelled, and the thread asks for the same task again, without end. It drops that one and pops the next, on whichever way the loop goes on.",
    section: LIFE,
  },
  "begins-and-does-not-run": {
    says:
      "begin() has returned true, and the task is not run. It is dropped only where begin() returns false: then it was cancelled.",
    section: LIFE,
  },
  "goes-on-after-the-end": {
    says:
      "pop() has returned undefined, so no task will come any more, and the thread asks it again, without end. It returns then.",
    section: LIFE,
  },
  "swallows-what-fail-throws": {
    says:
      "The thread goes on although `fail()` threw: the pool has given it up, and may end it at any moment, also while it holds the queue's mutex. What `fail()` throws must leave the loop.",
    section: LIFE,
  },
  "begins-after-the-run": {
    says:
      "The task is run before `begin()` was asked: it may have been cancelled, and is run all the same.",
    section: LIFE,
  },
  "reports-cancelled-tasks": {
    says:
      "A task that was cancelled is reported: its submitter has been told already. It is dropped.",
    section: LIFE,
  },
  "succeeds-after-failing": {
    says:
      "A task is reported twice, as failed and then as succeeded. It has one end.",
    section: LIFE,
  },
  "returned-errors-fail": {
    says:
      "A task returned an error, and the thread reports it with fail(). An error that is returned is a result like any other: only what is thrown goes to fail().",
    section: LIFE,
    about: ["poolThread()"],
  },
  "a-failure-stays": {
    says:
      "A task has returned, and fail() is called for it, as one before it has thrown. Each task has an end of its own: what is noted of one must be new for the next.",
    section: LIFE,
    about: ["poolThread()"],
  },
  "keeps-results": {
    says:
      "The thread holds on to what its tasks returned, after their end: with a million tasks the memory fills up.",
    section: LIFE,
    about: ["poolThread()"],
  },
  "changes-what-it-reports": {
    says:
      "What a task returned, or threw, is reported as something else. It is the task's result as it is, whatever it is: no other value, no text and no Error is made of it.",
    section: LIFE,
  },
  "does-it-twice": {
    says:
      "Something is done twice for one task: each begins once, runs once and has one end, also if it throws.",
    section: LIFE,
  },
  "runs-one-task": {
    says:
      "The thread ends after its first task. It takes the next one, until pop() says that none will come.",
    section: LIFE,
  },
  "ends-after-so-many-tasks": {
    says:
      "The thread ends when it has run a number of tasks, and those that come later find one thread less. However many it has run, it takes the next one: only undefined from pop() ends it.",
    section: LIFE,
    about: ["poolThread()"],
  },
  "pauses-between-tasks": {
    says:
      "The thread sets a timer between its tasks, which wait meanwhile. pop() sleeps by itself while there is none.",
    section: LIFE,
  },
  "never-begins": {
    says:
      "Tasks run without begin(). It is how the pool knows that a task runs, and how the thread hears that one was cancelled.",
    section: LIFE,
  },
  "swallows-task-errors": {
    says:
      "What a task throws is caught and reported to nobody: whoever submitted it waits for ever. It is the task's result, for fail().",
    section: LIFE,
  },
} as const;

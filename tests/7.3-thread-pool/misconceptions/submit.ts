const SUBMITTING = "735-submitting-tasks";

/** Misconceptions of step 7.3.5: how tasks go out and results come back. */
export const submit = {
  "pushes-before-all-is-ready": {
    says:
      "The slot's number is pushed before all is in the slot. A thread may take it at that very moment: write the task and set the state first.",
    section: SUBMITTING,
  },
  "keeps-the-state-of-the-last-task": {
    says:
      "A slot that was used before keeps the state in which its last task ended, and the thread that takes it runs nothing. A free slot is the pool's alone: set `State.queued`, whatever the state was.",
    section: SUBMITTING,
    about: ["TaskTable.enqueue()"],
  },
  "task-is-its-own-result": {
    says:
      "A task comes back in place of its result. No thread has run it, as its slot's state was not `State.queued`; or what was settled is not what the thread has written into the slot.",
    section: SUBMITTING,
    about: ["TaskTable.enqueue()", "TaskTable.settle()"],
  },
  "falsy-tasks-are-none": {
    says:
      "A task that is false to `if`, such as 0 or undefined, does not come into the queue: its promise never settles. A task may be any value.",
    section: SUBMITTING,
    about: ["TaskTable.enqueue()"],
  },
  "keeps-tasks-in-the-accepting-thread": {
    says:
      "Tasks wait in the accepting thread, which hands them out: nobody gets one while that thread is busy. In the shared queue, each thread takes the next one by itself.",
    section: SUBMITTING,
  },
  "newest-goes-first": {
    says:
      "The newest task goes out first, so that an old one may wait for ever. What was submitted first runs first.",
    section: SUBMITTING,
  },
  "sends-the-task-later": {
    says:
      "A task goes out some time after submit(), all of it or a part: into its slot, so that what its submitter changes meanwhile changes the task; or the slot into the queue, so that no thread has it while this one computes. Do both at once.",
    section: SUBMITTING,
  },
  "reads-a-slot-too-late": {
    says:
      "The result is read some time after collect(): by then its slot is free, and the next task may lie there. Read it at once.",
    section: SUBMITTING,
    about: ["TaskTable.settle()"],
  },
  "results-by-order": {
    says:
      "Results are given to the promises in the order of submission. Tasks end in any order: whose result it is, the slot says.",
    section: SUBMITTING,
    about: ["TaskTable.settle()"],
  },
  "collects-one-at-a-time": {
    says:
      "One finished task is settled and the others are left. Threads tell you only when the list was empty before: all that is in it is due now.",
    section: SUBMITTING,
    about: ["TaskTable.collect()"],
  },
  "errors-resolve": {
    says:
      "What a task threw resolves its promise. The slot's state says whether the task succeeded; if not, the promise rejects.",
    section: SUBMITTING,
    about: ["TaskTable.settle()"],
  },
  "makes-errors-anew": {
    says:
      "The job rejects with another error, made in the place of the one that the task threw: its class, or its stack, is lost. Reject it with the error that lies in the slot, as it is.",
    section: SUBMITTING,
    about: ["TaskTable.settle()"],
  },
  "drops-the-cause": {
    says:
      "The error arrives without its `cause`. It is passed on as it is in the slot, with all that belongs to it.",
    section: SUBMITTING,
    about: ["TaskTable.settle()"],
  },
  "completed-is-not-counted": {
    says: "A task that succeeded is settled and not counted as completed.",
    section: SUBMITTING,
    about: ["TaskTable.settle()"],
  },
  "leaves-the-finished-listed": {
    says:
      "collect() looks for finished tasks elsewhere than in `finished`, and leaves them in there. A thread tells of a task only if that list was empty, so nobody hears of the next: take all out.",
    section: SUBMITTING,
    about: ["TaskTable.collect()"],
  },
  "counts-as-what-it-is-not": {
    says:
      "A task that threw is counted as completed, or one that returned as failed, alone or besides. Each is counted once, as one of the two.",
    section: SUBMITTING,
    about: ["TaskTable.settle()"],
  },
  "returned-errors-reject": {
    says:
      "A task returned an error, and its promise rejects. An error that is returned is a result like any other: whether a task failed is in the slot's state.",
    section: SUBMITTING,
    about: ["TaskTable.settle()"],
  },
  "falsy-results-reject": {
    says:
      "A task returned what is false to `if`, such as 0 or undefined, and its promise rejects. Any value is a result: whether a task failed is in the slot's state.",
    section: SUBMITTING,
    about: ["TaskTable.settle()"],
  },
  "falsy-results-never-settle": {
    says:
      "A task returned what is false to `if`, such as 0 or undefined, and its promise does not settle. Any value is a result: whether a task failed is in the slot's state.",
    section: SUBMITTING,
    about: ["TaskTable.settle()"],
  },
  "only-errors-reject": {
    says:
      "A task threw something that is no error, and its promise resolves. Anything can be thrown: whether a task failed is in the slot's state.",
    section: SUBMITTING,
    about: ["TaskTable.settle()"],
  },
  "wraps-what-was-thrown": {
    says:
      "A task threw something that is no error, and its promise rejects with an error made of it. Anything can be thrown: pass on what lies in the slot, as it is.",
    section: SUBMITTING,
    about: ["TaskTable.settle()"],
  },
  "undefined-becomes-null": {
    says:
      "A result is changed on its way: a task that returns undefined gives undefined, not null.",
    section: SUBMITTING,
    about: ["TaskTable.settle()"],
  },
  "keeps-ended-tasks": {
    says:
      "Something holds on to each task, or its job, after its end: with a million tasks the memory fills up.",
    section: SUBMITTING,
  },
  "unclonable-tasks-keep-their-slots": {
    says:
      "A task that could not be written was rejected, and its slot stays taken: a few of them, and the pool has no slot left.",
    section: SUBMITTING,
    about: ["TaskTable.enqueue()"],
  },
  "starts-one-thread": {
    says:
      "The pool starts one thread, however many it is to have: the others are missing. Start as many as `threads` says.",
    section: SUBMITTING,
  },
  "a-thread-for-each-task": {
    says:
      "A thread is started when a task comes. Threads are made once, with the pool: that is what a pool is for.",
    section: SUBMITTING,
  },
  "rejected-task-keeps-its-place": {
    says:
      "A task that could not be written is rejected and still noted as accepted: it takes a place for ever. Note it when all is well.",
    section: SUBMITTING,
  },
  "pushes-what-it-has-rejected": {
    says:
      "A task that could not be written is rejected, and its slot goes into the queue all the same: a thread runs what is left in there.",
    section: SUBMITTING,
  },
  "counts-what-never-came-in": {
    says:
      "A task that cannot be written is counted. It was never accepted and has not run, and its submitter hears of it: no count is meant for it.",
    section: SUBMITTING,
    about: ["TaskTable.enqueue()"],
  },
  "throws-what-cannot-be-written": {
    says:
      "What `write()` throws for a task that it refuses comes out of enqueue(): whoever submitted it has no promise to look at. Only `write()` knows what it refuses, and `structuredClone()` takes more: catch what `write()` throws, free the slot, and reject the job with it.",
    section: SUBMITTING,
    about: ["TaskTable.enqueue()"],
  },
  "frees-a-slot-twice": {
    says:
      "A slot is freed twice, and is given to two tasks: the second overwrites the first.",
    section: SUBMITTING,
  },
  "failed-is-not-counted": {
    says: "A task that threw is settled and not counted as failed.",
    section: SUBMITTING,
    about: ["TaskTable.settle()"],
  },
  "starts-another-number": {
    says:
      "The pool starts another number of threads than `threads` says: so many, all when it is made.",
    section: SUBMITTING,
  },
  "starts-threads-later": {
    says:
      "Threads are started when the pool has been made, and not with it. The constructor starts them all, so that they are there when the first task comes.",
    section: SUBMITTING,
  },
  "starts-as-many-as-cores": {
    says:
      "The pool starts as many threads as there are cores, and more were asked for. `threads` alone decides: tasks that wait for something need a thread, and no core.",
    section: SUBMITTING,
  },
  "pushes-another-slot": {
    says:
      "The number that goes into the queue is not that of the slot with the task: a thread runs what lies elsewhere.",
    section: SUBMITTING,
    about: ["TaskTable.enqueue()"],
  },
  "state-is-never-set": {
    says:
      "The slot's state is not set to queued, neither before its number is pushed nor after it: whoever takes it finds a slot that nobody has given a task.",
    section: SUBMITTING,
    about: ["TaskTable.enqueue()"],
  },
  "writes-no-task": {
    says:
      "Each task has a slot of its own, whose number goes into the queue, and the task is not written into it: a thread finds nothing there.",
    section: SUBMITTING,
    about: ["TaskTable.enqueue()"],
  },
  "keeps-no-job": {
    says:
      "The job is not kept in the table: when its task has ended, nobody knows whose result it is. Note it by its slot.",
    section: SUBMITTING,
    about: ["TaskTable.enqueue()"],
  },
  "results-for-errors": {
    says:
      "What a task returned rejects its promise, and what it threw resolves it: the slot's state is read the wrong way round.",
    section: SUBMITTING,
    about: ["TaskTable.settle()"],
  },
  "keeps-slots-without-a-job": {
    says:
      "collect() passes over slots that have no job any more. A task that was taken back has none, and its slot is free only when `#settle()` has freed it: settle every slot that threads are done with.",
    section: SUBMITTING,
    about: ["TaskTable.collect()"],
  },
  "settles-after-collect": {
    says:
      "collect() returns before the jobs are settled: they are put off, to a microtask or a timer. Whoever calls it looks for room right afterwards, finds none, and may not look again. Settle each before you return.",
    section: SUBMITTING,
    about: ["TaskTable.collect()"],
  },
  "counts-after-collect": {
    says:
      "A task is counted after collect() has returned, such as in a `then()` of its promise. By then its slot is free, and whoever calls stats() meanwhile, or has awaited the result before, finds it nowhere: count it where you settle it.",
    section: SUBMITTING,
    about: ["TaskTable.settle()"],
  },
  "collects-nothing": {
    says:
      "Tasks have ended, and nobody settles them: they lie in the list of what is finished. Take all that is in there.",
    section: SUBMITTING,
    about: ["TaskTable.collect()"],
  },
  "rejects-with-the-text": {
    says:
      "The promise rejects with the text of what the task threw: its class, its cause and its stack are gone. Pass on what lies in the slot, as it is.",
    section: SUBMITTING,
    about: ["TaskTable.settle()"],
  },
  "pushes-a-slot-twice": {
    says:
      "A slot's number goes into the queue twice: two threads get the same task, and there may be no room for others.",
    section: SUBMITTING,
    about: ["TaskTable.enqueue()"],
  },
} as const;

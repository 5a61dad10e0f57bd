const SUPERVISION = "737-supervision";

/** Misconceptions of step 7.3.7: threads that end. */
export const supervision = {
  "forgets-the-task-of-a-dead-thread": {
    says:
      "A thread has ended and a new one was started, and the task that it ran is forgotten: its promise never settles. Reject it, with a ThreadDiedError.",
    section: SUPERVISION,
  },
  "does-not-replace-threads": {
    says:
      "A thread has ended and nobody takes its place: the pool shrinks with each crash, down to none.",
    section: SUPERVISION,
  },
  "replaces-only-for-work": {
    says:
      "A thread that ends is replaced if a task waits just then, and otherwise not. Nobody starts one when a task comes later: the pool shrinks, down to none. Start a new one each time.",
    section: SUPERVISION,
    about: ["Supervisor.replace()"],
  },
  "stillborn-threads-are-not-replaced": {
    says:
      "A thread that ends before it has taken a task is not replaced, and nothing tells that the pool is broken. It was busy with no job, but its place is free as any other.",
    section: SUPERVISION,
    about: ["Supervisor.replace()"],
  },
  "starts-too-many-threads": {
    says:
      "More threads are started than have ended, and the pool grows: one thread takes the place of one, also while others are still being born.",
    section: SUPERVISION,
  },
  "misses-a-thread-that-leaves": {
    says:
      "A thread that ends by `self.close()` is not noticed: there is no error then. Its task waits for ever, and nobody takes its place.",
    section: SUPERVISION,
  },
  "a-crash-rejects-every-task": {
    says:
      "One thread has ended and the tasks of others are rejected. A crash costs one task: the one that this thread ran.",
    section: SUPERVISION,
  },
  "a-crashed-task-keeps-its-place": {
    says:
      "A task whose thread ended was rejected, and its place in the table stays taken: after a few crashes the pool is full of nothing.",
    section: SUPERVISION,
    about: ["TaskTable.giveUp()"],
  },
  "replaces-stillborn-threads-for-ever": {
    says:
      "Threads that die at birth are replaced again and again. All that end before they are ready are counted, also while others live, and after too many in a row the pool is broken.",
    section: SUPERVISION,
  },
  "stillborn-threads-count-for-a-time": {
    says:
      "Threads that die at birth count only if they die soon after one another: where each takes its time, the pool starts new ones for ever. They count in a row, however long it takes: only one that was ready begins a new row.",
    section: SUPERVISION,
    about: ["Supervisor.replace()"],
  },
  "reuses-a-number": {
    says:
      "The new thread has the number of the one that has ended, or of one that lives. No two of a pool ever have the same: when the old one's end is complete, that number is deleted from `#threads`, and with it the new thread.",
    section: SUPERVISION,
    about: ["Supervisor.replace()", "Supervisor.startThread()"],
  },
  "starts-the-next-one-later": {
    says:
      "The next thread is started by a timer: until then its place is empty, and it also starts when the pool has ended meanwhile. It takes the place at once.",
    section: SUPERVISION,
    about: ["Supervisor.replace()"],
  },
  "counts-stillborn-threads-in-all": {
    says:
      "Threads that died at birth still count, all or some of them, when one after them was ready: a few now and then, and the pool gives up. A thread that was ready begins the count anew, at 0.",
    section: SUPERVISION,
  },
  "count-begins-at-1": {
    says:
      "The count begins at 1 when a thread that was ready has ended, and the pool gives up one thread too early. That one did not die at birth: it is not counted, and the count begins at 0.",
    section: SUPERVISION,
  },
  "gives-up-too-early": {
    says:
      "The pool gives up too early, at threads that died at birth: MOST_STILLBORN of them in a row are replaced, and only the next one is too many.",
    section: SUPERVISION,
  },
  "counts-threads-that-live": {
    says:
      "Beside a thread that lives, the pool gives up too early: what it reckons with (such as the threads' numbers, or how many were started) has threads in it that have not died. Count the ends, one for each thread that died at birth.",
    section: SUPERVISION,
    about: ["Supervisor.replace()"],
  },
  "counts-stillborn-threads-of-others": {
    says:
      "Threads of another pool that died at birth count in this one, which gives up too early. Each pool, and so each Supervisor, counts its own.",
    section: SUPERVISION,
  },
  "runs-it-again": {
    says:
      "A task that has ended its thread is run once more, and ends another one. Nobody knows how far it came, or whether it may be done twice: its promise rejects, with a ThreadDiedError, and that is all.",
    section: SUPERVISION,
    about: ["Supervisor.replace()", "TaskTable.giveUp()"],
  },
  "counts-crashes-as-stillborn": {
    says:
      "Threads that crashed in a task count as dead at birth: after a few crashes a good pool is broken. Only those count that were never ready.",
    section: SUPERVISION,
  },
  "idle-threads-count-as-stillborn": {
    says:
      "Threads that were ready, and had no task when they ended, count as dead at birth, and a good pool is broken. What counts is whether a thread was `ready`, not whether it had a job.",
    section: SUPERVISION,
    about: ["Supervisor.replace()"],
  },
  "starts-threads-when-broken": {
    says:
      "One thread too many is started. Up to MOST_STILLBORN in a row that died at birth are replaced; with the next one the pool is broken, and none is started any more.",
    section: SUPERVISION,
  },
  "tells-another-thread": {
    says:
      "The error does not name the thread that has ended: a ThreadDiedError is told the thread's name first, and then the reason.",
    section: SUPERVISION,
  },
  "mixes-up-module-and-reason": {
    says:
      "The PoolBrokenError is told the reason for the module and the module for the reason.",
    section: SUPERVISION,
  },
  "broken-pool-keeps-its-tasks": {
    says:
      "No thread can be started, and the tasks that wait for one go on waiting: when the pool is broken, that is told, and all of them reject.",
    section: SUPERVISION,
    about: ["ThreadPool.constructor()"],
  },
  "dismissed-tasks-in-the-queue-never-settle": {
    says:
      "The pool is broken, tasks outside are rejected, and those in the queue are not: they were taken out, and nobody told their submitters.",
    section: SUPERVISION,
    about: ["TaskTable.dismiss()"],
  },
  "resolves-the-task-of-a-dead-thread": {
    says:
      "The task of a thread that has ended resolves, as if it had given a result. Nobody knows how far it came: it rejects.",
    section: SUPERVISION,
  },
  "dies-by-another-error": {
    says:
      "The task of a thread that has ended rejects with another error than a ThreadDiedError: its submitter cannot tell it from what a task throws.",
    section: SUPERVISION,
  },
  "does-not-say-why-it-ended": {
    says:
      "The error says which thread has ended, and not why: the reason is what helps to mend the task.",
    section: SUPERVISION,
  },
  "mixes-up-thread-and-reason": {
    says:
      "The ThreadDiedError is told the reason for the thread's name and the name for the reason.",
    section: SUPERVISION,
  },
} as const;

const SHUTDOWN = "738-monitoring-and-shutdown";

/** Misconceptions of step 7.3.8: statistics, times and the end of a pool. */
export const shutdown = {
  "counts-running-as-queued": {
    says:
      "A task that a thread runs counts as queued as well: the table has tasks in both states, and each counts once.",
    section: SHUTDOWN,
  },
  "counts-cancelled-as-queued": {
    says:
      "A task that was cancelled counts as queued: its slot stays in the queue until a thread comes to it and drops it. Whether a task waits for a thread is in its state.",
    section: SHUTDOWN,
  },
  "counts-cancelled-as-failed": {
    says:
      "A task that was cancelled is counted as failed, too. Nothing has failed: `takeBack()` counts it as cancelled, and that is all.",
    section: SHUTDOWN,
    about: ["Admission.obeySignal()"],
  },
  "running-is-bound-to-the-threads": {
    says:
      "A task runs, and `running` does not count it, as no thread counts as alive yet. How many run is in the jobs' states alone: do not reckon it from the threads.",
    section: SHUTDOWN,
    about: ["ThreadPool.stats()"],
  },
  "idle-below-zero": {
    says:
      "There are fewer than 0 idle threads: a thread may run a task before the pool hears that it is ready, so that more run than count as alive.",
    section: SHUTDOWN,
  },
  "mixes-up-wait-and-run-times": {
    says:
      "How long tasks ran is told as how long they waited. `waitTime` sums up the `waitTimes`, and `runTime` the `runTimes`.",
    section: SHUTDOWN,
  },
  "percentile-of-the-buckets": {
    says:
      "The share is taken of the buckets and not of the times: a bucket counts for as many times as are in it.",
    section: SHUTDOWN,
  },
  "percent-is-a-fraction": {
    says:
      "The percentage is taken for a fraction: percentile(0.34) gives what percentile(34) should. 34 per cent of the times are 34 of a hundred.",
    section: SHUTDOWN,
  },
  "percentile-is-off-by-one": {
    says:
      "One time too many is counted: the time that is looked for is in the bucket with which `percent` of the times, rounded up, are reached, not exceeded.",
    section: SHUTDOWN,
  },
  "percentile-is-not-rounded-up": {
    says:
      "`percent` of the times is not rounded up: a third of three times is one of them, and a little more than a third is two.",
    section: SHUTDOWN,
  },
  "share-is-inexact": {
    says:
      "`percent` of the times is a whole number here, and comes out a little off it, so that one time more is counted: few fractions are exact in binary. Multiply whole numbers first, and divide by 100 last.",
    section: SHUTDOWN,
    about: ["TimeHistogram.percentile()"],
  },
  "percentile-exceeds-the-longest": {
    says:
      "A percentile is longer than the longest time: a bucket's end may lie beyond it, and `#max` is known.",
    section: SHUTDOWN,
    about: ["TimeHistogram.percentile()"],
  },
  "shutdown-forgets-those-outside": {
    says:
      "shutdown() does not wait for a task that was outside when it was called, and cuts it off. Such tasks come in later: take the jobs in the table and those outside at one moment, or look at both again, and wait for all.",
    section: SHUTDOWN,
  },
  "drain-throws-away": {
    says:
      "shutdown() throws away what no thread has begun, though it was not told so: only `drain: false` does.",
    section: SHUTDOWN,
  },
  "ignores-drain-false": {
    says:
      "`shutdown({ drain: false })` rejects nothing: what no thread has begun is not to run any more, and its submitters are told at once.",
    section: SHUTDOWN,
  },
  "forgets-those-in-the-queue": {
    says:
      "`shutdown({ drain: false })` rejects the tasks outside and forgets those in the queue: no thread has begun those either.",
    section: SHUTDOWN,
  },
  "takes-tasks-after-shutdown": {
    says:
      "A task that comes after shutdown() is taken. Nobody waits for it any more: it is refused with a PoolClosedError.",
    section: SHUTDOWN,
  },
  "resolves-before-the-threads-end": {
    says:
      "shutdown() resolves while its threads are still ending: whoever awaits it takes them for gone.",
    section: SHUTDOWN,
  },
  "closes-the-queue-too-early": {
    says:
      "The queue is closed, and a task is pushed to it afterwards, as those are that wait outside until there is room. shutdown() refuses new tasks, waits for all jobs, and ends the threads last: `close()` closes the queue then.",
    section: SHUTDOWN,
    about: ["ThreadPool.shutdown()"],
  },
  "counts-threads-that-do-not-live": {
    says:
      "stats() counts threads that are not alive. One that starts does not live yet, and one that has ended no more: how many live at this moment, the supervisor knows.",
    section: SHUTDOWN,
    about: ["ThreadPool.stats()"],
  },
  "leaves-the-threads-asleep": {
    says:
      "The tasks are done and the threads sleep on: nobody ends them. shutdown() closes the pool when nothing is left to run.",
    section: SHUTDOWN,
  },
  "never-closes-an-idle-pool": {
    says:
      "A pool that has nothing to do when it is shut down is never closed, and its threads sleep on. To wait for no job is to go on at once: `close()` comes in any case.",
    section: SHUTDOWN,
    about: ["ThreadPool.shutdown()"],
  },
  "shutdown-spins": {
    says:
      "shutdown() looks again and again whether all is done, and never lets go of the thread: no task can be settled meanwhile. Wait for the jobs' promises.",
    section: SHUTDOWN,
    about: ["ThreadPool.shutdown()"],
  },
  "second-shutdown-fails": {
    says:
      "A second shutdown() rejects. Whoever calls it wants the pool to be over, and it is: it resolves.",
    section: SHUTDOWN,
  },
  "second-shutdown-returns-at-once": {
    says:
      "A second shutdown() is over while tasks still run: it has found that there was a first one, and waits for nothing. Both wait for the end, and `drain: false` holds for a second call, too.",
    section: SHUTDOWN,
    about: ["ThreadPool.shutdown()"],
  },
  "second-shutdown-does-nothing": {
    says:
      "A second shutdown() waits for the end, and ignores its `drain: false`: with that, what the first one would still run rejects at once.",
    section: SHUTDOWN,
  },
  "waits-for-tasks-that-have-ended": {
    says:
      "All tasks have ended, and shutdown() waits on, as where it counts those that complete or fail: one that is rejected before it ran, or is cancelled, has ended, too. Wait for the promise of each job, whatever becomes of it.",
    section: SHUTDOWN,
    about: ["ThreadPool.shutdown()"],
  },
  "shutdown-fails-with-a-task": {
    says:
      "shutdown() rejects with what one of its tasks rejects with, and does not wait for the others: `Promise.all()` does that. How a task ends concerns its submitter.",
    section: SHUTDOWN,
  },
  "waits-until-one-rejects": {
    says:
      "shutdown() waits no longer once a promise of a task has rejected, as `Promise.all()` does, and ends the threads while tasks still run. Wait for all of them, however each one ends.",
    section: SHUTDOWN,
  },
  "cuts-off-what-runs": {
    says:
      "shutdown() cuts off the tasks that run. With `drain` and without, it waits until their promises are settled, and calls `close()` only then: what is no promise counts as settled at once.",
    section: SHUTDOWN,
  },
  "cuts-off-what-is-queued": {
    says:
      "shutdown() cuts off a task that no thread has begun, in the queue or outside. That none runs does not tell that all is done: threads may be starting, or be between two tasks. Wait until the promises of all jobs are settled.",
    section: SHUTDOWN,
    about: ["ThreadPool.shutdown()"],
  },
  "dismisses-by-another-error": {
    says:
      "What shutdown() throws away, or refuses from then on, rejects with another error than a PoolClosedError, by which submitters know it.",
    section: SHUTDOWN,
  },
  "counts-queued-as-waiting": {
    says:
      "Tasks in the queue are told as waiting. Those have been accepted; waiting are those outside, with the admission.",
    section: SHUTDOWN,
  },
  "counts-all-threads-as-idle": {
    says:
      "Threads that run a task are told as idle: idle are those that have nothing to do.",
    section: SHUTDOWN,
  },
  "hands-out-its-own-counts": {
    says:
      "stats() returns the object in which the pool counts: what it told changes in the caller's hands. Return numbers as they are at this moment, in an object of their own.",
    section: SHUTDOWN,
  },
  "shutdown-polls": {
    says:
      "shutdown() sets a timer: to look every so often whether all is done, or to wait for so long and no longer. A task may take its time: wait until all jobs' promises are settled. A limit, as in Supervisor.end(), is for threads that have no task.",
    section: SHUTDOWN,
  },
  "percentile-too-short": {
    says:
      "A percentile is a little shorter than the times that it is to cover: return the longest time of the bucket in which the number is reached.",
    section: SHUTDOWN,
  },
  "drain-false-forgets-those-outside": {
    says:
      "shutdown({ drain: false }) rejects the tasks in the queue and forgets those that wait for room outside: they are admitted one after the other, and run.",
    section: SHUTDOWN,
  },
  "shutdown-stops-at-a-rejection": {
    says:
      "shutdown() waits no longer once a task has failed. Those behind it are cut off: wait for all, however each ends.",
    section: SHUTDOWN,
  },
} as const;

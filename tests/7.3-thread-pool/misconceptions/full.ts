const FULL = "736-a-full-pool-and-tasks-taken-back";

/** Misconceptions of step 7.3.6: a full pool, and tasks taken back. */
export const full = {
  "refuses-instead-of-waiting": {
    says:
      'A task that finds no room is refused, and the pool was made with `onFull: "wait"`: it waits outside, behind those that came before.',
    section: FULL,
    about: ["Admission.overflow()"],
  },
  "waits-instead-of-refusing": {
    says:
      'A task that finds no room waits, and the pool was made with `onFull: "reject"`: its submitter wants to know at once.',
    section: FULL,
    about: ["Admission.overflow()"],
  },
  "accepts-one-too-many": {
    says:
      "One task more is accepted than there are threads and places in the queue: it is full when it holds as many as both together, not when it holds more.",
    section: FULL,
    about: ["TaskTable.hasRoom()"],
  },
  "refuses-though-there-is-room": {
    says:
      "A task is refused though there is room for it: each thread has one, and the queue is filled to its last place.",
    section: FULL,
    about: ["TaskTable.hasRoom()"],
  },
  "never-admits": {
    says:
      "Tasks that wait outside stay there when others end: whoever has waited longest gets the free place.",
    section: FULL,
    about: ["Admission.admit()"],
  },
  "accepted-and-still-in-line": {
    says:
      "A task that waits outside is accepted, but still in the list: it will be accepted again. Take it out of `#waiting` itself; `waiting` gives a copy.",
    section: FULL,
    about: ["Admission.admit()"],
  },
  "admits-without-room": {
    says:
      "A task that waits is admitted though there is no room. A place must be free: ask the table for each of them.",
    section: FULL,
    about: ["Admission.admit()"],
  },
  "room-in-the-queue-alone": {
    says:
      "A task that waits is admitted as soon as threads take others out of the queue. Those run and are not over: there is room when fewer tasks are accepted than there are threads and places in the queue together. The table knows whether it `hasRoom`.",
    section: FULL,
    about: ["Admission.admit()"],
  },
  "takes-out-and-does-not-accept": {
    says:
      "A task that waits is taken out of `#waiting` and not accepted: it is lost. Ask for room first, take the next one out then, and accept it.",
    section: FULL,
    about: ["Admission.admit()"],
  },
  "admits-one-at-a-time": {
    says:
      "Several places have become free and one task is admitted: the others wait though there is room. Go on while the table `hasRoom`.",
    section: FULL,
    about: ["Admission.admit()"],
  },
  "admits-some-of-them": {
    says:
      "Places are free for all that wait, and some of them are not admitted. Go on until there is no room or nobody waits: the list becomes shorter with each.",
    section: FULL,
    about: ["Admission.admit()"],
  },
  "counts-what-was-not-accepted": {
    says:
      "A task that waited cannot be written: it is rejected as it is admitted, and takes no place. It was taken for one that came in, and the one behind it waits beside a free place. Ask the table before each whether it `hasRoom`.",
    section: FULL,
    about: ["Admission.admit()"],
  },
  "a-free-place-goes-to-one-alone": {
    says:
      "A task was taken back from the queue, and one is let in for it, which cannot be written: it takes no place, and the one behind it waits beside a free place. Admit as many as there is room for, as elsewhere.",
    section: FULL,
    about: ["Admission.obeySignal()"],
  },
  "admits-the-newest": {
    says:
      "Whoever came last is admitted first. The one that has waited longest must go in.",
    section: FULL,
    about: ["Admission.admit()"],
  },
  "refused-is-not-counted": {
    says: "A task is refused, and nobody counts it as rejected.",
    section: FULL,
    about: ["Admission.overflow()"],
  },
  "refused-counts-as-another": {
    says:
      "A task that was refused counts as cancelled or failed. It was not taken back and has not run: `rejected` counts it, and nothing else does.",
    section: FULL,
    about: ["Admission.overflow()"],
  },
  "cancelled-outside-is-not-counted": {
    says:
      "A task that waits outside is cancelled, and does not count as cancelled. `cancelled` counts it, and nothing else does.",
    section: FULL,
    about: ["Admission.overflow()"],
  },
  "counts-a-cancelled-task-twice": {
    says:
      "A task taken back from the queue is counted twice: `takeBack()` has counted it already.",
    section: FULL,
    about: ["Admission.obeySignal()"],
  },
  "mixes-up-threads-and-places": {
    says:
      "The PoolFullError is told the number of threads and the places in the queue the wrong way round.",
    section: FULL,
    about: ["Admission.overflow()"],
  },
  "keeps-the-handler-of-the-wait": {
    says:
      "A task was admitted, and its signal still does what it did outside: it rejects the job and leaves it in the queue, where a thread will run it. Whoever accepts a job gives its signal something else to do.",
    section: FULL,
    about: ["Admission.admit()"],
  },
  "rejects-without-taking-back": {
    says:
      "A cancelled task is rejected and stays in the queue: a thread will run it all the same. It must be taken back from the table.",
    section: FULL,
    about: ["Admission.obeySignal()"],
  },
  "cancels-a-task-that-runs": {
    says:
      "A task is rejected while a thread runs it: it has its effects all the same. `takeBack()` says whether a thread was faster.",
    section: FULL,
    about: ["Admission.obeySignal()"],
  },
  "a-free-place-goes-to-nobody": {
    says:
      "A task was taken back from the queue, and its place does not go at once to the one that has waited longest outside: let it in then and there, not when some task ends.",
    section: FULL,
    about: ["Admission.obeySignal()"],
  },
  "ignores-the-signal-outside": {
    says:
      "The signal of a task that waits outside is not listened to: nobody can take that task back.",
    section: FULL,
    about: ["Admission.overflow()"],
  },
  "ignores-the-signal-in-the-queue": {
    says:
      "The signal of a task in the queue is not listened to: nobody can take that task back.",
    section: FULL,
    about: ["Admission.obeySignal()"],
  },
  "cancelled-tasks-stay-in-line": {
    says:
      "A task that waits outside was cancelled and is still in line. Its submitter has been told that it will not run: it is no longer one of those that wait.",
    section: FULL,
    about: ["Admission.overflow()"],
  },
  "rejects-without-the-reason": {
    says:
      "A cancelled task rejects with something other than its signal's reason, which is what its submitter has to say about it. There is none until the signal is aborted: read it then.",
    section: FULL,
  },
  "listeners-stay-on-the-signal": {
    says:
      "A job that is admitted or settled leaves its listener on the signal: it is called again, and the signal keeps the job in memory as long as it lives. The job's `onAbort()` takes it off in time.",
    section: FULL,
  },
  "frees-a-slot-in-the-queue": {
    says:
      "The slot of a cancelled task was freed while its number is in the queue: another task goes into it, and the number comes out twice. The thread that comes to the number drops it, and then the slot is free: `takeBack()` is all there is to do.",
    section: FULL,
    about: ["Admission.obeySignal()"],
  },
  "misses-an-aborted-signal": {
    says:
      "A signal that was aborted before sends no event any more: the task runs all the same. Look at it first.",
    section: FULL,
    about: ["ThreadPool.submit()"],
  },
  "throws-instead-of-rejecting": {
    says:
      "What should reject the job's promise is thrown: whoever submitted has no promise to look at, and a loop that admits others ends in the middle.",
    section: FULL,
    about: ["Admission.overflow()"],
  },
  "refused-tasks-wait-as-well": {
    says:
      "A task is refused and waits outside all the same: it will run, though its submitter was told that it will not.",
    section: FULL,
    about: ["Admission.overflow()"],
  },
  "waiting-counts-as-rejected": {
    says:
      "A task that waits for room counts as rejected. It was not refused: it will run.",
    section: FULL,
    about: ["Admission.overflow()"],
  },
  "loses-its-place-in-line": {
    says:
      "A task that still finds no room goes to the end of the line: those behind it are admitted first. Whoever has waited longest stays in front.",
    section: FULL,
    about: ["Admission.admit()"],
  },
  "takes-another-out-of-line": {
    says:
      "A task that waits was cancelled, and another one is taken out of the line: that one never runs, and its promise never settles.",
    section: FULL,
    about: ["Admission.overflow()"],
  },
  "waiting-counts-as-cancelled": {
    says:
      "A task that waits outside counts as cancelled. It counts when its signal takes it back, and not before.",
    section: FULL,
    about: ["Admission.overflow()"],
  },
  "evicts-another": {
    says:
      "A task that was accepted is rejected, in the place of the one that found no room. Who came first keeps its place: the one that comes too late is refused.",
    section: FULL,
    about: ["Admission.overflow()"],
  },
  "limits-those-who-wait": {
    says:
      "Tasks that should wait are rejected when many wait already. How many wait outside has no limit: that is for whoever submits to bound.",
    section: FULL,
    about: ["Admission.overflow()"],
  },
  "cancels-all-that-wait": {
    says:
      "A signal that is aborted takes all tasks out that wait. It is one task's signal: the others have not asked for anything.",
    section: FULL,
    about: ["Admission.overflow()"],
  },
} as const;

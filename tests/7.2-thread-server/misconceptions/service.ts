import type { Catalogue } from "../../harness/story/misconceptions.ts";

const count = "727-count-in-shared-memory";
const end = "728-a-limit-and-a-shutdown-that-ends";

/** Mistakes with the shared counters, the limit and the shutdown. */
export const serviceMistakes = {
  "plain-count": {
    says:
      "A counter is touched without Atomics. `++` on shared memory is a read and a write, and another thread's count between them is lost.",
    section: count,
    about: ["SharedTraffic.received()"],
  },
  "load-then-store": {
    says:
      "A count is an atomic load and then an atomic store. Each is one step, but both together are not: what another thread adds between them is lost.",
    section: count,
  },
  "counts-in-32-bits": {
    says:
      "A counter starts again at 0 after 2 to the power of 32: it has 32 bits. Use the 64 bits of each counter, whose numbers are bigints.",
    section: count,
  },
  "counts-empty-message": {
    says: "A read that brought nothing is counted as a message.",
    section: count,
  },
  "byte-offset-ignored": {
    says:
      "The counters do not start at `byteOffset`, and overwrite what is there for others.",
    section: count,
  },
  "counts-outside-shared-memory": {
    says:
      "What is counted never reaches the shared memory: each SharedTraffic keeps its counts for itself, and no other thread sees them.",
    section: count,
  },
  "wrong-counter": {
    says:
      "What is added goes to another counter than its own, or is read from another one. Each of the three has its place, and bytes are no messages.",
    section: count,
  },
  "read-changes-counts": {
    says:
      "read() changes the counts: whoever looks next sees others. It only loads.",
    section: count,
  },
  "counted-loses-errors": {
    says:
      "counted() catches an error of the connection, and its caller takes that for an end or an empty write. Let it through.",
    section: count,
  },
  "counts-what-did-not-come": {
    says:
      "Something is counted for a read that brought the end, or for a call that failed. Count what a call has resolved with, and null is no message.",
    section: count,
  },
  "traffic-not-posted": {
    says:
      "The thread is not told where to count. Its start message carries the option `traffic`: give it to start().",
    section: count,
  },
  "traffic-not-counted": {
    says:
      "The thread is told where to count, and its handler is given a connection that does not. Give it what counted() returns for that memory.",
    section: count,
  },
  "counts-what-was-asked": {
    says:
      "The length of the caller's array is counted. A read may bring less and a write may take less: count what they resolve with.",
    section: count,
  },
  "written-not-counted": {
    says:
      "write() does not count what it has written: `sent()` counts, and nobody calls it.",
    section: count,
    about: ["CountedConn.write()"],
  },
  "one-thread-too-many": {
    says:
      "One thread more than `maxThreads` is started. With that many clients there is no vacancy.",
    section: end,
  },
  "polls-for-vacancy": {
    says:
      "A timer asks again and again whether there is a vacancy. oneEnds() resolves when a client has ended: wait for that.",
    section: end,
  },
  "place-of-running-thread": {
    says:
      "A client that is done, or has failed, no longer counts, though its thread still runs: more threads run than are allowed. It keeps its place in `this.clients` until its thread has ended.",
    section: end,
  },
  "one-thread-too-few": {
    says:
      "A client has to wait although one more thread is allowed. There is a vacancy as long as there are fewer than `maxThreads` clients.",
    section: end,
  },
  "no-limit": {
    says: "Every client gets a thread at once, whatever `maxThreads` says.",
    section: end,
  },
  "limit-counts-all-ever": {
    says:
      "The limit is on all clients that ever came: those that have gone still take a place. Only those that are there now count.",
    section: end,
  },
  "waits-for-all-to-go": {
    says:
      "The next client is taken only when all that are there have gone. The end of one makes room for one.",
    section: end,
  },
  "vacancy-never-told": {
    says:
      "The accept loop waits for something other than the end of one client, and takes nobody when a place has become free.",
    section: end,
  },
  "turns-clients-away": {
    says:
      "A client beyond the limit is accepted and closed. Do not accept it at all: it then waits in the queue of the listening socket.",
    section: end,
  },
  "failed-start-keeps-place": {
    says:
      "A thread that failed before it was ready keeps its place for ever. Every end must make room, even that of a thread that never served.",
    section: end,
  },
  "shutdown-keeps-listening": {
    says:
      "shutdown() goes on accepting clients. The first thing is to stop listening.",
    section: end,
  },
  "no-grace": {
    says:
      "shutdown() cuts clients off at once. They have `grace` milliseconds to finish.",
    section: end,
  },
  "waits-whole-grace": {
    says:
      "shutdown() waits for the whole grace, though all clients have gone long before. It ends as soon as the server has finished.",
    section: end,
  },
  "grace-has-no-end": {
    says:
      "shutdown() waits for clients for as long as they like. When the grace is over, those that are left are ended.",
    section: end,
  },
  "reports-but-does-not-cut": {
    says: "Clients are reported as cut off, and nobody ends them.",
    section: end,
  },
  "shutdown-resolves-too-early": {
    says:
      "shutdown() resolves while a client is still being served. Whoever awaits it wants to know that all is over.",
    section: end,
  },
  "resolves-before-finished": {
    says:
      "shutdown() resolves before the server has `finished`: what it ended last is not yet cleaned up.",
    section: end,
  },
  "cut-not-reported": {
    says:
      "A client is cut off, and nobody is told. Half a reply looks like a whole one to many: report each that is cut, by its thread's name.",
    section: end,
  },
  "accepts-before-vacancy": {
    says:
      "A client is accepted while there is no vacancy, and waits outside of the queue that the system keeps: after a shutdown it is still let in. Wait for the vacancy before you take the next one.",
    section: end,
  },
  "stops-listening-twice": {
    says:
      "shutdown() fails when the server has stopped listening already. stopListening() may be called more than once.",
    section: end,
  },
  "grace-ends-with-one": {
    says:
      "When one client fails, the grace is over for all and nobody is cut off, so that shutdown() waits for the others for ever. Wait for `finished`, and cut off whom the grace has left.",
    section: end,
  },
  "grace-for-each-in-turn": {
    says:
      "Each client is given a grace of its own, one after the other: with a hundred clients, shutdown() takes a hundred times as long. All have the same time.",
    section: end,
  },
  "grace-cut-short": {
    says:
      "Clients are cut off before the grace is over. It is a number of milliseconds.",
    section: end,
  },
  "reports-one-cut-only": {
    says:
      "One client that is cut off is reported, and the others are not. `onError` is told of each, by its name.",
    section: end,
  },
  "reports-who-had-left": {
    says:
      "A client that was done in time is reported as cut off. Look who is there when the grace is over, not when shutdown() is called.",
    section: end,
  },
  "waits-for-unstoppable": {
    says:
      "shutdown() waits for a thread that never comes back to its event loop. terminate() cannot stop such a thread: after a while nobody may wait for it any more.",
    section: end,
  },
  "unstoppable-not-reported": {
    says:
      "A thread that cannot be stopped is given up without a word. It runs on and takes a processor: someone must know.",
    section: end,
  },
  "unstoppable-not-named": {
    says:
      "A thread that runs on is reported without its name. Whoever reads that cannot tell which one it is.",
    section: end,
  },
  "gives-up-at-once": {
    says:
      "A thread that can be stopped is reported as one that cannot. endAll() gives up those that have not ended in time, and only them.",
    section: end,
  },
} satisfies Catalogue;

import type { Catalogue } from "../../harness/story/misconceptions.ts";

const thread = "723-the-thread-of-a-client";
const detach = "725-detach";
const crash = "726-a-crash-ends-one-client-only";

/** Mistakes with a client's thread: its program, its end and its crash. */
export const threadMistakes = {
  "never-ready": {
    says:
      'The thread does not say "ready" before it waits for its message. The accepting thread posts the port only then: both wait for each other.',
    section: thread,
    about: ["run()"],
  },
  "ready-before-listening": {
    says:
      'The thread says "ready" while nothing listens in it yet, and the message that comes at once is lost. Listen first.',
    section: thread,
    about: ["run()"],
  },
  "thread-waits-for-a-time": {
    says:
      "The thread waits for some time before it goes on. It waits for its message and for its handler, and says what it has to say at once.",
    section: thread,
  },
  "handle-not-awaited": {
    says:
      "The connection is closed while the handler still works: handle() returns a promise, which must be awaited before the block with the connection is left.",
    section: thread,
    about: ["serve()"],
  },
  "runs-the-handler-twice": {
    says:
      "The handler runs a second time for the same client, as where two listeners hear of the one StartMessage. Both read from the connection and write to it, and each gets a part of what the client sends: serve() the client once.",
    section: thread,
    about: ["run()"],
  },
  "done-too-early": {
    says:
      'The thread says "done" too early, and whoever hears that may end it. First the handler must have returned and the connection must have been closed, which `using` does when its block is left, behind the last line of it.',
    section: thread,
    about: ["run()"],
  },
  "never-done": {
    says:
      'The handler has returned, and the thread does not say "done". A worker does not end by itself: nobody can see that this one may go.',
    section: thread,
    about: ["run()"],
  },
  "connection-left-open": {
    says:
      "The handler has returned, and its connection is still open. The client waits for an end that nobody sends: close the connection after the handler.",
    section: thread,
    about: ["serve()"],
  },
  "half-closed-after-handler": {
    says:
      "After the handler only the writing side is closed. Nobody reads any more, either: close both, so that a client that still writes learns of it.",
    section: thread,
    about: ["serve()"],
  },
  "closed-only-on-success": {
    says:
      "The connection is closed when the handler returns, and stays open when it throws. What must happen however a block ends belongs to `using` or `finally`.",
    section: thread,
    about: ["serve()"],
  },
  "open-when-thrown-at-once": {
    says:
      "The connection is closed when the promise of handle() rejects, and stays open when handle() throws at once: then there is no promise, and no finally() of it. Make the call itself inside of what closes the connection, as with `using`, or in `try` with `finally`.",
    section: thread,
    about: ["serve()"],
  },
  "promise-expected": {
    says:
      "What handle() returns is taken for a promise. A handler need not be async: it may return nothing, which `await` takes as well.",
    section: thread,
    about: ["serve()"],
  },
  "closes-twice": {
    says:
      "The handler has closed its connection itself, and the thread fails as it closes it once more. Dispose of it, which closes what is open.",
    section: thread,
    about: ["serve()"],
  },
  "done-after-failure": {
    says:
      'The thread says "done" although its handler has failed. Only who was served is done.',
    section: thread,
    about: ["run()"],
  },
  "error-replaced": {
    says:
      "The handler's error is replaced by another one, and nobody learns what went wrong. Let the error itself through.",
    section: thread,
    about: ["serve()"],
  },
  "errors-swallowed": {
    says:
      "The handler's error goes no further than the thread, as where a `catch` ends it, or a `return` in a `finally` takes its place. Whoever runs the thread must learn that it has failed: let the error through, whichever it is.",
    section: thread,
    about: ["serve()", "run()"],
  },
  "no-handle-passed-over": {
    says:
      'The module exports no `handle`, and the thread says "done" as if its client had been served. Nothing stands in for handle(): neither a default export, nor a call that is left out, as by `?.` or `if`. Call it in any case, and let the error through.',
    section: thread,
    about: ["serve()"],
  },
  "never-terminated": {
    says:
      "The worker of a client that has gone lives on. It does not end with its program: someone must terminate it, which destroy() does, and `ended` resolves only after that.",
    section: detach,
  },
  "destroys-who-is-done": {
    says:
      "One client's worker is ended when it has gone, and that of another lives on. destroy() is for both, and comes first: whatever waits before it, such as for the thread to be ready or done, may wait for ever.",
    section: detach,
    about: ["ThreadingServer.detach()"],
  },
  "removed-too-early": {
    says:
      "A client is removed while its thread still runs. terminate() only asks for the end of a thread: wait until it has ended.",
    section: detach,
  },
  "abandons-at-once": {
    says:
      "abandon() was called of a client whose thread still runs: `ended` resolves then, whether the thread has ended or not, and the client is removed. Leave abandon() to giveUp(), for a thread that cannot be stopped.",
    section: detach,
    about: ["ThreadingServer.detach()"],
  },
  "waits-beside-ended": {
    says:
      "giveUp() has called abandon(), and something still waits for that thread, though not for its `ended`. abandon() ends that wait and no other, such as a join() of your own: let #detach() wait for `ended`.",
    section: detach,
    about: ["ThreadingServer.detach()"],
  },
  "detach-fails": {
    says:
      "#detach() fails, as `onError` was told, and what comes after that is not done: nobody removes the client when its thread has ended. Of a client that is gone, much may be closed already, and `done` may have rejected. destroy() and `ended` bear that.",
    section: detach,
    about: ["ThreadingServer.detach()"],
  },
  "closes-clients-socket": {
    says:
      "Your code closes the socket of a client, and destroy(), which closes it once more, fails then and leaves out what comes after it. destroy() closes all that a client has: leave that to it.",
    section: detach,
  },
  "ends-by-hand": {
    says:
      "The thread was ended by something else than destroy(), which was not called: `ended` resolves after destroy() alone, and whoever waits for it waits for ever. destroy() ends all that a client has, also if some of it is closed.",
    section: detach,
    about: ["ThreadingServer.detach()"],
  },
  "destroys-who-has-failed": {
    says:
      "Your code destroys the client before serve() hears of its error. Of a client that is over, an error is no news, and serve() reports nothing: let the client fail() with the error, and leave destroy() to #detach().",
    section: crash,
    about: ["ThreadingServer.crashed()", "ThreadingServer.vanished()"],
  },
  "never-removed": {
    says: "The thread has ended, and nobody has removed its client.",
    section: detach,
  },
  "removed-in-turn": {
    says:
      "A client whose thread has ended keeps its place until the thread of another one has ended, too, as where one is waited for after the other. Each #detach() waits for the end of its own client alone.",
    section: detach,
    about: ["ThreadingServer.detach()"],
  },
  "forgets-whom-close-has-ended": {
    says:
      "A client that close() has ended, or shutdown(), is forgotten at once, and its thread still runs. Whoever has called destroy(): the client stays in `this.clients` until `ended` resolves.",
    section: detach,
    about: ["ThreadingServer.detach()"],
  },
  "ended-by-close-stays": {
    says:
      "A client that close() has ended is still counted, and one that has failed is not. That somebody else has destroyed a client, so that it is `over`, changes nothing: #detach() waits for its end and removes it.",
    section: detach,
    about: ["ThreadingServer.detach()"],
  },
  "ends-all-clients": {
    says:
      "When one client goes, the others are ended with it. Only what belongs to this client is to be destroyed.",
    section: detach,
  },
  "ends-by-timer": {
    says:
      "A timer decides when a client's thread is ended. When the client has gone it ends at once, by destroy().",
    section: detach,
  },
  "forgets-by-timer": {
    says:
      "A timer decides when a client is forgotten that was destroyed. It keeps its place until `ended` resolves, however long that takes.",
    section: detach,
  },
  "end-not-awaited": {
    says:
      "#detach() returns while the thread still runs. Whoever waits for the client's end, the limit or finished, is told too early: await `ended`.",
    section: detach,
  },
  "crash-not-prevented": {
    says:
      "The error event of a worker goes on to the program that started it, and ends it with all clients, unless its listener prevents that.",
    section: crash,
    about: ["ThreadingServer.crashed()"],
  },
  "crash-after-shutdown-not-prevented": {
    says:
      "A handler has failed after shutdown() was called, and the error event of its worker goes on to the program, and ends it with all clients that were to finish. Its listener must prevent that at all times.",
    section: crash,
    about: ["ThreadingServer.crashed()"],
  },
  "crash-fails-nobody": {
    says:
      "The error of a crash is caught and forgotten: nobody lets the client fail with it, and why its thread has ended is lost.",
    section: crash,
    about: ["ThreadingServer.crashed()"],
  },
  "crash-before-ready-unnoticed": {
    says:
      "A thread has failed before it said that it is ready, and its client does not fail. Such a thread is never ready, and never done: wait for nothing, and let the client fail() at once.",
    section: crash,
    about: ["ThreadingServer.crashed()"],
  },
  "crash-fails-all": {
    says:
      "The crash of one thread is counted against other clients, too. Only the client of that thread may fail.",
    section: crash,
    about: ["ThreadingServer.crashed()"],
  },
  "crash-stops-listening": {
    says:
      "After the crash of one client's thread the server accepts nobody any more. A crash is no reason to stop listening.",
    section: crash,
    about: ["ThreadingServer.crashed()"],
  },
  "reports-itself": {
    says:
      "The failure is reported more than once: by your code, and by serve(), which waits for the client. Let the client fail; the rest is done there.",
    section: crash,
  },
  "fails-with-a-text": {
    says:
      "The client fails with a text. Only an Error has a stack, and others ask for `instanceof Error`: make one of it.",
    section: crash,
  },
  "report-without-name": {
    says:
      "The error that is reported does not say which thread it was. Whoever reads the log has nothing else to go by.",
    section: crash,
  },
  "fails-with-nothing": {
    says:
      "The client fails, and not with an Error: what is reported is null or undefined. The event of a worker's error has no `error`, only a `message`: make an Error of that and of the thread's name.",
    section: crash,
    about: ["ThreadingServer.crashed()", "ThreadingServer.vanished()"],
  },
  "fails-by-closing": {
    says:
      "What is reported is the error of a call on the client's connection or socket, which your code has closed. It says neither what has happened nor in which thread: let the client fail() with an error that does, and leave closing to #detach().",
    section: crash,
    about: ["ThreadingServer.crashed()", "ThreadingServer.vanished()"],
  },
  "report-without-message": {
    says:
      "The error that is reported does not repeat what the error event said, or only a part of it, as where that is cut at a colon or at the end of a line. Take the event's `message` as a whole: without it nobody can find out what went wrong in the thread.",
    section: crash,
    about: ["ThreadingServer.crashed()"],
  },
  "silent-end-unnoticed": {
    says:
      "A thread that closes itself sends no event, and its client waits for ever: when it is found to have ended, let its client fail.",
    section: crash,
    about: ["ThreadingServer.vanished()"],
  },
  "failure-counted-as-exit": {
    says:
      "A client whose thread has failed is counted as one that has exited. serve() counts both: `#exited` after #attend(), and `#failed` where that has failed.",
    section: crash,
    about: ["ThreadingServer.serve()"],
  },
  "says-ready-twice": {
    says:
      "The thread says more than once that it is ready. Whoever starts it on each of these messages posts the port a second time, and that fails: it is gone.",
    section: thread,
    about: ["run()"],
  },
  "done-told-twice": {
    says:
      'The thread says more than once that it is done. Whoever counts what it says takes one end for two: "done" is said once, and last.',
    section: thread,
    about: ["run()"],
  },
  "removes-a-failed-client": {
    says:
      "A client is removed as soon as its thread has failed, though nobody knows yet that this thread has ended. It keeps its place until then: let it fail(), and leave the rest to #detach().",
    section: crash,
  },
  "removes-another-client": {
    says:
      "When one thread had ended, another client was removed from `this.clients`, whose thread still runs. A client that is `over` is destroyed, and not ended: remove the client that #detach() was given, and no other, when it has `ended`.",
    section: detach,
  },
  "failure-counted-twice": {
    says:
      "A crash is counted where it is noticed, and once more where #attend() has failed. Let the client fail(), and leave the counting to serve().",
    section: crash,
    about: ["ThreadingServer.crashed()"],
  },
} satisfies Catalogue;

import type { Catalogue } from "../../harness/story/misconceptions.ts";

const thread = "723-the-thread-of-a-client";
const server = "724-accept-start-a-thread-carry-the-bytes";
const detach = "725-detach";
const crash = "726-a-crash-ends-one-client-only";

/** Mistakes with the threads of a server, from their start to their end. */
export const threadMistakes = {
  "never-ready": {
    says:
      'The thread does not say "ready" before it waits for its message. The accepting thread posts the port only then: both wait for each other.',
    section: thread,
  },
  "ready-before-listening": {
    says:
      'The thread says "ready" while nothing listens in it yet, and the message that comes at once is lost. Listen first.',
    section: thread,
  },
  "handle-not-awaited": {
    says:
      "The connection is closed while the handler still works: handle() returns a promise, which must be awaited before the block with the connection is left.",
    section: thread,
  },
  "done-too-early": {
    says:
      'The thread says "done" while its handler still runs. Wait for the whole service of the client first.',
    section: thread,
  },
  "never-done": {
    says:
      'The handler has returned, and the thread does not say "done". A worker does not end by itself: nobody can see that this one may go.',
    section: thread,
  },
  "connection-left-open": {
    says:
      "The handler has returned, and its connection is still open. The client waits for an end that nobody sends: close the connection after the handler.",
    section: thread,
  },
  "half-closed-after-handler": {
    says:
      "After the handler only the writing side is closed. Nobody reads any more, either: close both, so that a client that still writes learns of it.",
    section: thread,
  },
  "closed-only-on-success": {
    says:
      "The connection is closed when the handler returns, and stays open when it throws. What must happen however a block ends belongs to `using` or `finally`.",
    section: thread,
  },
  "promise-expected": {
    says:
      "What handle() returns is taken for a promise. A handler need not be async: it may return nothing, which `await` takes as well.",
    section: thread,
  },
  "closes-twice": {
    says:
      "The handler has closed its connection itself, and the thread fails as it closes it once more. Dispose of it, which closes what is open.",
    section: thread,
  },
  "done-after-failure": {
    says:
      'The thread says "done" although its handler has failed. Only who was served is done.',
    section: thread,
  },
  "error-replaced": {
    says:
      "The handler's error is replaced by another one, and nobody learns what went wrong. Let the error itself through.",
    section: thread,
  },
  "errors-swallowed": {
    says:
      "The thread catches the handler's error and goes on as if all were well. Whoever runs the thread must learn that it has failed: let the error through.",
    section: thread,
  },
  "starts-before-ready": {
    says:
      'The port is posted before the thread has said "ready". A message that comes to a worker before it listens is lost.',
    section: server,
  },
  "handler-in-accepting-thread": {
    says:
      "The handler runs in the accepting thread, where it holds up everybody. Only a client's own thread may call it.",
    section: server,
  },
  "one-worker-for-all": {
    says:
      "All clients are given the same worker. It was ready once, and is never ready again: each connection needs a worker of its own.",
    section: server,
  },
  "waits-for-client-end": {
    says:
      "The accept loop waits until a client has been served before it takes the next one. Admit it, and do not wait for its end.",
    section: server,
  },
  "accepts-once": {
    says:
      "The server takes one client and then no other. Accepting is a loop that ends with the listener only.",
    section: server,
  },
  "vacancy-not-awaited": {
    says:
      "The accept loop does not wait for a vacancy before it takes the next client.",
    section: server,
  },
  "end-closes-both": {
    says:
      "When the client has sent its last byte, its whole connection is closed. The handler's answer still has to go the other way: at the end of one direction, close that one only.",
    section: server,
  },
  "end-not-passed-on": {
    says:
      "The handler never learns that its client sends no more. At the end of the input, close the writing side of where the bytes went.",
    section: server,
  },
  "ends-the-wrong-direction": {
    says:
      "At the end of one direction, the writing side of the connection is closed that was read from. Close that of the connection that was written to.",
    section: server,
  },
  "short-read-is-the-end": {
    says:
      "A read that brought little is taken for the last one. A read brings what is there; only null is the end.",
    section: server,
  },
  "drops-bytes": {
    says:
      "Some of what a read brought is not written. All of it must get to the other side, whether it is one byte or as much as the buffer holds.",
    section: server,
  },
  "holds-bytes-back": {
    says:
      "Bytes are kept for later, and more are read. Whoever sent them may wait for an answer: write what has come, then read on.",
    section: server,
  },
  "writes-all-the-buffer": {
    says:
      "All of the buffer is written, though the read filled only a part of it. Write as many bytes as it has brought.",
    section: server,
  },
  "error-told-as-end": {
    says:
      "After an error the other side is told of an end. Whoever reads there takes a half for the whole: only the end of the input is an end.",
    section: server,
  },
  "copy-error-lost": {
    says:
      "The error of a read or a write gets lost on the way, and half of the bytes looks like all of them. Let it through.",
    section: server,
  },
  "attend-error-lost": {
    says:
      "The error of one of the two, of the thread's start or of relay(), gets lost, and its client is not known to have failed. Let #attend() fail with it.",
    section: server,
  },
  "waits-for-the-other-to-fail": {
    says:
      "One of the two, thread and relay, has failed, and your code still waits for the other, which may never end. Begin both at the same time, and fail as soon as one does.",
    section: server,
  },
  "rejection-unseen": {
    says:
      "A promise rejects that nobody waits for yet, or any more, and such an error ends the whole program. Wait for both at the same time.",
    section: server,
  },
  "served-for-ever": {
    says:
      "The handler has returned, and the server still waits for something of this client. relay() is given the promise of the thread's being done, and carries from the socket to the connection and back.",
    section: server,
  },
  "done-not-awaited": {
    says:
      "A client is given up before its thread is done: a handler may go on working when its connection is closed. Give relay() the promise `done`.",
    section: server,
  },
  "ends-when-started": {
    says:
      "A client is given up as soon as the first of the two has come to its end. Both must have: the start and the relay.",
    section: server,
  },
  "thread-option-ignored": {
    says: "The worker runs another program than the option `thread` names.",
    section: server,
  },
  "worker-without-name": {
    says:
      "The worker is not given its client's name. By that name it is known when its thread has ended.",
    section: server,
  },
  "starts-by-timer": {
    says:
      "The thread is started after some time, or asked again and again. Its promise `ready` tells when it can be.",
    section: server,
  },
  "one-write-per-read": {
    says:
      "One write() is taken to send everything. It may send a part and say how much: the rest must be written, too.",
    section: server,
    about: ["copy()"],
  },
  "writes-not-awaited": {
    says:
      "More is read before what came is written: the write is not awaited. Then the server keeps in memory, without limit, what a slow client does not take.",
    section: server,
  },
  "buffer-used-again": {
    says:
      "The next read() fills the buffer while the write of what was in it is still under way. Wait for the write before you read on.",
    section: server,
  },
  "close-write-not-awaited": {
    says:
      "Nobody waits for closeWrite(). When it fails, as the peer may have gone, nobody hears of that, and an error that nobody hears of ends the whole program.",
    section: server,
  },
  "never-terminated": {
    says:
      "The worker of a client that has gone lives on. It does not end with its program: someone must terminate it, which destroy() does.",
    section: detach,
  },
  "removed-too-early": {
    says:
      "A client is removed while its thread still runs. terminate() only asks for the end of a thread: wait until it has ended.",
    section: detach,
  },
  "never-removed": {
    says:
      "The thread has ended, and the server still counts its client: nobody has removed it.",
    section: detach,
  },
  "ends-all-clients": {
    says:
      "When one client goes, the others are ended with it. Only what belongs to this client is to be destroyed.",
    section: detach,
  },
  "ends-by-timer": {
    says:
      "A timer decides when a client's thread is ended or forgotten. It ends at once, and its place is free when `ended` resolves, however long that takes.",
    section: detach,
  },
  "end-not-awaited": {
    says:
      "#detach() returns while the thread still runs. Whoever waits for the client's end, the limit or finished, is told too early: await `ended`.",
    section: detach,
  },
  "ends-before-delivered": {
    says:
      "The client is cut off as soon as its thread is done, with the reply still on its way. Done is not delivered: wait for relay(), too.",
    section: detach,
  },
  "crash-not-prevented": {
    says:
      "The error event of a worker goes on to the program that started it, and ends it with all clients, unless its listener prevents that.",
    section: crash,
  },
  "crash-fails-nobody": {
    says:
      "The error of a crash is caught and forgotten: nobody lets the client fail. That its thread has ended is noticed only later, and why is lost.",
    section: crash,
  },
  "crash-fails-all": {
    says:
      "The crash of one thread is counted against other clients, too. Only the client of that thread may fail.",
    section: crash,
  },
  "crash-stops-listening": {
    says:
      "After the crash of one client's thread the server accepts nobody any more. A crash is no reason to stop listening.",
    section: crash,
  },
  "reports-itself": {
    says:
      "The failure is reported more than once: by your code, and by serve(), which waits for the client. Let the client fail; the rest is done there.",
    section: crash,
  },
  "failure-unreported": {
    says:
      "A client has failed, and onError is told nothing. After destroy() an error is no news: let the client fail() with it, and leave the rest to serve().",
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
  "report-without-message": {
    says:
      "The error that is reported does not say what the error event said. Without it nobody can find out what went wrong in the thread.",
    section: crash,
  },
  "silent-end-unnoticed": {
    says:
      "A thread that closes itself sends no event, and its client waits for ever: when it is found to have ended, let its client fail.",
    section: crash,
  },
  "failure-counted-as-exit": {
    says: "A client whose thread has failed is counted as one that has exited.",
    section: crash,
  },
} satisfies Catalogue;

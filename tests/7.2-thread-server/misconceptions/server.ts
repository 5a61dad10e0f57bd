import type { Catalogue } from "../../harness/story/misconceptions.ts";

const server = "724-accept-start-a-thread-carry-the-bytes";

/** Mistakes with accepting, and with what goes on for a client. */
export const serverMistakes = {
  "starts-before-ready": {
    says:
      'The port is posted before the thread has said "ready". A message that comes to a worker before it listens is lost.',
    section: server,
    about: ["ThreadingServer.attend()"],
  },
  "handler-in-accepting-thread": {
    says:
      "The handler runs in the accepting thread, where it holds up everybody. Only a client's own thread may call it.",
    section: server,
    about: ["ThreadingServer.attend()"],
  },
  "one-worker-for-all": {
    says:
      "All clients are given the same worker. It was ready once, and is never ready again: each connection needs a worker of its own.",
    section: server,
    about: ["ThreadingServer.create()"],
  },
  "waits-for-client-end": {
    says:
      "The accept loop waits until a client has been served before it takes the next one. Admit it, and do not wait for its end.",
    section: server,
    about: ["ThreadingServer.acceptAll()"],
  },
  "accepts-once": {
    says:
      "The server takes one client and then no other. Accepting is a loop that ends with the listener only.",
    section: server,
    about: ["ThreadingServer.acceptAll()"],
  },
  "serves-without-admit": {
    says:
      "The server has finished, and its clients are still served: nobody keeps the promises of their serve(). admit() calls serve() and keeps its promise.",
    section: server,
    about: ["ThreadingServer.acceptAll()"],
  },
  "vacancy-not-awaited": {
    says:
      "The accept loop does not wait for a vacancy before it takes the next client.",
    section: server,
    about: ["ThreadingServer.acceptAll()"],
  },
  "accepts-before-vacancy": {
    says:
      "A client is accepted before there is a vacancy, and waits for it here, outside of the queue that the system keeps. Admit each client as soon as it is accepted, and ask for the next one only when there is a vacancy.",
    section: server,
    about: ["ThreadingServer.acceptAll()"],
  },
  "end-closes-both": {
    says:
      "Where one direction has ended or failed, copy() closes a whole connection. That belongs to who gave it, who also closes it, and the other direction may still carry the handler's answer: at the end close the writing side of `to`, and nothing else, and let an error through.",
    section: server,
    about: ["copy()"],
  },
  "end-not-passed-on": {
    says:
      "The handler never learns that its client sends no more. At the end of the input, close the writing side of where the bytes went.",
    section: server,
    about: ["copy()"],
  },
  "ends-the-wrong-direction": {
    says:
      "At the end of one direction, the writing side of the connection is closed that was read from. Close that of the connection that was written to.",
    section: server,
    about: ["copy()"],
  },
  "short-read-is-the-end": {
    says:
      "The end is told before the input has come to it, as where nothing was read at all, or a read that brought little is taken for the last one. A read brings what is there; only null is the end: read until it comes, and close the writing side then.",
    section: server,
    about: ["copy()"],
  },
  "drops-bytes": {
    says:
      "Some of what a read brought is not written. All of it must get to the other side, whether it is one byte or as much as the buffer holds.",
    section: server,
    about: ["copy()"],
  },
  "carries-by-timer": {
    says:
      "A timer holds up the bytes, or their end, on the way, and with them whoever waits for them. read() and write() wait by themselves for as long as they must.",
    section: server,
    about: ["copy()"],
  },
  "delays-by-timer": {
    says:
      "The server waits for some time before it does what it could do at once. Whoever waits for that loses this time, and on a busy machine no time is long enough: wait for what has to happen, or for nothing.",
    section: server,
  },
  "swallows-accept-errors": {
    says:
      "accept() can fail for a reason that passes, such as too many open files. Your code hides that error, and nobody is told: let it through.",
    section: server,
    about: ["ThreadingServer.acceptAll()"],
  },
  "closes-the-listener": {
    says:
      "accept() has failed for a reason that passes, and acceptAll() closes the listener when it is left, as `using` does at the end of a block. The listener is the server's own, and acceptAll() is called again: leave it open.",
    section: server,
    about: ["ThreadingServer.acceptAll()"],
  },
  "ends-at-an-error-of-accept": {
    says:
      "accept() has failed for a reason that passes, and acceptAll() tells of that itself and returns, as when the listener is closed: the server ends. Let the error through. Whoever has called acceptAll() tells of it, and calls again some time later.",
    section: server,
    about: ["ThreadingServer.acceptAll()"],
  },
  "passes-another-error-on": {
    says:
      "accept() has failed for a reason that passes, and another error comes out of acceptAll(). The reason is in the first one's `code`, and without it nobody knows that it passes: let that very error through.",
    section: server,
    about: ["ThreadingServer.acceptAll()"],
  },
  "reports-what-it-throws": {
    says:
      "Your code tells `onError` of an error of accept(), and throws it, too. Whoever calls acceptAll() reports what it throws: let the error through, and leave the report to the caller.",
    section: server,
    about: ["ThreadingServer.acceptAll()"],
  },
  "tries-again-at-once": {
    says:
      "accept() has failed, and your code calls it again at once, and again. Nothing has changed by then, and all the machine does is to fail: let the error through.",
    section: server,
    about: ["ThreadingServer.acceptAll()"],
  },
  "starts-spare-threads": {
    says:
      "More than one thread is started for a client. Each costs memory and time, and somebody must end it: one for each client.",
    section: server,
    about: ["ThreadingServer.create()"],
  },
  "shares-a-buffer": {
    says:
      "Both directions, or several clients, use the same buffer: the bytes of one overwrite those of another. Each copy() has a buffer of its own.",
    section: server,
    about: ["copy()"],
  },
  "writes-twice": {
    says: "What was read is written twice. Each byte goes over once.",
    section: server,
    about: ["copy()"],
  },
  "adds-bytes": {
    says:
      "More is written than was read. Whoever reads takes that for what was sent: pass on what has come, and nothing else.",
    section: server,
    about: ["copy()"],
  },
  "holds-bytes-back": {
    says:
      "Bytes are kept for later, and more are read. Whoever sent them may wait for an answer: write what has come, then read on.",
    section: server,
    about: ["copy()"],
  },
  "writes-all-the-buffer": {
    says:
      "All of the buffer is written, though the read filled only a part of it. Write as many bytes as it has brought.",
    section: server,
    about: ["copy()"],
  },
  "error-told-as-end": {
    says:
      "After an error the other side is told of an end. Whoever reads there takes a half for the whole: only the end of the input is an end.",
    section: server,
    about: ["copy()"],
  },
  "copy-error-lost": {
    says:
      "The error of this call gets lost on the way, and whoever waits for relay() takes it that all has arrived. Let it through.",
    section: server,
    about: ["copy()"],
  },
  "attend-error-lost": {
    says:
      "The error of one of the two, of the thread's start or of relay(), gets lost, and its client is not known to have failed. Let #attend() fail with it.",
    section: server,
    about: ["ThreadingServer.attend()"],
  },
  "destroyed-before-reported": {
    says:
      "The client is destroyed before serve() hears of its error. Of a client that is `over`, an error is no news, and serve() reports nothing: let the error through, and leave destroy() to #detach().",
    section: server,
    about: ["ThreadingServer.attend()"],
  },
  "waits-for-the-other-to-fail": {
    says:
      "The connection has failed, and your code waits for the thread all the same, which may never be ready: it goes on only when both have ended. Fail as soon as one does.",
    section: server,
    about: ["ThreadingServer.attend()"],
  },
  "relays-when-ready": {
    says:
      "Your code waits for the thread and begins to relay only when that is ready, which may never be. Until then nobody reads from the connection, or sees it fail: begin both at the same time, and fail as soon as one does.",
    section: server,
    about: ["ThreadingServer.attend()"],
  },
  "rejection-unseen": {
    says:
      "A promise rejects that nobody waits for, and such an error ends the whole program. destroy() lets `ready` and `done` reject, and with them what was made of them. Wait for both, the start and the relay, at the same time.",
    section: server,
    about: ["ThreadingServer.attend()"],
  },
  "relay-unseen": {
    says:
      "relay() fails while nobody waits for its promise, or for one that was made of it: such an error ends the whole program. Wait for both, the start and the relay, at the same time, from the beginning.",
    section: server,
    about: ["ThreadingServer.attend()"],
  },
  "served-for-ever": {
    says:
      "The handler has returned and the client has closed its side, and the server still waits for something of this client. Wait for the thread to be `done`, which is what relay() is given, and for relay(), and for nothing else.",
    section: server,
    about: ["ThreadingServer.attend()"],
  },
  "waits-for-clients-end": {
    says:
      "The handler has returned, and the server waits until its client has closed its side, as where relay() is given the connection to the thread first and the socket second. It takes the one for the other then: the socket comes first.",
    section: server,
    about: ["ThreadingServer.attend()"],
  },
  "done-not-awaited": {
    says:
      "A client is given up before its thread is done: a handler may go on working when its connection is closed. Give relay() the promise `done`.",
    section: server,
    about: ["ThreadingServer.attend()"],
  },
  "ends-before-delivered": {
    says:
      "A client counts as served, and is cut off, as soon as its thread is done, with the reply still on its way. Done is not delivered: wait for relay(), too.",
    section: server,
    about: ["ThreadingServer.attend()"],
  },
  "ends-when-started": {
    says:
      "A client is given up before both have come to their end, the thread's start and the relay. Wait for both.",
    section: server,
    about: ["ThreadingServer.attend()"],
  },
  "thread-option-ignored": {
    says: "The worker runs another program than the option `thread` names.",
    section: server,
    about: ["ThreadingServer.create()"],
  },
  "worker-without-name": {
    says:
      "The worker is not given its client's name. By that name it is known when its thread has ended. It is `name`: threadName() gives another one each time.",
    section: server,
    about: ["ThreadingServer.create()"],
  },
  "starts-by-timer": {
    says:
      "The thread is started after some time, or asked again and again. Its promise `ready` tells when it can be.",
    section: server,
  },
  "one-write-per-read": {
    says:
      "Bytes are left out, as where one write() is taken to send everything. It may send a part and say how much: the rest must be written, too.",
    section: server,
    about: ["copy()"],
  },
  "writes-not-awaited": {
    says:
      "Your code reads on while what came before is still being written. The server then holds more than a slow client has taken, and nobody hears of a write that fails meanwhile: await each write before you read on.",
    section: server,
    about: ["copy()"],
  },
  "buffer-used-again": {
    says:
      "The next read() fills the buffer while the write of what was in it is still under way. Wait for the write before you read on.",
    section: server,
    about: ["copy()"],
  },
  "close-write-not-awaited": {
    says:
      "Nobody waits for closeWrite(). It may fail, as the peer may have gone, and relay() fails then, too; a rejected promise that nobody waits for ends the whole program.",
    section: server,
    about: ["copy()"],
  },
  "worker-is-no-module": {
    says:
      'The worker is to run a classic script, which Deno does not have: its `type` is "module".',
    section: server,
    about: ["ThreadingServer.create()"],
  },
  "takes-the-end-for-an-error": {
    says:
      "accept() fails when the listener is closed, and that ends the server with an error. It is how accepting ends: `for await` over the listener ends by itself then.",
    section: server,
    about: ["ThreadingServer.acceptAll()"],
  },
} satisfies Catalogue;

const SERVER = "739-the-pool-server";

const NOBODY_AWAITS =
  "What a task rejects with also rejects a promise that nobody awaits just then: that of `submit()`, or a second one, which `.finally()` or `.then()` makes of it. An error that nobody awaits ends the whole server: await each of these promises from the start, or catch what it rejects with.";

/** Misconceptions of step 7.3.9: the pool server. */
export const server = {
  "one-direction-after-the-other": {
    says:
      "Nothing reaches the client before it has sent its last byte: something begins only when upstream() is over. Both directions go on at the same time, and the task as well.",
    section: SERVER,
    about: ["ConnectionServer.relay()"],
  },
  "never-ends-the-output": {
    says:
      "The handler has returned, and its client waits for more: the channel's output is not ended when the task is.",
    section: SERVER,
    about: ["ConnectionServer.relay()"],
  },
  "ends-the-output-on-success-only": {
    says:
      "A handler threw, and its client waits for more: the channel's output is ended only when the task ends well. It ends with the task, however that ends.",
    section: SERVER,
    about: ["ConnectionServer.relay()"],
  },
  "swallows-the-tasks-error": {
    says:
      "A handler threw, and its connection counts as one that ended well: nothing is thrown when the task's promise rejects. Throw what the task threw.",
    section: SERVER,
    about: ["ConnectionServer.relay()"],
  },
  "keeps-the-thread-that-reads": {
    says:
      "A client is gone and its thread sleeps on in read(), for ever: when upstream() fails, nobody closes the channel. The pool has one thread fewer.",
    section: SERVER,
    about: ["ConnectionServer.relay()"],
  },
  "keeps-the-thread-that-writes": {
    says:
      "A client is gone and its thread sleeps on in write(), for ever: when downstream() fails, nobody closes the channel. The pool has one thread fewer.",
    section: SERVER,
    about: ["ConnectionServer.relay()"],
  },
  "aborts-who-waits": {
    says:
      "A client has left while its task was in the queue. The task is aborted then, and its AbortError is told for what a handler threw: none has run. Close the channel, and no more.",
    section: SERVER,
    about: ["ConnectionServer.relay()"],
  },
  "closes-the-channel-of-who-is-there": {
    says:
      "The channel is closed while its handler runs and its client is there, and what lies in the channel is lost. A client is gone when a direction fails. One that has sent its last byte may still read.",
    section: SERVER,
    about: ["ConnectionServer.relay()"],
  },
  "hangs-up-while-the-handler-runs": {
    says:
      "The connection is closed while its handler runs and its client is there. One that has sent its last byte may still read: hang up when the handler has returned, and the client has all that was written.",
    section: SERVER,
    about: ["ConnectionServer.relay()"],
  },
  "accepts-before-there-is-room": {
    says:
      "A connection is accepted and then waits for a channel, outside of the kernel's queue: after shutdown() it is still let in. Wait for the channel before you take the next one.",
    section: SERVER,
    about: ["ConnectionServer.acceptAll()"],
  },
  "accepts-without-room": {
    says:
      'More connections are accepted than there are channels, with `onFull: "wait"`: they wait in the kernel\'s queue until a channel is free.',
    section: SERVER,
    about: ["ConnectionServer.acceptAll()"],
  },
  "keeps-waiting-whom-it-should-turn-away": {
    says:
      'A connection that finds no channel is kept waiting, with `onFull: "reject"`: it must be accepted, and closed at once.',
    section: SERVER,
    about: ["ConnectionServer.acceptAll()"],
  },
  "waits-for-the-first-byte": {
    says:
      "The task is submitted when the client has sent something: a handler that speaks first never starts. Submit it at once.",
    section: SERVER,
    about: ["ConnectionServer.relay()"],
  },
  "waits-for-a-client-that-stays": {
    says:
      "The handler has come to its end and its client has all, and the server waits until that client leaves: it need not. Hang up before you wait for `upstream()`.",
    section: SERVER,
    about: ["ConnectionServer.relay()"],
  },
  "leaves-the-channel-open": {
    says:
      "The handler has returned, and what the client still sends waits for room in a channel that nobody reads any more: close the channel.",
    section: SERVER,
    about: ["ConnectionServer.relay()"],
  },
  "gives-the-channel-away-too-soon": {
    says:
      "A channel goes to its next client while a direction of the one before is still under way: what that one does then hits the next client. Return when both are over.",
    section: SERVER,
    about: ["ConnectionServer.relay()"],
  },
  "leaves-the-handler-behind": {
    says:
      "A connection is over while its handler still runs, and its channel goes to the next client, who gets what that handler writes. When the client is gone, both directions end before the task does: wait for the task, too.",
    section: SERVER,
    about: ["ConnectionServer.relay()"],
  },
  "hangs-up-too-early": {
    says:
      "The connection is closed while bytes for the client are under way: the end of the task is not the end of what it wrote. Wait for downstream().",
    section: SERVER,
    about: ["ConnectionServer.relay()"],
  },
  "cuts-off-a-handler-that-throws": {
    says:
      "When the handler throws, its connection is closed at once, and what it wrote before is lost. An error is no reason to skip what comes at the end of every task: wait for downstream() then, too.",
    section: SERVER,
    about: ["ConnectionServer.relay()"],
  },
  "nobody-awaits-the-task": {
    says: NOBODY_AWAITS,
    section: SERVER,
    about: ["ConnectionServer.relay()"],
  },
  "nobody-awaits-the-reply": {
    says: NOBODY_AWAITS,
    section: SERVER,
    about: ["RequestServer.serve()"],
  },
  "drops-empty-lines": {
    says:
      "An empty line gets no answer. It is a request like any other, and its client waits: each of the `lines()` is a task.",
    section: SERVER,
    about: ["RequestServer.serve()"],
  },
  "answers-in-the-event-loop": {
    says:
      "The accepting thread runs the handler itself: while that computes, nobody else is served. Each line is a task of the pool.",
    section: SERVER,
    about: ["RequestServer.serve()"],
  },
  "one-client-at-a-time": {
    says:
      "The next client is accepted only when the one before has left. Whoever admits a connection does not wait for its end.",
    section: SERVER,
    about: ["RequestServer.acceptAll()", "ConnectionServer.acceptAll()"],
  },
  "one-request-at-a-time": {
    says:
      "A client's line is submitted only when another client's has been answered: a thread has nothing to do meanwhile. Clients wait for their own replies, and for nobody else's.",
    section: SERVER,
    about: ["RequestServer.serve()"],
  },
  "takes-bytes-for-text": {
    says:
      "What is carried is decoded as text and encoded again. Bytes that are no UTF-8 do not survive that: carry them as they are.",
    section: SERVER,
    about: ["RequestServer.serve()"],
  },
  "trims-lines": {
    says:
      "Bytes at an end of a line are cut off, such as a carriage return or a space, on the way to the handler or back. A line is all that stands before its newline: hand it on as it came.",
    section: SERVER,
    about: ["RequestServer.serve()"],
  },
  "writes-a-part": {
    says:
      "A part of a reply is lost: `conn.write()` takes as many bytes as there is room for, and returns how many these were. `writeLine()` writes the rest, too.",
    section: SERVER,
    about: ["RequestServer.serve()"],
  },
  "replies-overtake": {
    says:
      "A client's replies come in a different order than its lines: a short task overtakes a long one. Write one reply before you read the next line.",
    section: SERVER,
    about: ["RequestServer.serve()"],
  },
  "ends-before-it-has-answered": {
    says:
      "serve() returns while replies are still to come: the connection is closed, and the client gets the end in their place. Wait for each reply before you read the next line.",
    section: SERVER,
    about: ["RequestServer.serve()"],
  },
  "submits-ahead": {
    says:
      "A client's lines are submitted before the first of them is answered: whoever sends many takes all threads and the queue, and the others wait. One line of each client is in the pool.",
    section: SERVER,
    about: ["RequestServer.serve()"],
  },
  "reads-on-while-the-client-does-not": {
    says:
      "The next line is read before the reply to this one is written: a client that reads nothing fills the server's memory with replies. Await writeLine().",
    section: SERVER,
    about: ["RequestServer.serve()"],
  },
  "swallows-accept-errors": {
    says:
      "accept() can fail for a reason that passes, such as too many open files. Your code hides that error, and nobody is told: let it through. Whoever called acceptAll() tells of it, and calls again.",
    section: SERVER,
    about: ["RequestServer.acceptAll()", "ConnectionServer.acceptAll()"],
  },
  "closes-the-listener": {
    says:
      "accept() has failed for a reason that passes, and acceptAll() closes the listener when it is left, as `using` does at the end of a block. The listener is the server's own, and acceptAll() is called again: leave it open.",
    section: SERVER,
    about: ["RequestServer.acceptAll()", "ConnectionServer.acceptAll()"],
  },
  "passes-another-error-on": {
    says:
      "accept() has failed for a reason that passes, and another error comes out of acceptAll(). The reason is in the first one's `code`, and without it nobody knows that it passes: let that very error through.",
    section: SERVER,
    about: ["RequestServer.acceptAll()", "ConnectionServer.acceptAll()"],
  },
  "takes-the-close-for-an-error": {
    says:
      "When the listener is closed, accept() throws, and acceptAll() passes that on as if something were wrong. That nobody comes any more is the end of the loop: `for await` over the listener ends there by itself.",
    section: SERVER,
    about: ["RequestServer.acceptAll()", "ConnectionServer.acceptAll()"],
  },
  "ends-the-output-with-the-input": {
    says:
      "A client that has sent its last byte gets the end before its answer. It may still read: the channel's output ends when the task does.",
    section: SERVER,
    about: ["ConnectionServer.relay()"],
  },
  "submits-while-it-writes": {
    says:
      "A client's next line is submitted while the reply to the one before is still being written. So a client that does not read has work in the pool, and a write that fails has nobody who awaits it just then. Await each writeLine() before you take the next line.",
    section: SERVER,
    about: ["RequestServer.serve()"],
  },
  "shutdown-cuts-clients-off": {
    says:
      "shutdown() closes the connections of clients that are being served: it waits for them, as long as it was told to.",
    section: SERVER,
  },
  "serves-whom-it-has-not-admitted": {
    says:
      "A client is served and was never admitted: nobody counts its connection, closes it, or hears how that ends. Hand each one to `admit()`, which calls serve().",
    section: SERVER,
    about: ["RequestServer.acceptAll()", "ConnectionServer.acceptAll()"],
  },
  "polls-for-a-channel": {
    says:
      "A timer asks again and again whether a channel is free. `#vacancy()` resolves when one is: wait for that.",
    section: SERVER,
    about: ["ConnectionServer.acceptAll()"],
  },
  "throws-away-the-rest": {
    says:
      "The channel's output is closed before the client has all that is in it, and the rest is thrown away. End it when the task has ended: then the client gets the rest, and the end. Close the channel when downstream() is over.",
    section: SERVER,
    about: ["ConnectionServer.relay()"],
  },
  "reports-its-own-hanging-up": {
    says:
      "A direction fails as the server itself has hung up, and nobody catches that, or it is told for what the task threw. Each direction's error says that the client is gone, and no more: catch it.",
    section: SERVER,
    about: ["ConnectionServer.relay()"],
  },
  "a-client-that-is-gone-ends-all": {
    says:
      "A direction fails as its client is gone, and nobody catches that. An error that nobody catches ends the whole server, and all other clients with it. Catch what each direction rejects with, from the start, and close the channel then.",
    section: SERVER,
    about: ["ConnectionServer.relay()"],
  },
  "reads-ahead-unheard": {
    says:
      "The next line is asked for while the one before is still with the pool, and nobody awaits that just then. If the connection ends meanwhile, that read fails, and an error that nobody awaits ends the whole server. Ask for the next line when the reply to this one is written.",
    section: SERVER,
    about: ["RequestServer.serve()"],
  },
  "swallows-a-requests-error": {
    says:
      "A line's task has failed, and its client is told nothing: it waits for ever. Let the error through, and its connection is closed.",
    section: SERVER,
    about: ["RequestServer.serve()"],
  },
  "waits-for-the-last-line": {
    says:
      "No line is answered before the client has sent its last one: whoever waits for an answer before asking on waits for ever. Answer each line as it comes.",
    section: SERVER,
    about: ["RequestServer.serve()"],
  },
  "accepts-once": {
    says:
      "The server takes one client and then no other. Accepting is a loop that ends with the listener only.",
    section: SERVER,
    about: ["RequestServer.acceptAll()", "ConnectionServer.acceptAll()"],
  },
  "tells-errors-to-clients": {
    says:
      "An error of the pool is sent to the client as if it were an answer. It is serve() that ends with it: who calls that counts it, and hangs up.",
    section: SERVER,
    about: ["RequestServer.serve()"],
  },
  "hangs-up-after-one-line": {
    says:
      "A client is served until its first answer, and then the server hangs up. It may send as many lines as it likes.",
    section: SERVER,
    about: ["RequestServer.serve()"],
  },
} as const;

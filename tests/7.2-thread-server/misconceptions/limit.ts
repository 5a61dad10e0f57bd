import type { Catalogue } from "../../harness/story/misconceptions.ts";

const end = "728-a-limit-and-a-shutdown-that-ends";

/** Mistakes with the limit and the shutdown. */
export const limitMistakes = {
  "leaves-a-timer": {
    says:
      "A timer of your code still runs when all is over, and keeps the program alive. settles() takes its own back: whoever loses a race goes on until it is ended.",
    section: end,
    about: ["ThreadingServer.stop()"],
  },
  "one-thread-too-many": {
    says:
      "One thread more than `maxThreads` is started. With that many clients there is no vacancy.",
    section: end,
    about: ["ThreadingServer.vacancy()"],
  },
  "polls-for-vacancy": {
    says:
      "A timer asks again and again whether there is a vacancy. oneEnds() resolves when a client has ended: wait for that.",
    section: end,
  },
  "spins-for-an-end": {
    says:
      "A loop looks again and again whether a client has ended, and never lets go of the thread: none can end meanwhile. An `await` of what is there already lets go of nothing, either: wait for `oneEnds()`.",
    section: end,
    about: ["ThreadingServer.vacancy()"],
  },
  "place-of-running-thread": {
    says:
      "A client that is done, or has failed, no longer counts, though its thread still runs: more threads run than are allowed. Count `this.clients`, where a client stays until its thread has ended.",
    section: end,
    about: ["ThreadingServer.vacancy()"],
  },
  "one-thread-too-few": {
    says:
      "A client has to wait although one more thread is allowed. There is a vacancy as long as there are fewer than `maxThreads` clients: look for that first, and wait only where there is none.",
    section: end,
    about: ["ThreadingServer.vacancy()"],
  },
  "no-limit": {
    says: "Every client gets a thread at once, whatever `maxThreads` says.",
    section: end,
    about: ["ThreadingServer.vacancy()"],
  },
  "failed-keep-their-place": {
    says:
      "A client that has failed still counts as one that is there. Its place is free as soon as its thread has ended, however that was.",
    section: end,
    about: ["ThreadingServer.vacancy()"],
  },
  "limit-counts-all-ever": {
    says:
      "The limit is on all clients that ever came: those that have gone still take a place. Only those that are there now count.",
    section: end,
    about: ["ThreadingServer.vacancy()"],
  },
  "waits-for-all-to-go": {
    says:
      "The next client is taken only when several that are there have gone, all, or a certain one. The end of any one makes room for one.",
    section: end,
    about: ["ThreadingServer.vacancy()"],
  },
  "vacancy-never-told": {
    says:
      "The accept loop waits for something other than the end of one client, and takes nobody when a place has become free.",
    section: end,
    about: ["ThreadingServer.vacancy()"],
  },
  "turns-clients-away": {
    says:
      "A client beyond the limit is accepted and closed. Do not accept it at all: it then waits in the queue of the listening socket.",
    section: end,
    about: ["ThreadingServer.acceptAll()", "ThreadingServer.vacancy()"],
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
    about: ["ThreadingServer.stop()"],
  },
  "no-grace": {
    says:
      "shutdown() cuts clients off at once. They have `grace` milliseconds to finish.",
    section: end,
    about: ["ThreadingServer.stop()"],
  },
  "polls-for-the-end": {
    says:
      "shutdown() looks every so often whether all clients have gone. The server's `finished` resolves when they have: wait for that, or for the end of the grace.",
    section: end,
  },
  "another-time-than-grace": {
    says:
      "shutdown() waits for another time than the grace, as where it takes `stopTime` for it: that is how long a thread may take to end that was terminated, and endAll() sees to it. Clients have `grace` milliseconds to finish: wait for `finished`, at most for so long, and for no other time.",
    section: end,
    about: ["ThreadingServer.stop()"],
  },
  "waits-whole-grace": {
    says:
      "shutdown() waits for the whole grace, though all clients have gone long before. It ends as soon as the server has finished.",
    section: end,
    about: ["ThreadingServer.stop()"],
  },
  "grace-has-no-end": {
    says:
      "shutdown() waits for clients for as long as they like. When the grace is over, those that are left are ended.",
    section: end,
    about: ["ThreadingServer.stop()"],
  },
  "grace-for-done": {
    says:
      "shutdown() waits for ever for a client whose thread is done and that does not take its reply. Done is not delivered: the server has `finished` when all is delivered. Give that the grace, by settles(), and cut off who is left then.",
    section: end,
    about: ["ThreadingServer.stop()"],
  },
  "reports-but-does-not-cut": {
    says: "Clients are reported as cut off, and nobody ends them.",
    section: end,
    about: ["ThreadingServer.stop()"],
  },
  "shutdown-resolves-too-early": {
    says:
      "shutdown() resolves while a client is still being served. Whoever awaits it wants to know that all is over.",
    section: end,
    about: ["ThreadingServer.stop()"],
  },
  "resolves-before-finished": {
    says:
      "shutdown() resolves before the server has `finished`. Whoever awaits it wants to know that all is over: whatever came before, wait for that last.",
    section: end,
    about: ["ThreadingServer.stop()"],
  },
  "cut-not-reported": {
    says:
      "A client is cut off, and nobody is told. Half a reply looks like a whole one to many: report each that is to be cut, by its thread's name, before endAll().",
    section: end,
    about: ["ThreadingServer.stop()"],
  },
  "cut-looked-for-late": {
    says:
      "A client is cut off, and nobody is told. Your code looks for clients when endAll() has ended them: by then they have left `this.clients`. Report each that is to be cut, by its thread's name, before endAll().",
    section: end,
    about: ["ThreadingServer.stop()"],
  },
  "stops-listening-twice": {
    says:
      "shutdown() fails when the server has stopped listening already, as where it closes the listener by itself. stopListening() may be called more than once: leave that to it.",
    section: end,
    about: ["ThreadingServer.stop()"],
  },
  "grace-ends-with-one": {
    says:
      "When one client fails, the grace is over for all and nobody is cut off, so that shutdown() waits for the others for ever. Give `finished` the grace, by settles(), and cut off who is left then.",
    section: end,
    about: ["ThreadingServer.stop()"],
  },
  "grace-begins-anew": {
    says:
      "The grace begins anew while shutdown() waits, for the next client or when one has ended: with a hundred clients, it may take a hundred times as long. It is one time for all, from the call on.",
    section: end,
  },
  "grace-too-long": {
    says:
      "Clients are cut off later than they should be. Whoever stops a server relies on its `grace`: it is a number of milliseconds, and all that they have.",
    section: end,
  },
  "reports-a-text": {
    says:
      "What `onError` is told is a text. Only an Error has a stack, and others ask for `instanceof Error`: make one of it.",
    section: end,
    about: ["ThreadingServer.stop()"],
  },
  "unstoppable-told-as-text": {
    says:
      "What `onError` is told of a thread that runs on is a text. Only an Error has a stack, and others ask for `instanceof Error`: make one of it.",
    section: end,
    about: ["ThreadingServer.giveUp()"],
  },
  "unstoppable-told-twice": {
    says:
      "`onError` is told more than once that a thread cannot be stopped. Whoever counts the reports takes one for many: tell it once.",
    section: end,
    about: ["ThreadingServer.giveUp()"],
  },
  "one-report-for-all": {
    says:
      "One error names several clients that are cut off. Whoever counts the reports, or looks for one client, takes many for one: tell `onError` of each client by an error of its own.",
    section: end,
    about: ["ThreadingServer.stop()"],
  },
  "reports-twice": {
    says:
      "`onError` is told more than once of the same client. Whoever counts the reports takes one for many: tell it once.",
    section: end,
    about: ["ThreadingServer.stop()"],
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
    about: ["ThreadingServer.stop()"],
  },
  "reports-who-had-left": {
    says:
      "A client that was done in time is reported as cut off. Look who is there when the grace is over, not when shutdown() is called.",
    section: end,
    about: ["ThreadingServer.stop()"],
  },
  "ends-without-end-all": {
    says:
      "shutdown() waits for a thread that never comes back to its event loop, and has not called endAll(). destroy() alone cannot stop such a thread; endAll() gives it up after a while. When the grace is over, let it end all that are left.",
    section: end,
    about: ["ThreadingServer.stop()"],
  },
  "waits-for-unstoppable": {
    says:
      "giveUp() was called of a thread that never comes back to its event loop, and has not called abandon(): whoever waits for the end of that thread, as #detach() does, waits for ever. terminate() cannot stop it, however often it is called.",
    section: end,
    about: ["ThreadingServer.giveUp()"],
  },
  "unstoppable-not-reported": {
    says:
      "A thread that cannot be stopped is given up without a word. It runs on and takes a processor: someone must know.",
    section: end,
    about: ["ThreadingServer.giveUp()"],
  },
  "unstoppable-not-named": {
    says:
      "A thread that runs on is reported without its name. Whoever reads that cannot tell which one it is.",
    section: end,
    about: ["ThreadingServer.giveUp()"],
  },
  "gives-up-at-once": {
    says:
      "A thread that can be stopped is reported as one that cannot. endAll() gives up those that have not ended in time, and only them.",
    section: end,
    about: ["ThreadingServer.stop()"],
  },
  "throws-what-it-should-report": {
    says:
      "That a thread cannot be stopped is thrown, and nobody catches it: the whole program ends. Tell `onError`, and go on.",
    section: end,
    about: ["ThreadingServer.giveUp()"],
  },
  "ends-in-turn": {
    says:
      "Threads are ended one after the other, and each has its own time to end: with a hundred that cannot be stopped, shutdown() takes a hundred times as long. endAll() ends all at the same time.",
    section: end,
    about: ["ThreadingServer.stop()"],
  },
  "exits-the-process": {
    says:
      "The process is ended as a thread cannot be stopped. Whoever has started the server may have more to do: tell `onError`, and wait for that thread no longer.",
    section: end,
    about: ["ThreadingServer.giveUp()"],
  },
  "shutdown-rejects": {
    says:
      "shutdown() rejects. It has done what it was asked to, also where clients were cut off: tell `onError` of them, and resolve.",
    section: end,
    about: ["ThreadingServer.stop()"],
  },
} satisfies Catalogue;

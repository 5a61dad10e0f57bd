import type { Catalogue } from "../../harness/story/misconceptions.ts";

const section = "757-events-for-every-thread";

/** Mistakes with the turns in which events are sent, and with close(). */
export const eventTurns = {
  "close-stops-listening": {
    says:
      "Once close() is called, its listeners get nothing: they are taken off, or what comes is refused. What is on its way still reaches them: close() waits for it, and only then is it over.",
    section,
    about: ["EventBus.#close()"],
  },
  "message-per-event": {
    says:
      "Your sender posts each event as a message of its own. Deno keeps 256 messages for a thread that is busy and drops the others: the events of a turn belong into one message.",
    section,
    about: ["EventSender.send()"],
  },
  "turn-ends-at-await": {
    says:
      "The events of a turn go in many messages where the sender awaits in between: an await does not end the turn. Promises and queueMicrotask() come before its end, a timer after it.",
    section,
    about: ["EventSender.send()"],
  },
  "first-event-waits": {
    says:
      "The first event of a turn is not posted in send(), but later, as the others are. A thread that is busy for long keeps all others waiting for it: post it at once.",
    section,
  },
  "flush-leaves-the-turn-open": {
    says:
      "After flush() your sender still takes the turn for begun: the next event waits, and no timer is set that would post it.",
    section,
    about: ["EventSender.flush()"],
  },
  "timer-leaves-the-turn-open": {
    says:
      "When the turn's timer has posted what waited, your sender still takes the turn for begun: the next event waits, and no timer is set that would post it. What flush() does at a turn's end, the timer has to do, too.",
    section,
    about: ["EventSender.send()"],
  },
  "empty-batch-posted": {
    says:
      "At the end of a turn your sender posts the batch though nothing is in it: a message that tells nothing and takes the place of one that does.",
    section,
    about: ["EventSender.flush()"],
  },
  "turn-out-of-order": {
    says:
      "The events of a turn come out in a different order than they were emitted in: a batch is a queue, new events go to its end, and it is delivered from its start.",
    section,
    about: ["EventBus.receive()", "EventSender.send()"],
  },
  "copied-when-posted": {
    says:
      "An event that waits for its batch refers to the emitter's object, which is copied only when the batch is posted. What is changed, or cannot be copied, until then goes out wrong: copy the detail in send().",
    section,
  },
  "copies-some-kinds-only": {
    says:
      "Of what waits for its batch, some kinds are copied and others are not: those come as they are when the batch is posted. structuredClone() copies whatever can be posted, so nothing has to be told apart.",
    section,
    about: ["EventSender.send()"],
  },
  "hears-itself": {
    says:
      "The bus hands its own events to its own listeners. A BroadcastChannel gives a message to all but the one that posted it, and so must the bus.",
    section,
    about: ["EventBus.emit()", "EventSender.send()"],
  },
  "close-forgets-the-batch": {
    says:
      "close() lets the batch go that still waits for the turn's end: all but the first event of that turn were taken by emit(), and never posted.",
    section,
    about: ["EventBus.#close()", "EventSender.flush()", "EventSender.send()"],
  },
  "close-closes-at-once": {
    says:
      "close() closes the channel before the event loop has turned once, and messages come in only in its turns, and through an open channel. Close it when quiet turns have passed, a `delay(0)` each: not each await waits for one.",
    section,
    about: ["EventBus.#close()"],
  },
  "one-quiet-turn": {
    says:
      "close() takes a turn or two without a message for the end. After a busy time a timer is due before the messages that wait: only several quiet turns in a row say that none is on its way.",
    section,
    about: ["EventBus.#close()"],
  },
  "close-counts-turns": {
    says:
      "close() lets a fixed number of turns pass, and does not ask whether a message comes in them. What counts are turns in a row without one.",
    section,
    about: ["EventBus.#close()"],
  },
  "quiet-turns-in-all": {
    says:
      "close() counts all turns without a message, also those before one that came. Only several of them in a row say that none is on its way: when a message comes, the count begins anew.",
    section,
    about: ["EventBus.#close()"],
  },
  "method-without-its-this": {
    says:
      "A method is handed to the timer by itself, and `this` is lost: it is called on nothing. Hand over a function that calls it.",
    section,
    about: ["EventSender.send()"],
  },
  "turn-lasts-too-long": {
    says:
      "The turn is ended by a timer of more than 0 ms: events wait longer than their turn.",
    section,
    about: ["EventSender.send()"],
  },
  "timer-fires-again": {
    says:
      "When flush() has ended a turn, the turn's timer is still set: it ends a later turn too early, and keeps the program alive.",
    section,
    about: ["EventSender.flush()"],
  },
  "timer-for-each-event": {
    says:
      "Several events of a turn set a timer each, and flush() takes one back: the others end later turns too early. Only a turn's first event sets one.",
    section,
    about: ["EventSender.send()"],
  },
  "lone-event-sets-no-timer": {
    says:
      "The first event of a turn sets no timer, only the second one does. Where no second one comes the turn never ends, and the first event of the next turn waits: the timer belongs to the first event.",
    section,
    about: ["EventSender.send()"],
  },
  "timer-repeats": {
    says:
      "The timer of a turn is one that runs again and again: it ends later turns, too, and keeps the program alive. Each turn has a timer of its own, which runs once.",
    section,
    about: ["EventSender.send()"],
  },
  "refused-event-opens-the-turn": {
    says:
      "The turn is taken for begun before the first event was posted. If that event cannot be copied, no timer is set, and all that follow wait for ever.",
    section,
    about: ["EventSender.send()"],
  },
  "copies-less-than-a-clone": {
    says:
      "What comes is another thing than what was emitted: JSON and `{ ... }` copy less than structuredClone(), which keeps Maps, arrays and what lies deeper.",
    section,
  },
  "channel-stays-open": {
    says:
      "close() does not close the channel: messages still come, and the program cannot end.",
    section,
    about: ["EventBus.#close()"],
  },
  "never-quiet-again": {
    says:
      "After one message no turn is quiet for close() any more, and it waits for ever. A turn is quiet if no message came in it: compare `#received` with what it was when that turn began.",
    section,
    about: ["EventBus.#close()"],
  },
  "turn-is-cut": {
    says:
      "The events of a turn go in several messages. At most two go: the first event at once, and all others together, however many they are.",
    section,
    about: ["EventSender.send()"],
  },
  "turn-begins-anew": {
    says:
      "Each event takes the timer back and sets another. As long as events come, the turn does not end, and none of them goes out.",
    section,
    about: ["EventSender.send()"],
  },
  "close-posts-at-last": {
    says:
      "close() leaves what waits in the sender to a later turn: others, which close now, too, may have left by then. Send it first.",
    section,
    about: ["EventBus.#close()"],
  },
  "later-event-replaces-another": {
    says:
      "An event of a turn replaces an earlier one of its type, which was emitted and never goes out. Whoever wants only the newest value has LatestValue.",
    section,
    about: ["EventSender.send()"],
  },
} satisfies Catalogue;

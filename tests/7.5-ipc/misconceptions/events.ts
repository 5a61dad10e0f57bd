import type { Catalogue } from "../../harness/story/misconceptions.ts";

const section = "757-events-for-every-thread";

/** Mistakes with a bus of events. */
export const events = {
  "disposed-listener-is-called": {
    says:
      "A listener is called that was disposed of before, by another one that got the same event. From that moment on it must get nothing any more.",
    section,
    about: ["EventBus.deliver()"],
  },
  "only-one-listener-is-called": {
    says:
      "Of several listeners to a type, one alone gets the event. Each of them has asked for it.",
    section,
    about: ["EventBus.deliver()"],
  },
  "close-stops-listening": {
    says:
      "close() takes the listeners off before what is on its way has come. That still reaches them: close() waits for it, and only then is it over.",
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
  "wrong-event-is-delivered": {
    says:
      "An event that is wrong is reported, and then delivered all the same: the listeners count on a detail that the schema's function accepts.",
    section,
    about: ["EventBus.deliver()"],
  },
  "detail-that-is-false": {
    says:
      "A detail such as null, 0 or undefined is taken for none, and refused. Whether a detail is right, the schema's function alone says.",
    section,
    about: ["EventBus.check()"],
  },
  "loss-forgets-the-sender": {
    says:
      "Behind a loss, the sender's next batch is taken for its first one, which may begin anywhere: what is lost before that is not noticed. Go on from the batch that has come.",
    section,
    about: ["EventBus.receive()"],
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
      "close() closes the channel without letting the event loop turn once: an await of something finished lets microtasks run, and messages come in later.",
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
  "detail-unchecked": {
    says:
      "The type of an event is looked up, its detail is not looked at: the schema's function of that type says whether it is one.",
    section,
    about: ["EventBus.check()"],
  },
  "unknown-event-unchecked": {
    says:
      "Your code calls the schema's function without asking whether there is one: for a type that the schema does not have, that is undefined.",
    section,
    about: ["EventBus.check()"],
  },
  "inherited-name-is-an-event": {
    says:
      'Your code takes what every object inherits, such as "toString", for an event of the schema. Only the schema\'s own properties are events.',
    section,
    about: ["EventBus.check()"],
  },
  "junk-unreported": {
    says:
      "What is no batch of events is dropped in silence: nobody learns that somebody posts on the channel what no bus understands.",
    section,
    about: ["EventBus.receive()"],
  },
  "junk-unchecked": {
    says:
      "Your code uses what comes over the channel before it has looked whether it is a batch of events. Anybody who knows the name may post anything.",
    section,
  },
  "bad-event-drops-its-batch": {
    says:
      "A batch with a wrong event in it is dropped as a whole: the good events of that turn are lost. Only the wrong one is ignored.",
    section,
    about: ["EventBus.receive()"],
  },
  "bad-event-drops-others": {
    says:
      "After an event that it ignores, your code ends the whole batch: the good events behind it are lost.",
    section,
    about: ["EventBus.receive()"],
  },
  "listener-error-uncaught": {
    says:
      "What a listener throws leaves the bus: nothing catches it, and it ends the program. A listener's mistake is the listener's, and is only reported.",
    section,
    about: ["EventBus.deliver()"],
  },
  "throwing-listener-stops-others": {
    says:
      "The error of a listener is reported, and then the listeners behind it are not called any more. Each is called on its own.",
    section,
    about: ["EventBus.deliver()"],
  },
  "only-errors-caught": {
    says:
      "What a listener throws is caught only if it is an Error. JavaScript can throw anything, `throw 1` too.",
    section,
    about: ["EventBus.deliver()"],
  },
  "some-thrown-values-unreported": {
    says:
      "What a listener throws is not reported whatever it is. JavaScript can throw anything, also undefined and null.",
    section,
    about: ["EventBus.deliver()"],
  },
  "only-errors-reported": {
    says:
      "What a listener throws is reported only if it is an Error: a text that is thrown vanishes.",
    section,
    about: ["EventBus.deliver()"],
  },
  "thrown-value-as-it-is": {
    says:
      "`onIgnored` is given what was thrown as it is, while its type says Error: whoever reads `message` of undefined fails in turn.",
    section,
    about: ["EventBus.deliver()"],
  },
  "loss-unnoticed": {
    says:
      "A batch that does not go on where the last one of its sender ended is taken as if nothing were missing: compare `first` with what you have seen.",
    section,
    about: ["EventBus.receive()"],
  },
  "batches-counted-for-events": {
    says:
      "Your code counts a batch as one event: the next batch of the sender then seems to come after a gap. It goes on at first + events.length.",
    section,
    about: ["EventBus.receive()"],
  },
  "seen-is-how-many-came": {
    says:
      "Your code notes how many events have come, and not where the next batch begins. Who has joined late, or has lost some, is told of a loss again and again. It goes on at first + events.length.",
    section,
    about: ["EventBus.receive()"],
  },
  "senders-counted-together": {
    says:
      "The events of several senders are counted together: a batch of one then looks like a gap of another. Each sender numbers its own events, of whatever type: keep one count for each `sender`.",
    section,
    about: ["EventBus.receive()"],
  },
  "late-joiner-sees-a-gap": {
    says:
      "The first batch of a sender is expected to begin at 0. A bus that joins later has missed nothing: it may begin anywhere.",
    section,
    about: ["EventBus.receive()"],
  },
  "gap-drops-the-batch": {
    says:
      "The gap is reported, and the batch behind it is thrown away. What has come is good, and goes to the listeners.",
    section,
    about: ["EventBus.receive()"],
  },
  "unheard-event-throws": {
    says:
      "Your code goes through the listeners of a type that has none: an event that nobody here listens to is no mistake.",
    section,
    about: ["EventBus.deliver()"],
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
  "no-gap-is-a-loss": {
    says:
      "A batch that goes on just where the last one ended is reported as a loss of 0 events.",
    section,
    about: ["EventBus.receive()"],
  },
  "gap-off-by-one": {
    says:
      "The number of lost events is off by one: `first` counts from 0, so the next batch begins at the number of those that were sent.",
    section,
    about: ["EventBus.receive()"],
  },
  "loss-reported-event-by-event": {
    says:
      "A loss is reported once for each event that is missing. It is one gap: report it once, with how many events are missing.",
    section,
    about: ["EventBus.receive()"],
  },
  "loss-reported-again": {
    says:
      "What was lost once is reported again with each later batch: after a gap, go on from the batch that has come.",
    section,
    about: ["EventBus.receive()"],
  },
  "ignored-events-are-not-counted": {
    says:
      "Events that were ignored are not counted as come, and the next batch seems to be behind a gap: the sender has counted them.",
    section,
    about: ["EventBus.receive()"],
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
  "listener-error-unreported": {
    says:
      "What a listener throws is caught and not told to `onIgnored`, which is there for it.",
    section,
    about: ["EventBus.deliver()"],
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
  "nothing-is-said-of-it": {
    says:
      "An event is refused, and what is said of it ends before it has said why.",
    section,
    about: ["EventBus.check()"],
  },
  "close-posts-at-last": {
    says:
      "close() leaves what waits in the sender to a later turn: others, which close now, too, may have left by then. Send it first.",
    section,
    about: ["EventBus.#close()"],
  },
  "delivers-later": {
    says:
      "Events are handed to the listeners in a later turn than they came in: close() is done by then, and the last ones come after it.",
    section,
    about: ["EventBus.receive()"],
  },
  "only-the-first-of-a-batch": {
    says:
      "Only the first event of a batch is delivered. A batch holds all events of a turn but its first one.",
    section,
    about: ["EventBus.receive()"],
  },
  "later-event-replaces-another": {
    says:
      "An event of a turn replaces an earlier one of its type, which was emitted and never goes out. Whoever wants only the newest value has LatestValue.",
    section,
    about: ["EventSender.send()"],
  },
  "unheard-event-is-reported": {
    says:
      "An event that nobody here listens to is reported as ignored. It is no mistake: other threads may listen to it.",
    section,
    about: ["EventBus.deliver()"],
  },
  "listener-is-dropped": {
    says:
      "A listener that has thrown is not called any more. Its error is reported, and the next event is for it, too.",
    section,
    about: ["EventBus.deliver()"],
  },
} satisfies Catalogue;

/** What the code threw in these tests, by their names, and what that shows. */
export const thrownByBus: [
  test: RegExp,
  error: RegExp,
  id: keyof typeof events,
][] = [
  [/no event at all/, /^TypeError[^]*#receive/, "junk-unchecked"],
  [
    /when a listener throws/,
    /a listener's own mistake/,
    "listener-error-uncaught",
  ],
  [/whatever a listener throws/, /a listener's text/, "only-errors-caught"],
  [/nobody listens/, /^TypeError[^]*#deliver/, "unheard-event-throws"],
  [
    /^7\.5\.7 /,
    /object whose class did not declare it[^]*flush/,
    "method-without-its-this",
  ],
];

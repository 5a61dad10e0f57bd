import type { Catalogue } from "../../harness/story/misconceptions.ts";
import type { eventTurns } from "./event_turns.ts";

const section = "757-events-for-every-thread";

/** Mistakes with events that come to a bus. */
export const events = {
  "disposed-listener-is-called": {
    says:
      "A listener is called that was disposed of before, by another one that got the same event. on() says that it is called until then: from that moment on it gets nothing.",
    section,
    about: ["EventBus.deliver()"],
  },
  "only-one-listener-is-called": {
    says:
      "Of several listeners to a type, one alone gets the event. Each of them has asked for it.",
    section,
    about: ["EventBus.deliver()"],
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
  "thrown-value-made-a-text": {
    says:
      "What a listener threw is made a text, and that throws in turn, out of the catch: a Symbol has none in a template, nor has an object without a prototype, also by String(). Deno.inspect() takes anything.",
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
  "listener-error-unreported": {
    says:
      "What a listener throws is caught and not told to `onIgnored`, which is there for it.",
    section,
    about: ["EventBus.deliver()"],
  },
  "nothing-is-said-of-it": {
    says:
      "An event is refused, and what is said of it ends before it has said why.",
    section,
    about: ["EventBus.check()"],
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
  id: keyof typeof events | keyof typeof eventTurns,
][] = [
  [/no event at all/, /^TypeError[^]*#receive/, "junk-unchecked"],
  [
    /when a listener throws/,
    /a listener's own mistake/,
    "listener-error-uncaught",
  ],
  [/whatever a listener throws/, /a listener's text/, "only-errors-caught"],
  [
    /whatever a listener throws/,
    /^TypeError: Cannot convert [^]*#deliver/,
    "thrown-value-made-a-text",
  ],
  [/nobody listens/, /^TypeError[^]*#deliver/, "unheard-event-throws"],
  [
    /^7\.5\.7 /,
    /object whose class did not declare it[^]*flush/,
    "method-without-its-this",
  ],
];

import type { Catalogue } from "../../harness/story/misconceptions.ts";

const section = "752-pipes-to-a-child";

/** Mistakes with messages in streams. */
export const messageStreams = {
  "end-is-an-error": {
    says:
      "receive() throws at the end of the stream. An end between two messages is nothing wrong: it gives undefined.",
    section: "where-does-a-message-end",
  },
  "end-is-an-empty-message": {
    says:
      "receive() gives an empty message at the end of the stream. The other side can send one, too, and then nobody could tell the two apart: the end is undefined.",
    section: "where-does-a-message-end",
  },
  "one-read-one-message": {
    says:
      "receive() takes each read for one message. A read can bring three messages, or a part of one: ask the decoder first, and read only as long as it has none.",
    section: "where-does-a-message-end",
  },
  "reads-on-after-the-end": {
    says:
      "At the end of the stream receive() goes on to read: nothing more will ever come. Tell the decoder of the end, and return undefined.",
    section,
    about: ["MessageReader.receive()"],
  },
  "all-share-one": {
    says:
      "All readers read into one buffer (a static field, or a variable of the module): one that waits finds there what came to another. Each has a buffer of its own.",
    section: "in-deno",
  },
  "error-overtakes-messages": {
    says:
      "A read is decoded to its end before its first message is given. An error in it then comes before whole messages that stand in front of it. Decode a message when one is asked for.",
    section,
    about: ["MessageReader.receive()"],
  },
  "decoder-not-told-of-the-end": {
    says:
      "receive() gives the end where the stream was cut off in the middle of a message. Only the decoder knows that: tell it of the end, and let its error through.",
    section,
  },
  "whole-buffer-was-read": {
    says:
      "receive() takes all of its buffer for what was read. read() fills only a part of it, and returns how much.",
    section: "in-deno",
  },
  "short-write-is-forgotten": {
    says:
      "write() takes only a part and returns how much; your code forgets the rest.",
    section: "in-deno",
    about: ["MessageWriter.write()"],
  },
  "rest-is-written-once": {
    says:
      "After a write that took a part, the rest is handed over once, whatever that write takes. It may take only a part, too: go on until all is taken.",
    section: "in-deno",
    about: ["MessageWriter.write()"],
  },
  "rest-is-repeated": {
    says:
      "After a short write the rest is handed over, and then the same rest again. Add up what all writes took, and go on behind that.",
    section: "in-deno",
    about: ["MessageWriter.write()"],
  },
  "short-write-is-repeated": {
    says:
      "After a write that took a part, your code hands over the same bytes again, from the first one. Go on behind what was taken.",
    section: "in-deno",
    about: ["MessageWriter.write()"],
  },
  "skips-behind-a-short-write": {
    says:
      "The first short write is dealt with, and behind the second one bytes are left out. From the whole message cut what all writes took, or from the rest what the last one took: do not mix the two.",
    section: "in-deno",
    about: ["MessageWriter.write()"],
  },
  "hands-over-nothing": {
    says:
      "Your code hands over no bytes, again and again. What is left is subarray(done), and a second argument would say where it ends, and is no length; where nothing is left, the loop is over.",
    section: "in-deno",
    about: ["MessageWriter.write()"],
  },
  "system-error-is-passed-on": {
    says:
      'The error of the write is passed on as the system gave it. "Broken pipe" does not say whose.',
    section,
    about: ["MessageWriter.explain()", "MessageWriter.write()"],
  },
  "write-error-is-swallowed": {
    says:
      "send() resolves though a write has failed, and the sender takes the message for sent.",
    section,
    about: ["MessageWriter.write()"],
  },
  "reset-is-no-end": {
    says:
      "ConnectionReset is passed on as it came. A socket tells by it what a pipe tells by BrokenPipe: that the other end is gone.",
    section,
    about: ["MessageWriter.explain()"],
  },
  "every-error-is-a-broken-pipe": {
    says:
      "Every error of a write is taken for the end of the other side. One that says something else must come as it is.",
    section,
    about: ["MessageWriter.explain()"],
  },
  "does-not-say-who-is-gone": {
    says:
      "The message of the error does not say who is gone. A program has many ends; the writer knows the name of this one.",
    section,
    about: ["MessageWriter.explain()"],
  },
  "read-error-is-the-end": {
    says:
      "receive() takes an error of the read for the end of the stream: where the other side has died, half of what was sent passes for all of it. Only null is the end. Every error comes as it is.",
    section,
    about: ["MessageReader.receive()"],
  },
  "gone-is-another-error": {
    says:
      "The error that says who is gone is no Deno.errors.BrokenPipe: whoever catches that class, as EPIPE in C, does not see it.",
    section,
    about: ["MessageWriter.explain()"],
  },
  "write-is-not-awaited": {
    says:
      "A write begins before the one before it has ended: a write(), or what goes on with the rest of a message, is not awaited. A message is written when its last write has ended.",
    section,
    about: ["MessageWriter.write()"],
  },
  "goes-by-the-errors-words": {
    says:
      "Whether the other end is gone is read from the error's words, which each system has its own of. Its class says it: `instanceof`.",
    section,
    about: ["MessageWriter.explain()"],
  },
  "only-the-first-write-is-explained": {
    says:
      "Only the error of the first write is explained. Of a long message the first part may be taken, and a later write fail.",
    section,
    about: ["MessageWriter.write()"],
  },
  "reads-before-it-looks": {
    says:
      "receive() reads, or reads on, before it asks the decoder. A message that has come already waits for bytes that may never come: ask after each read, whatever its length.",
    section,
    about: ["MessageReader.receive()"],
  },
} satisfies Catalogue;

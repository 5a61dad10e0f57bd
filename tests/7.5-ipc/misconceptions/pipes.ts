import type { TestResult } from "../../../scripts/runner/result.ts";
import type { Catalogue } from "../../harness/story/misconceptions.ts";

const section = "752-pipes-to-a-child";

/** Mistakes with messages in streams, and with pipes to a child. */
export const pipes = {
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
  "input-is-never-ended": {
    says:
      "The child's input stays open: it is ended only when all answers have come, or not at all. A child that reads to its end waits for ever, and so do you: end it behind the last message, and wait for no answer before.",
    section,
  },
  "ends-before-all-is-written": {
    says:
      "The writing side is closed while messages still wait to be written, and they are lost. Closing comes after the last write.",
    section,
    about: ["ChildPipe.closeWrite()", "SocketEnd.closeWrite()"],
  },
  "writes-all-then-reads": {
    says:
      "Your code writes everything before it reads. The child's answers fill the pipe, the child stops reading, and both wait for each other.",
    section: "a-pipe",
  },
  "closes-the-pipe-from-the-child": {
    says:
      "closeWrite() closes the pipe from the child, too: its answers are lost, and a write of the child fails. Only the child's input ends here.",
    section,
    about: ["ChildPipe.closeWrite()"],
  },
  "no-failure-is-told": {
    says:
      "exchange() resolves whatever has failed, a send or a receive, as with Promise.allSettled(). Who called it takes what came for all of it: reject.",
    section,
    about: ["ChildPipe.exchange()"],
  },
  "stops-reading-too-early": {
    says:
      "Your code stops reading before the child has closed its end. Answers that come later are lost, or the child waits for ever for room in the pipe.",
    section: "a-pipe",
  },
  "an-answer-for-each-message": {
    says:
      "Your code expects one answer for each message. A child may answer once, or more often: its answers end when it closes its end.",
    section,
  },
  "empty-answer-is-the-end": {
    says:
      "An empty answer is taken for the end of the answers. It is a message like any other: at the end, receive() gives undefined.",
    section,
    about: ["ChildPipe.exchange()"],
  },
  "makes-every-pipe": {
    says:
      "A pipe is made that nobody uses: one that nobody reads fills up, and one that nobody closes never ends.",
    section,
    about: ["ChildPipe.spawn()"],
  },
  "shares-its-own-stream": {
    says:
      "Where no pipe is made, the child gets this program's own input or output: it takes what a person types, or prints between the lines of its parent.",
    section,
    about: ["ChildPipe.spawn()"],
  },
  "every-pipe-is-there": {
    says:
      "closeWrite() takes for granted that there is a pipe to the child. Where messages only come from it there is none, and nothing to end.",
    section,
    about: ["ChildPipe.closeWrite()"],
  },
  "asks-for-the-other-pipe": {
    says:
      "closeWrite() goes wrong where messages only go to the child. Whether there is an input to end, the pipe to the child says (`#sink`, `#writer`), and not the one from it (`#source`, `#reader`).",
    section,
    about: ["ChildPipe.closeWrite()"],
  },
  "failed-send-is-not-told": {
    says:
      "exchange() resolves though a send, or going through `messages`, has failed: nobody hears of that error.",
    section,
  },
  "failed-receive-is-not-told": {
    says:
      "exchange() takes an error of receive() for the end of the answers, and resolves.",
    section,
  },
  "sending-is-left-alone": {
    says:
      "This error is right, but it is an unhandled rejection, and that ends the program: while exchange() reads, nothing waits for the sending.",
    section,
    about: ["ChildPipe.exchange()"],
  },
  "begun-sends-are-left-alone": {
    says:
      "This error is right, but it is an unhandled rejection, and that ends the program: when going through `messages` fails, nobody waits for the sends that were begun before.",
    section,
    about: ["ChildPipe.exchange()"],
  },
  "closes-only-after-success": {
    says:
      "The child's input is not ended in every case, and where it stays open the child waits for ever. Close it when a send fails, and when going through `messages` does, too.",
    section,
  },
  "pathname-is-no-path": {
    says:
      "The program is started by its URL's pathname, in which a space is %20. Deno.Command takes the href, or a path that was decoded.",
    section,
    about: ["ChildPipe.spawn()"],
  },
  "deno-from-the-path": {
    says:
      'The child is started as "deno", whichever is in the PATH, if one is. The Deno that runs this program is at Deno.execPath().',
    section,
    about: ["ChildPipe.spawn()"],
  },
  "child-without-permissions": {
    says: "The child is not given all permissions, which -A does.",
    section,
    about: ["ChildPipe.spawn()"],
  },
  "arguments-are-dropped": {
    says: "The program's own arguments are not passed on.",
    section,
    about: ["ChildPipe.spawn()"],
  },
  "stderr-to-nowhere": {
    says:
      "The child's stderr goes nowhere: nobody sees why it failed. It must inherit this process's stderr.",
    section,
    about: ["ChildPipe.spawn()"],
  },
  "stderr-that-nobody-reads": {
    says:
      "The child's stderr is a pipe that nobody reads: after 64 KiB the child stalls, and nobody sees why it failed. It must inherit this process's stderr.",
    section,
    about: ["ChildPipe.spawn()"],
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
  "arguments-are-changed": {
    says:
      "The program's arguments do not come as they were given: each of them is one element of `args`, also an empty one or one with a space, and there is no other.",
    section,
    about: ["ChildPipe.spawn()"],
  },
  "arguments-before-the-program": {
    says:
      "The program's arguments stand before the program, where Deno takes them for its own.",
    section,
    about: ["ChildPipe.spawn()"],
  },
  "pipe-not-made": {
    says:
      'The pipes are not those that `direction` asks for: "to child" is the child\'s stdin, "from child" its stdout, and "both" is both.',
    section,
    about: ["ChildPipe.spawn()"],
  },
  "kills-instead-of-closing": {
    says:
      "Your code kills the child. The end of its input is enough: the child reads what is left, answers, and ends by itself.",
    section,
    about: ["ChildPipe.closeWrite()"],
  },
  "receiving-is-left-alone": {
    says:
      "This error is right, but it is an unhandled rejection, and that ends the program: while exchange() waits for the sending, nothing waits for the answers. Wait for both at once.",
    section,
    about: ["ChildPipe.exchange()"],
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
  "waits-for-the-childs-end": {
    says:
      "exchange() waits until the child has ended. Its answers end when it closes its end of the pipe, and it may live on for long.",
    section,
    about: ["ChildPipe.exchange()"],
  },
  "reads-before-it-looks": {
    says:
      "receive() reads, or reads on, before it asks the decoder. A message that has come already waits for bytes that may never come: ask after each read, whatever its length.",
    section,
    about: ["MessageReader.receive()"],
  },
} satisfies Catalogue;

/** What a test's messages tell of themselves. */
export const ITERATOR_THREW = "the iterator threw behind its first message";

/** The mistakes that no assertion sees. */
export function recognisePipes(
  { step, test, failure }: TestResult,
): keyof typeof pipes | undefined {
  if (step !== "7.5.2") return undefined;
  if (
    failure?.kind === "deno" && /child process stderr/.test(failure.message)
  ) {
    return "stderr-that-nobody-reads";
  }
  if (
    failure?.kind === "deno" && /child process stdout/.test(failure.message) &&
    failure.steps.some(({ what }) => what.includes('direction: "to child"'))
  ) {
    return "makes-every-pipe";
  }
  if (failure?.kind !== "threw") return undefined;
  if (/'std(in|out)' is not piped/.test(failure.error)) return "pipe-not-made";
  if (test.includes("when both directions fail")) {
    return failure.error.startsWith("FrameError")
      ? "receiving-is-left-alone"
      : failure.error.startsWith("BrokenPipe")
      ? "sending-is-left-alone"
      : undefined;
  }
  if (test.includes("when its messages end in an error")) {
    return failure.error.startsWith("BrokenPipe") &&
        failure.steps.some(({ what }) => what === ITERATOR_THREW)
      ? "begun-sends-are-left-alone"
      : undefined;
  }
  // An error of a send that nobody waits for.
  return test.includes("also when a send fails") &&
      /^(FrameError|Error: there is no second message)/.test(failure.error)
    ? "sending-is-left-alone"
    : undefined;
}

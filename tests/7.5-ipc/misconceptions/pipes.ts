import type { TestResult } from "../../../scripts/runner/result.ts";
import type { Catalogue } from "../../harness/story/misconceptions.ts";

const section = "752-pipes-to-a-child";

/** Mistakes with pipes to a child. */
export const pipes = {
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
  "waits-for-the-childs-end": {
    says:
      "exchange() waits until the child has ended. Its answers end when it closes its end of the pipe, and it may live on for long.",
    section,
    about: ["ChildPipe.exchange()"],
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

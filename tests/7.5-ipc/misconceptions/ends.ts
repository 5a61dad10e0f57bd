import type { TestResult } from "../../../scripts/runner/result.ts";
import type { Catalogue } from "../../harness/story/misconceptions.ts";

const section = "753-connected-ends-for-threads-and-for-processes";

/** Mistakes with connected ends. */
export const ends = {
  "both-have-one-port": {
    says:
      "Both sides have the same port of the channel. What is sent into a port comes out of the other one: one stays here, and the other is for the other thread.",
    section,
    about: ["threadPair()"],
  },
  "half-close-is-not-told": {
    says:
      "closeWrite() tells the other end nothing: whoever waits there for more, or for the end, waits for ever.",
    section,
    about: ["PortEnd.closeWrite()", "SocketEnd.closeWrite()"],
  },
  "closes-both-directions": {
    says:
      'After closeWrite() its own end receives nothing any more. It says "I have said all", and the answer still comes: each direction is closed alone.',
    section,
    about: [
      "PortEnd.closeWrite()",
      "PortEnd.receive()",
      "SocketEnd.closeWrite()",
    ],
  },
  "closes-itself-at-the-others-end": {
    says:
      "An end that has read the other's end closes itself, and cannot answer any more. Each direction ends alone: that nothing more comes does not say that nothing more goes.",
    section,
    about: ["PortEnd.receive()"],
  },
  "forgets-the-end": {
    says:
      "receive() gives the end once and forgets it: whoever asks again waits for ever. Nothing comes after the end, so every later call gives undefined, too.",
    section,
    about: ["PortEnd.receive()"],
  },
  "asks-again-by-a-timer": {
    says:
      "While no message is there, receive() looks again by a timer. It costs time for nothing, and each message comes late: wait until `#wake` is called.",
    section,
  },
  "last-in-first-out": {
    says:
      "Of several messages that wait, the newest is given first. The oldest is at the start of the array: shift().",
    section,
    about: ["PortEnd.receive()"],
  },
  "posts-text-as-it-is": {
    says:
      "A text is posted as a text. What goes through an end is bytes, whatever send() was given: the other side counts on that.",
    section,
    about: ["PortEnd.send()"],
  },
  "empty-message-is-the-end": {
    says:
      "An empty message is taken for the end. It is a message like any other: what says that none will come is null in a port, and undefined from receive().",
    section,
    about: ["LogProcess.attach()", "PortEnd.receive()"],
  },
  "shares-the-senders-memory": {
    says:
      "An array that lies in shared memory is posted as it is, and postMessage() copies no shared memory: when the sender uses it again, the message changes. Make bytes of its own, in whichever memory the array lies.",
    section,
    about: ["PortEnd.send()"],
  },
  "transfers-the-senders-array": {
    says:
      "The sender's own array is transferred, and is empty afterwards. Transfer a copy.",
    section,
    about: ["PortEnd.send()"],
  },
  "drags-its-buffer-along": {
    says:
      "A view is posted as it is, and all of its buffer is copied with it: three bytes can cost 64 MiB.",
    section,
    about: ["PortEnd.send()"],
  },
  "receives-after-disposal": {
    says:
      "receive() still gives what came before its end was disposed of. An end that is closed entirely gives nothing any more.",
    section,
    about: ["PortEnd.receive()"],
  },
  "does-not-wait-for-the-socket": {
    says:
      "The call resolves before the socket has done what was asked of it. If that fails then, the error is nobody's, and ends the program.",
    section,
  },
  "says-no-token": {
    says:
      "connectEnd() connects and does not say who it is: accept() waits for the token as the first message.",
    section,
  },
  "closes-behind-the-token": {
    says:
      "connectEnd() closes the end that it gives, or its writing side, behind the token. The token is the end's first message and not its last: leave it open.",
    section,
    about: ["connectEnd()"],
  },
  "token-with-its-hash-sign": {
    says:
      'The token is sent with the "#" before it, which is no part of it, and accept() turns its own partner away.',
    section,
  },
  "takes-whoever-comes-first": {
    says:
      "accept() takes the first connection, whoever it is. Anybody can find an address: admit() lets in who knows the token.",
    section,
    about: ["offerEnd()"],
  },
  "stranger-ends-the-offer": {
    says:
      "accept() rejects when a stranger has come, and the partner who comes next finds no offer. Turn strangers away, and go on to accept, as admit() does.",
    section,
    about: ["offerEnd()"],
  },
  "waits-for-a-stranger": {
    says:
      "While one who has connected says nothing, nobody else is heard: a stranger keeps the partner waiting as long as it likes. Go on to accept meanwhile, as admit() does.",
    section,
    about: ["offerEnd()"],
  },
  "tries-for-ever": {
    says:
      "connectEnd() tries again where nobody listens. An offer is there before its address is told: where nobody listens it is over, and will not come again.",
    section,
    about: ["connectEnd()"],
  },
  "offer-stays-open": {
    says:
      "The listener stays open after the offer was taken or withdrawn: others can still connect, and wait for nobody.",
    section,
    about: ["offerEnd.[Symbol.dispose]()"],
  },
  "path-stays": {
    says:
      "The socket's path stays when the offer is taken or withdrawn. The system does not remove it with the listener.",
    section,
    about: ["offerEnd.[Symbol.dispose]()"],
  },
  "path-is-not-decoded": {
    says:
      "The path of an address is used as it stands in the URL, where a space is %20. A path of the file system is not encoded.",
    section,
    about: ["connectEnd()"],
  },
  "path-is-half-decoded": {
    says:
      "Only a part of what is encoded in the path of an address is decoded. Any character can be: use decodeURIComponent().",
    section,
    about: ["connectEnd()"],
  },
  "decodes-as-a-whole-url": {
    says:
      "decodeURI() leaves %23 and %3F as they are, for in a whole URL # and ? mean something. In a path they are characters like any others: use decodeURIComponent().",
    section,
    about: ["connectEnd()"],
  },
  "posts-the-buffer-alone": {
    says:
      "The ArrayBuffer is posted, and not the bytes that lie in it: receive() is to give a Uint8Array. The buffer belongs in the list of what is transferred.",
    section,
    about: ["PortEnd.send()"],
  },
  "ends-share-what-came": {
    says:
      "What has come is kept in one place for all ends (a static field, or a variable of the module), and each takes what came to another. It belongs to the object.",
    section,
    about: ["PortEnd.receive()"],
  },
  "nothing-yet-is-the-end": {
    says:
      "receive() gives undefined as long as nothing has come. That says that nothing will come any more: wait for a message, or for the end.",
    section,
    about: ["PortEnd.receive()"],
  },
  "null-passes-for-nothing": {
    says:
      "The null that says the end has come already, and receive() waits for more. For `??`, and in a condition, null is like undefined: ask for null, and wait only where nothing has come.",
    section,
    about: ["PortEnd.receive()"],
  },
  "waits-before-it-looks": {
    says:
      "receive() waits to be woken before it has looked. What has come already wakes nobody any more.",
    section,
    about: ["PortEnd.receive()"],
  },
  "message-is-given-again": {
    says:
      "receive() gives a message and leaves it where it was: the next call gives the same one. Take it out.",
    section,
    about: ["PortEnd.receive()"],
  },
  "end-overtakes-messages": {
    says:
      "The end overtakes a message that came before it and still lies there. Its null has come, but it is not the first: give the messages before it, and then the end.",
    section,
    about: ["PortEnd.receive()"],
  },
  "end-is-told-too-late": {
    says:
      "closeWrite() resolves before the other end is told: an end that is disposed of right after it tells nothing any more. Post the end in the call itself.",
    section,
    about: ["PortEnd.closeWrite()"],
  },
  "their-port-is-used": {
    says:
      "The port that is meant for the other thread is used in this one: once it was started, or has an end here, it cannot be handed on.",
    section,
    about: ["threadPair()"],
  },
  "token-without-a-frame": {
    says:
      "The token is written to the socket as it is. accept() waits for a message: send it through the end.",
    section,
    about: ["connectEnd()"],
  },
  "unix-address-for-tcp": {
    says:
      'The address of a Unix socket is taken for one of TCP: a URL\'s `protocol` is "unix:", with its colon.',
    section,
    about: ["connectEnd()"],
  },
  "withdrawn-twice-throws": {
    says:
      "An offer that was taken cannot be disposed of: its listener is closed already, and closing it again throws. Whoever withdraws twice must not notice.",
    section,
    about: ["offerEnd.[Symbol.dispose]()"],
  },
  "offer-ends-too-early": {
    says:
      "accept() returns a promise that it has not waited for: `using` withdraws the offer as soon as the function returns, before anybody could connect.",
    section,
    about: ["offerEnd()"],
  },
  "says-the-end-by-a-message": {
    says:
      "closeWrite() sends a message to say that none will come: the other end receives one that nobody has sent. A socket has an end of its own, and what goes through a port for it is null, which is no message.",
    section,
    about: ["SocketEnd.closeWrite()"],
  },
  "connects-to-this-machine": {
    says:
      "connectEnd() connects to a place of its own choice. An address has host and port in it, and both count.",
    section,
    about: ["connectEnd()"],
  },
  "nobody-has-the-token": {
    says:
      "connectEnd() resolves though its token could not be sent: accept() never takes that end, and who has it waits for ever.",
    section,
    about: ["connectEnd()"],
  },
  "waits-on-a-disposed-end": {
    says:
      "A receive() that waits goes on to wait when its end is disposed of. `#wake` is called then: it is to look at `#closed` again.",
    section,
    about: ["PortEnd.receive()"],
  },
  "text-is-not-utf-8": {
    says:
      "A text is sent in another way than as UTF-8: a character beyond the first 128 comes as others. Use a TextEncoder.",
    section,
    about: ["PortEnd.send()"],
  },
} satisfies Catalogue;

/** The mistakes that no assertion sees. */
export function recogniseEnds(
  { step, test, failure }: TestResult,
): keyof typeof ends | undefined {
  if (step !== "7.5.3") return undefined;
  if (failure?.kind === "deno") {
    return /listener was opened/.test(failure.message)
      ? "offer-stays-open"
      : undefined;
  }
  if (failure?.kind !== "threw") return undefined;
  return thrownByEnds.find(([name, error]) =>
    name.test(test) && error.test(failure.error)
  )?.[2];
}

/** What the code threw in these tests, by their names, and what that shows. */
const thrownByEnds: [test: RegExp, error: RegExp, id: keyof typeof ends][] = [
  [/thread_pair\.ts/, /port is not ready for transfer/, "their-port-is-used"],
  [/ over a Unix socket/, /^RangeError: Invalid port/, "unix-address-for-tcp"],
  [
    / socket_pair\.ts/,
    /^BadResource(?![^]*SocketEnd\.\[)[^]*dispose\]/,
    "withdrawn-twice-throws",
  ],
  [
    / (socket_pair\.ts|offerEnd\(\))/,
    /^Error: Cannot accept the other end as the offer was withdrawn/,
    "offer-ends-too-early",
  ],
];

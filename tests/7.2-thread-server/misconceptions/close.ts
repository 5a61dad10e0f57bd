import type { Catalogue } from "../../harness/story/misconceptions.ts";

const connection = "721-a-connection-over-a-messageport";

/** Mistakes with the ends of a connection over a MessagePort. */
export const closeMistakes = {
  "end-gets-lost": {
    says:
      "The end had come before all was read, and read() never tells of it. Note it when it comes, whatever else is there, and tell of it when nothing is left.",
    section: connection,
    about: ["PortConn.receive()", "PortConn.take()"],
  },
  "end-before-data": {
    says:
      "read() tells of the end before all that was sent has been read. The end comes last, when nothing is left of what has arrived: look for data first.",
    section: connection,
    about: ["PortConn.take()"],
  },
  "empty-write-ends": {
    says:
      "The reader takes an empty write() for the end of the input. Only closeWrite() and close() end a direction.",
    section: connection,
    about: ["PortConn.write()"],
  },
  "empty-read-is-the-end": {
    says:
      "A read() into an empty array resolves with null after the end. It asks for nothing and gets nothing, 0, whatever there is: look at that first.",
    section: connection,
    about: ["PortConn.take()"],
  },
  "tells-the-end-twice": {
    says:
      "A second closeWrite() tells the peer of the end once more. It must do nothing: look whether the writing side is closed before you post.",
    section: connection,
  },
  "half-close-is-close": {
    says:
      "closeWrite() ends both directions. It only says that no more will be sent: the other end may still write, and this one still reads.",
    section: connection,
    about: ["PortConn.closeWrite()"],
  },
  "writes-after-end": {
    says:
      "write() goes on after closeWrite(), which has noted that the writing side is closed. The peer was told that nothing follows: look at that before you send.",
    section: connection,
    about: ["PortConn.write()"],
  },
  "close-write-waits": {
    says:
      "closeWrite() waits for something of the peer. It only tells that no more follows: what is under way arrives by itself.",
    section: connection,
    about: ["PortConn.closeWrite()"],
  },
  "end-read-once": {
    says:
      "The end was read once, and the next read() does not tell it again. After the end nothing more comes: each read() resolves with null.",
    section: connection,
    about: ["PortConn.take()"],
  },
  "end-makes-deaf": {
    says:
      "The peer has told that it sends no more, and is noted as one that reads no more, either. It still does: an end is of one direction only, and `#deaf` is who has closed both.",
    section: connection,
    about: ["PortConn.receive()"],
  },
  "end-ends-writing": {
    says:
      "The peer has told that it sends no more, and write() takes that for a reason to fail. The peer still reads: an end is of one direction only.",
    section: connection,
    about: ["PortConn.write()"],
  },
  "own-end-ends-reading": {
    says:
      "After its own closeWrite() this end reads no more of what comes. Only its writing side is closed: the peer may still have much to say.",
    section: connection,
    about: ["PortConn.take()", "PortConn.receive()", "PortConn.closeWrite()"],
  },
  "close-write-of-the-deaf": {
    says:
      "closeWrite() fails when the peer has closed. It only tells that nothing more follows, and a peer that has gone need not be told.",
    section: connection,
  },
  "end-for-close": {
    says:
      'close() does not tell the peer that nobody reads any more. An end, such as closeWrite() tells, only says that no more bytes come: close() must post "closed" in any case, also after an end.',
    section: connection,
    about: ["PortConn.close()"],
  },
  "close-is-an-error": {
    says:
      "read() fails when the peer has closed. To whoever reads, that is an end like any other: what is under way, then null.",
    section: connection,
  },
  "peers-close-is-own": {
    says:
      "This end has not closed, and is noted as `#closed` since its peer has: its calls fail as after its own close(). What has arrived must still be read, and only this end's own close() sets `#closed`. That the peer has closed makes the end of the input (`#ended`), and the peer `#deaf`.",
    section: connection,
    about: ["PortConn.receive()"],
  },
  "end-told-twice-fails": {
    says:
      "A second closeWrite() fails. It must do nothing: the side is closed already, as it should be.",
    section: connection,
  },
  "end-not-noted": {
    says:
      "closeWrite() tells the peer of the end and does not note it. So write() goes on, and a second closeWrite() tells the end again: note that the writing side is closed.",
    section: connection,
    about: ["PortConn.closeWrite()"],
  },
  "close-untold": {
    says:
      "close() does not tell the peer, whose read() then waits for ever. A port that is closed sends nothing by itself: say so before you close it.",
    section: connection,
  },
  "close-drops-unread": {
    says:
      "When the peer closes, what it had sent before is thrown away unread. It sends no more and reads no more; what has arrived must still be read.",
    section: connection,
    about: ["PortConn.receive()"],
  },
  "writes-to-the-deaf": {
    says:
      "After the peer has closed, write() still sends to it. Whoever closes reads no more, either: note at its close, also after an end, that the peer is deaf, and look at that in write().",
    section: connection,
    about: ["PortConn.receive()", "PortConn.write()"],
  },
  "close-wakes-nobody": {
    says:
      "close() does not wake the read that waits on the same end. No message will come any more, so nobody else can wake it.",
    section: connection,
  },
  "waits-again-after-close": {
    says:
      "A read that close() has woken waits again. After each wait it must look whether its own end was closed meanwhile.",
    section: connection,
    about: ["PortConn.take()"],
  },
  "port-left-open": {
    says:
      "A MessagePort is left open: its end of the connection was given up, and its port was not closed. An open port keeps its thread waiting for messages.",
    section: connection,
    about: ["PortConn.close()"],
  },
  "close-not-noted": {
    says:
      "close() does not note that this end is closed: it goes on reading and writing. Every call looks at `#closed` first.",
    section: connection,
    about: ["PortConn.close()"],
  },
  "close-is-no-end": {
    says:
      'The peer was told of the close and does not take it for an end of its input: its read() waits for ever. After "closed" nothing more arrives, as after "end".',
    section: connection,
    about: ["PortConn.receive()"],
  },
  "closed-read-is-the-end": {
    says:
      "A read() whose own end was closed meanwhile tells of the end of the input. The peer may still have much to say: throw `interrupted()`.",
    section: connection,
    about: ["PortConn.take()"],
  },
} satisfies Catalogue;

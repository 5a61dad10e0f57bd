import type { Catalogue } from "../../harness/story/misconceptions.ts";

const connection = "721-a-connection-over-a-messageport";

/** Mistakes with a connection over a MessagePort. */
export const connectionMistakes = {
  "drops-what-does-not-fit": {
    says:
      "A chunk that is longer than the reader's buffer is thrown away after one read, and what did not fit is lost. Keep the rest at the head of what has arrived, for the next read.",
    section: connection,
    about: ["PortConn.take()"],
  },
  "returns-the-room": {
    says:
      "read() resolves with the length of `p`, though it brought less. What it resolves with is the number of bytes that it has put there.",
    section: connection,
    about: ["PortConn.take()"],
  },
  "overruns-the-array": {
    says:
      "A chunk is copied whole into an array that is shorter. At most the array's length fits: copy a part, and keep the rest.",
    section: connection,
  },
  "leaves-an-empty-rest": {
    says:
      "A read brings 0 bytes, as where a chunk that was read to its end stays, with nothing in it. When no byte of a chunk is left, take it off.",
    section: connection,
    about: ["PortConn.take()"],
  },
  "end-gets-lost": {
    says:
      "The end had come before all was read, and read() never tells of it. Note it when it comes, whatever else is there, and tell of it when nothing is left.",
    section: connection,
    about: ["PortConn.receive()", "PortConn.take()"],
  },
  "copies-too-late": {
    says:
      "The bytes are copied after write() has resolved, when the caller may have changed them. Copy first.",
    section: connection,
  },
  "rest-goes-to-the-tail": {
    says:
      "What did not fit into the reader's buffer goes behind the chunks that came later. It is the oldest of all bytes: it stays at the head.",
    section: connection,
    about: ["PortConn.take()"],
  },
  "keeps-what-was-read": {
    says:
      "A chunk stays as it is when a part of it was read, so that the next read gives the same bytes again. Only what was not read yet may stay.",
    section: connection,
    about: ["PortConn.take()"],
  },
  "newest-chunk-first": {
    says:
      "The chunk that came last is read first. What arrives goes to one end of the queue and is taken from the other.",
    section: connection,
    about: ["PortConn.receive()", "PortConn.take()"],
  },
  "end-before-data": {
    says:
      "read() tells of the end before all that was sent has been read. The end comes last, when nothing is left of what has arrived: look for data first.",
    section: connection,
    about: ["PortConn.take()"],
  },
  "transfers-callers-buffer": {
    says:
      "The caller's own buffer is transferred, and a transferred buffer is gone for whoever sent it. The caller may use it again as soon as write() has resolved: transfer a copy.",
    section: connection,
    about: ["PortConn.write()"],
  },
  "sends-the-whole-buffer": {
    says:
      "All of the buffer behind `p` is sent. `p` may be a part of a larger buffer, and only that part is to be written.",
    section: connection,
  },
  "length-after-transfer": {
    says:
      "write() looks at the length after the transfer, when it is 0: a transferred buffer is empty for its sender. Keep the length before.",
    section: connection,
    about: ["PortConn.write()"],
  },
  "returns-what-was-allowed": {
    says:
      "write() resolves with more than it has sent. The copy may hold less than the credit allows, and only the copy's length says how much went.",
    section: connection,
  },
  "waits-for-room-for-all": {
    says:
      "write() waits until there is credit for all of `p`, and for more than a window there never is. It sends what the credit allows, and says how much that was.",
    section: connection,
  },
  "write-costs-nothing": {
    says:
      "The credit does not go down by what is sent, so that it never runs out: each byte that is sent costs one.",
    section: connection,
  },
  "sends-beyond-credit": {
    says:
      "write() sends all that it is given, however little credit is left, and the credit falls below 0. Only as many bytes may go as there is credit for.",
    section: connection,
  },
  "sends-empty-message": {
    says:
      "An empty write() posts a chunk without bytes, and the reader reads 0. Of nothing, nothing is sent.",
    section: connection,
    about: ["PortConn.write()"],
  },
  "empty-write-ends": {
    says:
      "The reader takes an empty write() for the end of the input. Only closeWrite() and close() end a direction.",
    section: connection,
    about: ["PortConn.write()"],
  },
  "empty-read-waits": {
    says:
      "A read() into an empty array waits for bytes that it has no room for. It has nothing to wait for: it resolves with 0 at once.",
    section: connection,
    about: ["PortConn.take()"],
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
  "tells-by-timer": {
    says:
      "Your code waits for some time before it tells the peer, or wakes who waits. There is nothing to wait for: post it in the call that brings it about.",
    section: connection,
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
  "read-waits-for-all": {
    says:
      "read() waits until the whole array can be filled. It gives what is there, and waits only when nothing is.",
    section: connection,
    about: ["PortConn.take()"],
  },
  "close-write-of-the-deaf": {
    says:
      "closeWrite() fails when the peer has closed. It only tells that nothing more follows, and a peer that has gone need not be told.",
    section: connection,
  },
  "end-for-close": {
    says:
      'After closeWrite(), a close() is not told. The end says that no more bytes come, and only "closed" says that nobody reads any more: the peer must learn of both.',
    section: connection,
  },
  "looks-once": {
    says:
      "read() was woken, and takes that for bytes, or for the end. Something else may have woken it, such as this end's own closeWrite(): look again, and wait on if nothing has come.",
    section: connection,
    about: ["PortConn.take()", "PortConn.closeWrite()"],
  },
  "read-polls": {
    says:
      "read() asks by a timer whether something has come. Whatever changes something calls `#wake()`: wait for `#news`.",
    section: connection,
  },
  "read-spins": {
    says:
      "read() looks again and again and never lets go of the thread: no message can arrive meanwhile. An `await` of what is there already, such as an old `#news`, lets go of nothing, either: wait for `#news` each time.",
    section: connection,
    about: ["PortConn.take()"],
  },
  "costs-what-was-asked": {
    says:
      "The credit goes down by more than was sent, as by the length of `p`, and falls below 0. A byte that is sent costs one, and no other.",
    section: connection,
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
  "empty-write-never-fails": {
    says:
      "A write of nothing resolves where any other write fails. Look first whether writing is allowed any more; how much is to be sent comes after that.",
    section: connection,
    about: ["PortConn.write()"],
  },
  "shared-by-all": {
    says:
      "What has arrived is kept in one place for all connections: one end reads what was sent to another. Each connection has fields of its own.",
    section: connection,
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
      "After the peer has closed, write() still sends to it. Whoever closes reads no more, either: note that the peer is deaf, which an end alone does not say.",
    section: connection,
    about: ["PortConn.receive()"],
  },
  "rejects-the-news": {
    says:
      "Your code makes an error for those that wait, and nobody waits here: an error that nobody catches ends the whole program. Only wake them (`#wake()`): each looks again then, finds this end closed, and throws by itself.",
    section: connection,
    about: [
      "PortConn.close()",
      "PortConn.closeWrite()",
      "PortConn.wake()",
      "PortConn.receive()",
    ],
  },
  "close-wakes-nobody": {
    says:
      "close() does not wake the read that waits on the same end. No message will come any more, so nobody else can wake it.",
    section: connection,
  },
  "news-missed": {
    says:
      "read() misses news that comes as soon as it was called. Between its look at what is there and its wait for `#news` nothing may come: no `await`, and no wait for something else.",
    section: connection,
    about: ["PortConn.take()"],
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
  "puts-bytes-elsewhere": {
    says:
      "The bytes are put somewhere in `p` and not at its beginning: whoever reads looks for them there.",
    section: connection,
    about: ["PortConn.take()"],
  },
  "takes-bytes-for-text": {
    says:
      "Bytes are decoded to text on their way and encoded again. What is no text is lost, and a piece may be cut within a character: carry bytes as they are.",
    section: connection,
    about: ["copy()", "PortConn.take()"],
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
  "fails-with-another-error": {
    says:
      "A call fails as it should, with another error than a Deno.Conn has there: whoever catches it draws the wrong conclusion. `given/conn.ts` makes each of them.",
    section: connection,
    about: ["PortConn.write()"],
  },
} satisfies Catalogue;

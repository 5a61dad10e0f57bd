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
      "A chunk, or a part of one, was read and stays all the same, so that the next read gives the same bytes again. Only what was not read yet may stay.",
    section: connection,
    about: ["PortConn.take()"],
  },
  "rest-begins-too-early": {
    says:
      "Of a chunk that is read in three parts or more, bytes come again: its rest begins at the length of the last part, counted from where the whole chunk began. A chunk may be a rest itself: count on from its own beginning, as subarray() does.",
    section: connection,
    about: ["PortConn.take()"],
  },
  "newest-chunk-first": {
    says:
      "The chunk that came last is read first. What arrives goes to one end of the queue and is taken from the other.",
    section: connection,
    about: ["PortConn.receive()", "PortConn.take()"],
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
  "sends-the-buffers-start": {
    says:
      "As many bytes are sent as `p` has, and from another place: the start of the buffer behind it. `p` may be a part of a larger buffer, and begins at its `byteOffset`.",
    section: connection,
    about: ["PortConn.write()"],
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
  "keeps-an-empty-rest": {
    says:
      "read() resolves with 0 though it has room for bytes, and no empty chunk was posted. A chunk that was read to its end is still in line, and its rest is empty: take off the line what has no rest, also where the rest has just become so.",
    section: connection,
    about: ["PortConn.take()"],
  },
  "empty-read-waits": {
    says:
      "A read() into an empty array waits for bytes that it has no room for. It has nothing to wait for: it resolves with 0 at once.",
    section: connection,
    about: ["PortConn.take()"],
  },
  "tells-by-timer": {
    says:
      "Your code waits for some time before it tells the peer, or wakes who waits. There is nothing to wait for: post it in the call that brings it about.",
    section: connection,
  },
  "read-waits-for-all": {
    says:
      "read() waits until the whole array can be filled. It gives what is there, and waits only when nothing is.",
    section: connection,
    about: ["PortConn.take()"],
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
      "read() looks again and again and never lets go of the thread: no message can arrive meanwhile. An `await` of what is there already, such as an old `#news` or one without its `.promise`, lets go of nothing, either: wait for the promise of `#news` each time.",
    section: connection,
    about: ["PortConn.take()"],
  },
  "costs-what-was-asked": {
    says:
      "The credit goes down by more than was sent, as by the length of `p`, and falls below 0. A byte that is sent costs one, and no other.",
    section: connection,
  },
  "empty-write-never-fails": {
    says:
      "A write of nothing resolves where any other write fails. Look first whether writing is allowed any more; how much is to be sent comes after that.",
    section: connection,
    about: ["PortConn.write()"],
  },
  "shared-by-all": {
    says:
      "What belongs to one connection is kept in one place for all of them, such as what has arrived, or that an end was closed: what happens to one happens to others. Each connection has fields of its own.",
    section: connection,
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
  "news-missed": {
    says:
      "read() misses news that comes as soon as it was called. Between its look at what is there and its wait for `#news` nothing may come: no `await`, and no wait for something else.",
    section: connection,
    about: ["PortConn.take()"],
  },
  "reads-nothing": {
    says:
      "The first read() resolves with 0, though its array has room and bytes are there. Only an empty array gets 0: look whether `p.length` is 0, and give what is there otherwise.",
    section: connection,
    about: ["PortConn.take()"],
  },
  "writes-nothing": {
    says:
      "write() resolves with 0, though its array has bytes, and posts nothing. Only for an empty array is nothing sent: of any other, take what the credit allows, from its start, and post that.",
    section: connection,
    about: ["PortConn.write()"],
  },
  "read-does-not-wait": {
    says:
      "read() does not wait: nothing is there, and it resolves at once. That is not the end, which only `#ended` tells, once this end's own peer has said that no more comes: until then, wait for `#news` and look again.",
    section: connection,
    about: ["PortConn.take()"],
  },
  "interrupted-by-news": {
    says:
      "A read() that waited fails as if its own end had been closed, and nobody has closed it. Look whether this end is `#closed`, throw `interrupted()` only then, and otherwise look at what has arrived.",
    section: connection,
    about: ["PortConn.take()"],
  },
  "sends-no-data": {
    says:
      'What write() posts is no message of the type "data": the peer does not know it, and takes it for the end. Bytes go in `bytes` of a message whose `type` is "data".',
    section: connection,
    about: ["PortConn.write()"],
  },
  "data-is-the-end": {
    says:
      'Bytes that arrive are taken for the end of the input: read() resolves with null, though nobody has closed anything. A message of the type "data" goes to `#arrived`; only "end" and "closed" set `#ended`.',
    section: connection,
    about: ["PortConn.receive()", "PortConn.take()"],
  },
  "data-is-never-read": {
    says:
      "Bytes have come to this end, and read() never brings them: it waits, or tells of the end. What comes must be kept in `#arrived`, and read() must take it from there before it looks for the end.",
    section: connection,
    about: ["PortConn.receive()", "PortConn.take()"],
  },
  "puts-no-bytes": {
    says:
      "read() says how many bytes it has read, and puts none of them into `p`: the caller's array stays as it was. Copy them to its beginning, as `p.set()` does.",
    section: connection,
    about: ["PortConn.take()"],
  },
  "puts-bytes-elsewhere": {
    says:
      "The bytes are put somewhere in `p` and not at its beginning: whoever reads looks for them there.",
    section: connection,
    about: ["PortConn.take()"],
  },
  "puts-chunks-over-each-other": {
    says:
      "A read() takes several chunks and puts each of them at the beginning of `p`, over the one before. Each goes behind the last, or one read gives one chunk.",
    section: connection,
    about: ["PortConn.take()"],
  },
  "takes-bytes-for-text": {
    says:
      "Bytes are decoded to text on their way and encoded again. What is no text is lost, and a piece may be cut within a character: carry bytes as they are.",
    section: connection,
    about: ["copy()", "PortConn.take()"],
  },
  "fails-with-another-error": {
    says:
      "A call fails as it should, with another error than a Deno.Conn has there: whoever catches it draws the wrong conclusion. `given/conn.ts` makes each of them.",
    section: connection,
    about: ["PortConn.write()"],
  },
} satisfies Catalogue;

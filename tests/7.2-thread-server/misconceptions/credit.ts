import type { Catalogue } from "../../harness/story/misconceptions.ts";

const credit = "722-flow-control-by-credits";

/** Mistakes with flow control by credits. */
export const creditMistakes = {
  "credit-on-arrival": {
    says:
      "Credit is given for bytes that have only arrived. Then a slow reader holds nobody back: give it for what read() has taken.",
    section: credit,
    about: ["PortConn.receive()"],
  },
  "credit-never-granted": {
    says:
      "The reader never gives back credit for what it has read, so that the writer stands still once its first credit is used up.",
    section: credit,
    about: ["PortConn.grant()"],
  },
  "credit-given-twice": {
    says:
      "More credit comes back than bytes were read. The writer adds what is posted to what it has: post how many bytes were read since the last time, each once, and not how much room there is.",
    section: credit,
    about: ["PortConn.grant()"],
  },
  "waits-are-paid-twice": {
    says:
      "Too much credit comes back, and only for reads that had to wait. What they brought is owed twice, as where #take() calls read() to look again: read() adds to what is owed, and then does so once more for the call that waited. In #take(), look again in a loop.",
    section: credit,
    about: ["PortConn.take()"],
  },
  "credit-slips": {
    says:
      "Some bytes more or fewer are posted than were read, and with one credit after the other that adds up: in the end the writer stands still, or nothing holds it. Post the very number that is owed, and owe nothing then.",
    section: credit,
    about: ["PortConn.grant()"],
  },
  "credit-noted-wrong": {
    says:
      "The credit that comes back is right, and the writer notes another number. Add the very number that came to what is left.",
    section: credit,
    about: ["PortConn.refill()"],
  },
  "credit-granted-once": {
    says:
      "Credit came back once, and never again, though as much was read since. After each grant, what is owed counts on from 0.",
    section: credit,
    about: ["PortConn.grant()"],
  },
  "grants-credit-to-itself": {
    says:
      "The writer gives itself new credit when it has none, and nothing holds it. Only the reader can say what was read: wait until a message brings credit.",
    section: credit,
    about: ["PortConn.moreCredit()"],
  },
  "own-reads-give-credit": {
    says:
      "An end takes what has come to it for new credit of its own, and sends more than its peer has read. Each direction has a credit of its own: what this end reads is the peer's, and only a message of the peer brings more.",
    section: credit,
    about: ["PortConn.grant()", "PortConn.take()", "PortConn.receive()"],
  },
  "credit-for-last-piece": {
    says:
      "Of a chunk that is read in several pieces, not every piece gives credit back. Each byte that read() has taken does.",
    section: credit,
    about: ["PortConn.read()"],
  },
  "credit-pays-what-is-owed": {
    says:
      "Credit that comes to an end goes off what it owes to its peer. The two directions have nothing to do with each other: what is owed goes up by what was read here, and down by what was granted, and credit that comes is for this end's own writes.",
    section: credit,
    about: ["PortConn.refill()"],
  },
  "grants-unless-it-writes": {
    says:
      "An end that has written, too, gives no credit for what it reads. The two directions have nothing to do with each other: grant what was read, whatever credit this end has itself or has got.",
    section: credit,
    about: ["PortConn.grant()", "PortConn.refill()"],
  },
  "credit-set-not-added": {
    says:
      "Credit that comes back takes the place of the credit that was left. It must be added to it.",
    section: credit,
    about: ["PortConn.refill()"],
  },
  "credit-kept-back": {
    says:
      "Much was read, and no credit has come back for it yet. `#grant()` is called when enough has piled up: post all that is owed then.",
    section: credit,
    about: ["PortConn.grant()"],
  },
  "credit-begins-anew": {
    says:
      "Credit that comes back is taken for a full window, although bytes are still under way. As much comes back as was read: add that.",
    section: credit,
    about: ["PortConn.refill()"],
  },
  "credit-gets-lost": {
    says:
      "Less credit comes back than bytes were read: the rest is kept back or forgotten, and so much less can be under way from then on. Give all that is owed, not a fixed amount and not the room that there is.",
    section: credit,
    about: ["PortConn.grant()"],
  },
  "credit-with-buffers-alone": {
    says:
      "Credit comes back with the buffers, or for what they hold, and chunks that are too small for a buffer of the pool give none. Each byte that was read gives credit; buffers only travel with it.",
    section: credit,
    about: ["PortConn.grant()"],
  },
  "credit-when-all-is-read": {
    says:
      "Credit comes back only when nothing is left to read. A reader that leaves something for later holds up the writer, though there is room: give credit for what was read, whatever else has arrived.",
    section: credit,
    about: ["PortConn.grant()"],
  },
  "polls-for-credit": {
    says:
      "A write without credit sets a timer. Credit comes by a message, and an end by a message or a call, and each calls `#wake()`: wait for `#news`, and for nothing else.",
    section: credit,
    about: ["PortConn.moreCredit()"],
  },
  "spins-for-credit": {
    says:
      "A write without credit looks again and again and never lets go of the thread: no message can bring credit meanwhile. An `await` of what is there already, such as an old `#news` or one without its `.promise`, lets go of nothing, either: wait for the promise of `#news` each time.",
    section: credit,
    about: ["PortConn.moreCredit()", "PortConn.write()"],
  },
  "wakes-each-other": {
    says:
      "Who waits for credit posts something first, if only a credit of 0. That is news for the other end: where it waits, too, it looks, finds nothing, and posts the same in turn, without end. Credit is posted when bytes were read, and at no other time.",
    section: credit,
    about: ["PortConn.moreCredit()"],
  },
  "owed-cleared-first": {
    says:
      "The message that should bring credit grants nothing, as where what is owed is set to 0 before it is posted. Post first, or keep the number.",
    section: credit,
    about: ["PortConn.grant()"],
  },
  "grants-no-credit": {
    says:
      'What is posted when bytes were read is no message of the type "credit": the writer does not take it for credit. Post that type, with the number of `bytes` that were read.',
    section: credit,
    about: ["PortConn.grant()"],
  },
  "collects-the-unread": {
    says:
      "A buffer is given away that is still in use, as one that is collected while a part of it is unread. It goes back to the writer, and the rest of its bytes with it: collect a chunk that was read to its end.",
    section: credit,
    about: ["PortConn.take()"],
  },
  "reads-the-whole-buffer": {
    says:
      "What arrives is read from its buffer, whichever part of it was sent. A buffer that is used again may be longer than the bytes in it: keep the array that came, which says where they are.",
    section: "721-a-connection-over-a-messageport",
    about: ["PortConn.receive()", "PortConn.take()"],
  },
  "waits-for-credit-alone": {
    says:
      "The peer has closed, and the write that waits for credit waits on, as where it waits for credit alone, or for a promise of its own that this news does not resolve. Whatever the news is, `#moreCredit()` returns: write() looks at all of it again.",
    section: credit,
    about: ["PortConn.moreCredit()"],
  },
  "sleeps-through-own-end": {
    says:
      "A write that waits for credit waits on when its own end was closed, or the writing side of it, however often it is woken. Whatever the news is, `#moreCredit()` returns: write() looks at all of it again.",
    section: credit,
    about: ["PortConn.moreCredit()"],
  },
  "own-close-unheard": {
    says:
      "This end was closed, and its write that waits for credit sleeps until a message comes, as where it waits for the next message of the port, or for a promise of its own that close() does not resolve. To close brings no message: `#wake()` tells of it as of all else, so wait for `#news`.",
    section: credit,
    about: ["PortConn.moreCredit()"],
  },
  "wakes-one-of-two": {
    says:
      "Two writes of the same end wait for credit, and only one of them is woken. Whatever the news is, all that wait must look again: the news that an end has closed comes only once.",
    section: credit,
    about: ["PortConn.moreCredit()"],
  },
  "close-write-wakes-nobody": {
    says:
      "closeWrite() does not wake the write that waits for credit on the same end. It can never be sent any more, and must be told so.",
    section: "721-a-connection-over-a-messageport",
    about: ["PortConn.closeWrite()"],
  },
  "buffers-not-returned": {
    says:
      "Buffers that were read are kept for ever: they are collected, and never go back. Send the emptied ones to the writer with the credit.",
    section: credit,
    about: ["PortConn.grant()"],
  },
  "buffers-copied": {
    says:
      "Emptied buffers go back as copies: what a message holds is copied, unless the second argument of postMessage() lists it, too. Transfer the same buffers that the message names.",
    section: credit,
    about: ["PortConn.grant()"],
  },
  "refuses-without-credit": {
    says:
      "write() fails when there is no credit. That is no error: the peer has not read yet. Wait until it has.",
    section: credit,
    about: ["PortConn.moreCredit()"],
  },
  "sleeps-through-credit": {
    says:
      "Credit has come, and the write that waits for it sleeps on. write() looks again whenever `#moreCredit()` returns: return at the first news.",
    section: credit,
    about: ["PortConn.moreCredit()"],
  },
  "no-credit-after-end": {
    says:
      "An end that has closed its writing side gives no credit any more for what it reads. Only its bytes have come to an end: its peer still writes, and waits for credit.",
    section: credit,
    about: ["PortConn.grant()"],
  },
  "data-ends-waiting": {
    says:
      "A write that waits for credit fails when the peer has written something. Data is news, too, and wakes it: it looks again, finds no credit and that nobody has closed, and waits on.",
    section: credit,
    about: ["PortConn.moreCredit()"],
  },
  "end-ends-waiting": {
    says:
      "The peer has ended its writing side, and a write that waits for credit takes that for a reason to fail. The peer still reads, and gives credit: an end is of one direction only.",
    section: credit,
    about: ["PortConn.moreCredit()", "PortConn.write()"],
  },
  "credit-ignored-after-end": {
    says:
      "The peer has ended its writing side, and the credit that it gives since is of no use to the write that waits. Only its bytes have come to an end: it still reads.",
    section: credit,
    about: ["PortConn.receive()", "PortConn.refill()", "PortConn.write()"],
  },
} satisfies Catalogue;

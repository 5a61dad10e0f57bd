import { SECTIONS } from "./sections.ts";

const ECHO = SECTIONS["7.1.1"];

/** Of the child's program, and of bytes in general. */
export const echoMisconceptions = {
  "ignores-short-writes": {
    says:
      "Some bytes never come out. A write may take only the first part of what it is given and returns how many bytes that was: write on from there, as often as it takes, before you read on.",
    section: SECTIONS,
    about: ["echo()", "ForkingServer.downstream()"],
  },
  "sends-stale-bytes": {
    says:
      "A read fills only the first bytes of the buffer, as many as it returns. Your code passes on more than that: what an earlier read left there, or zeros.",
    section: SECTIONS,
    about: ["echo()", "ForkingServer.upstream()"],
  },
  "sends-more-than-the-piece": {
    says:
      "The `value` that `output.read()` gives may be the beginning of a larger buffer. Your code sends on what lies behind it, which no child has written: each write ends where `value` ends.",
    section: SECTIONS,
    about: ["ForkingServer.downstream()"],
  },
  "writes-more-than-the-rest": {
    says:
      "What follows on a short write is too long: it goes on behind the last byte of the piece, with what an earlier read left in the buffer. The second place that `subarray()` takes is an end, and no length: the end of the piece stays where it is.",
    section: ECHO,
    about: ["echo()"],
  },
  "leaves-nothing-of-the-rest": {
    says:
      "What follows on a short write is too short, and at last empty, though not all of the piece is written: a write takes 0 bytes of an empty array, and the loop never ends. The second place that `subarray()` takes is an end, and no length: the end of the piece stays where it is.",
    section: SECTIONS,
    about: ["echo()", "ForkingServer.downstream()"],
  },
  "writes-the-rest-later": {
    says:
      "What a write has not taken waits until more input comes. The client may wait for its answer before it sends more: write the rest before you read on.",
    section: ECHO,
    about: ["echo()"],
  },
  "takes-a-short-read-for-the-end": {
    says:
      "A read that does not fill the buffer is taken for the last one. A read returns what is there now, be it a single byte; the end is `null`, and nothing else.",
    section: ECHO,
    about: ["echo()"],
  },
  "takes-a-full-buffer-for-more": {
    says:
      "A read that fills the buffer is taken for a sign that more is to come, and what it has brought waits for that. There may be no more before the answer: write all that each read has brought.",
    section: ECHO,
    about: ["echo()"],
  },
  "drops-small-pieces": {
    says:
      "Some of what was read never comes out, such as a piece that is too short for your code, the last byte of each, or every other piece. One byte is a piece like any other: pass on all that each read has brought.",
    section: SECTIONS,
    about: [
      "echo()",
      "ForkingServer.upstream()",
      "ForkingServer.downstream()",
    ],
  },
  "goes-on-where-the-last-ended": {
    says:
      "Of each piece, your code leaves out as many bytes as it has written of the one before. How far a piece is written begins at 0 with each read.",
    section: SECTIONS,
    about: ["echo()", "ForkingServer.downstream()"],
  },
  "never-reads-again": {
    says:
      "Your code writes its first piece again and again and never comes to the next. Add up what the writes have taken, stop when that is the whole piece, and begin each turn with a read of its own.",
    section: ECHO,
    about: ["echo()"],
  },
  "repeats-what-was-taken": {
    says:
      "Your code writes bytes again that were taken already. Each write begins with the first byte that none before it has taken: add up what they return, and stop when all is written. If you move the rest to the front of the buffer instead, move all of it, up to where it ended before that write.",
    section: SECTIONS,
    about: ["echo()", "ForkingServer.downstream()"],
  },
  "prints-instead-of-writing": {
    says:
      "A newline follows on each piece, as `console.log()` prints one. Bytes go out as they have come, without any more, by `Deno.stdout.write()`.",
    section: ECHO,
  },
  "takes-the-stream-for-each-piece": {
    says:
      "Your code takes a stream's reader or writer again when one has it, or writes to a stream that it has closed. There is one stream for all pieces: take its reader or writer once, before the loop, and do not close it after a piece.",
    section: ECHO,
    about: ["echo()"],
  },
  "fails-at-the-end-of-input": {
    says:
      "The end of the input is no error. The program has done all it had to do: let it end well.",
    section: ECHO,
  },
  "ends-before-its-input": {
    says:
      "The program ends while there is still input. However many reads that takes, it goes on until `read()` gives null.",
    section: ECHO,
    about: ["echo()"],
  },
  "is-a-piece-behind": {
    says:
      "Your code passes a piece on only when the next one has come. There may be no next one before the answer: pass on what there is.",
    section: SECTIONS,
    about: ["echo()", "ForkingServer.upstream()", "ForkingServer.downstream()"],
  },
  "answers-at-the-end": {
    says:
      "Your code reads until no more can come and only then writes. Whoever waits for an answer before going on never gets one.",
    section: SECTIONS,
    about: ["echo()", "ForkingServer.upstream()", "ForkingServer.downstream()"],
  },
  "waits-for-a-line": {
    says:
      "Your code keeps what it has read until a line is complete. A stream of bytes has no lines: pass on what has come, however it ends.",
    section: SECTIONS,
    about: ["ForkingServer.downstream()", "ForkingServer.upstream()", "echo()"],
  },
  "waits-for-a-full-buffer": {
    says:
      "Your code writes only when enough bytes have come together. A read returns what is there, and more may never come: pass it on at once.",
    section: SECTIONS,
    about: ["ForkingServer.downstream()", "ForkingServer.upstream()", "echo()"],
  },
  "changes-bytes": {
    says:
      "What comes out is not what went in: your code changes, drops or moves certain bytes, such as newlines, zeros or capitals, or those from 80 on where it makes text of them. Here bytes have no meaning: pass each on as it is.",
    section: SECTIONS,
  },
  "adds-bytes": {
    says:
      "More comes out than went in: your code adds something of its own, such as a greeting, a newline or the line of a log. Whoever reads takes that for what was sent: pass on what has come, and nothing else.",
    section: SECTIONS,
  },
  "takes-bytes-for-text": {
    says:
      "Your code turns the bytes into text and back. A piece that is no UTF-8, or that ends within a character, does not survive that.",
    section: SECTIONS,
  },
  "misses-the-end-of-input": {
    says:
      "`read()` gives null when the input has ended, and gives it again and again. Your loop goes on all the same, so the program never ends.",
    section: ECHO,
  },
  "writes-nothing-for-ever": {
    says:
      "A piece is written to its end, and your loop still goes round: it writes an empty array, of which a write takes 0 bytes, and never comes to the next read. Look at how it counts what was taken, and where it ends: at `<=` it goes round once too often, and at `<` it does not.",
    section: SECTIONS,
    about: ["echo()", "ForkingServer.downstream()"],
  },
  "reads-into-nothing": {
    says:
      "Your code reads into an empty array. There is no room for a byte, so `read()` returns 0 each time, whatever there is to read, and the loop turns for ever. Where the part of the buffer that you hand it may be empty, go back to the front of the buffer first.",
    section: SECTIONS,
    about: ["echo()", "ForkingServer.upstream()"],
  },
};

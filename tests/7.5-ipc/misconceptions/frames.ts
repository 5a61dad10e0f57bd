import type { Catalogue } from "../../harness/story/misconceptions.ts";

const section = "751-frames-messages-in-a-stream-of-bytes";

/** Mistakes with frames in a stream of bytes. */
export const frames = {
  "characters-for-bytes": {
    says:
      "Your code counts the characters of a text (UTF-16 units) where bytes are meant: a character can have up to four. Encode the text first, and count then.",
    section,
  },
  "lowest-byte-first": {
    says:
      "The header has the lowest byte of the length first. Both ends must agree on an order, and the network's is highest byte first.",
    section,
  },
  "view-for-its-buffer": {
    says:
      "A Uint8Array can be a view on a part of a larger buffer: your code takes the bytes of the buffer, from its start, and not those of the view.",
    section,
    about: ["PortEnd.send()", "encodeFrame()"],
  },
  "view-goes-on-to-its-buffers-end": {
    says:
      "A Uint8Array can be a view on a part of a larger buffer: your code begins where the view does, and goes on to the buffer's end. The view has a length, too.",
    section,
    about: ["PortEnd.send()", "encodeFrame()"],
  },
  "partial-frame-is-a-message": {
    says:
      "next() hands out what has come so far as if it were the whole message. A read ends anywhere: wait until as many bytes are there as the header says.",
    section: "where-does-a-message-end",
    about: ["FrameDecoder.next()"],
  },
  "counts-the-header": {
    says:
      "next() waits for as many bytes as the header says, and counts the header's own among them: the message is handed out four bytes too early.",
    section: "where-does-a-message-end",
    about: ["FrameDecoder.next()"],
  },
  "header-is-always-whole": {
    says:
      "next() reads the length before all four bytes of the header have come. A read can end in the middle of a header, too.",
    section,
    about: ["FrameDecoder.next()"],
  },
  "header-taken-too-early": {
    says:
      "next() takes the header out before the message is whole. When more has come, it takes the next four bytes, which belong to the message, for a header: what it finds there is no length, and no limit is too low.",
    section,
    about: ["FrameDecoder.next()"],
  },
  "header-counts-itself": {
    says:
      "The length in the header counts the header's own four bytes, too. It is that of the message alone.",
    section,
  },
  "length-in-16-bits": {
    says:
      "The length is kept in 16 bits, where 65535 is followed by 0. The header has 32.",
    section,
  },
  "empty-message-is-none": {
    says:
      "An empty message is dropped as if there were none. A frame of length 0 is a message like any other.",
    section,
    about: [
      "ChildPipe.exchange()",
      "FrameDecoder.next()",
      "LogProcess.attach()",
      "MessageWriter.write()",
    ],
  },
  "limit-is-refused": {
    says:
      "A message exactly as long as the limit is refused. The limit is the longest that is allowed.",
    section,
    about: ["FrameDecoder.next()"],
  },
  "limit-counts-the-header": {
    says:
      "The header's four bytes count towards the limit: messages are refused that are short enough. The limit is that of the message alone.",
    section,
  },
  "guesses-a-texts-bytes": {
    says:
      "The limit is compared with a guess from a text's characters. How many bytes it has is only known when it is encoded.",
    section,
    about: ["encodeFrame()"],
  },
  "goes-by-the-default-limit": {
    says:
      "MAX_LENGTH is compared with where a `maxLength` was given. It is the limit only where none was: who gives one may lower the limit, or raise it.",
    section,
    about: ["FrameDecoder.next()", "encodeFrame()"],
  },
  "length-is-signed": {
    says:
      "The length is taken as a signed number: from 2^31 on it is negative, and below every limit.",
    section,
    about: ["FrameDecoder.next()"],
  },
  "reserves-before-the-check": {
    says:
      "Memory is reserved for what a header announces before that is compared with the limit. Four bytes of a stranger are enough to fill the memory.",
    section,
    about: ["FrameDecoder.next()"],
  },
  "limit-checked-when-whole": {
    says:
      "The limit is only looked at when the whole message has come. Until then your code keeps whatever it is sent, up to 4 GiB.",
    section,
    about: ["FrameDecoder.next()"],
  },
  "keeps-no-limit": {
    says:
      "No header is refused, whatever it announces. Your code waits for up to 4 GiB, and keeps what comes until then.",
    section,
    about: ["FrameDecoder.next()"],
  },
  "reads-lowest-byte-first": {
    says:
      "next() takes the first byte of the header for the lowest of the length. It is the highest: `peekUint32()` reads it so.",
    section,
    about: ["FrameDecoder.next()"],
  },
  "whole-frames-pass-the-limit": {
    says:
      "A message beyond the limit is handed out when all of it came at once. The limit holds however much has come.",
    section,
    about: ["FrameDecoder.next()"],
  },
  "only-the-first-is-measured": {
    says:
      "The limit is kept for the first message only. Each header can announce too much.",
    section,
    about: ["FrameDecoder.next()"],
  },
  "end-is-always-normal": {
    says:
      "end() does not look at whether bytes are left over. A stream that ends in the middle of a message was cut off, and nobody would notice.",
    section,
  },
  "part-of-a-header-is-nothing": {
    says:
      "A stream that ends in a header passes as whole. From the first byte of a header on, a frame has begun.",
    section,
  },
  "announced-message-is-nothing": {
    says:
      "A stream that ends right behind a header passes as whole, though the message that it announces is missing. If next() has taken a header out, end() has to know of it.",
    section,
    about: ["FrameDecoder.end()", "FrameDecoder.next()"],
  },
  "part-of-a-message-is-nothing": {
    says:
      "Only a stream that ends within a header is refused. Behind the header the frame is not whole either, until the last byte of its message has come.",
    section,
    about: ["FrameDecoder.end()"],
  },
  "goes-on-after-an-error": {
    says:
      "The decoder goes on after an error. Nobody knows then where the next frame begins, and what it finds is left to chance.",
    section,
    about: ["FrameDecoder.next()"],
  },
  "frames-share-memory": {
    says:
      "What is returned lies in an array that is used again: the next frame or message overwrites one that somebody still has. Return a new array each time.",
    section,
    about: ["encodeFrame()", "FrameDecoder.next()"],
  },
  "bytes-after-the-frame": {
    says:
      "A frame is longer than its header and its message. Whoever reads takes what stands behind the last byte for the next header: reserve as many bytes as the encoded text has.",
    section,
    about: ["encodeFrame()"],
  },
  "text-does-not-fit": {
    says:
      "The frame holds the beginning of the text, and the rest is left out without a word, as by encodeInto() into too small an array. A character can have more than two bytes.",
    section,
    about: ["encodeFrame()"],
  },
  "zero-byte-at-the-end": {
    says:
      "A text gets a zero byte at its end, as strings in C have. In a frame the length says where the message ends.",
    section,
    about: ["encodeFrame()"],
  },
  "waits-for-one-byte-more": {
    says:
      "This message comes only when a byte behind it has come: as the last one of a stream it is never received. A frame is whole when its header and as many bytes as that says are there.",
    section,
    about: ["FrameDecoder.next()"],
  },
  "waits-behind-the-header": {
    says:
      "next() looks at the length only when a byte behind the header has come. The four bytes of a header are enough for that: behind an empty message's there is nothing, and a length beyond the limit is refused at once.",
    section,
    about: ["FrameDecoder.next()"],
  },
  "cuts-what-is-too-long": {
    says:
      "A message beyond the limit is cut to it, and nobody is told that a part is missing. Refuse it.",
    section,
    about: ["encodeFrame()"],
  },
  "refuses-by-another-error": {
    says:
      "It is refused by another error than a FrameError: nobody can tell a frame that is none, or too long, from a fault of the program.",
    section,
  },
} satisfies Catalogue;

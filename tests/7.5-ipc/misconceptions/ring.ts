import type { Catalogue } from "../../harness/story/misconceptions.ts";

const section = "755-a-ring-buffer-in-shared-memory";

/** Mistakes with a ring buffer. */
export const ring = {
  "keeps-one-byte-free": {
    says:
      "Your ring keeps one byte free. That is what rings need whose indexes wrap at the end; here both run on, and head - tail tells full from empty.",
    section,
    about: ["RingWriter.tryWrite()"],
  },
  "full-looks-empty": {
    says:
      "More is written than there is room for, and what was not read is overwritten: the room is the capacity less head - tail, and 0 if the ring is full.",
    section,
    about: ["RingWriter.tryWrite()"],
  },
  "tells-more-than-it-wrote": {
    says:
      "tryWrite() returns how many bytes it was given, though only some of them fitted: the caller takes the rest for written, and it is lost. Return how many were copied.",
    section,
    about: ["RingWriter.tryWrite()"],
  },
  "goes-by-an-old-look": {
    says:
      "A call takes or gives less than it could. What an end has seen of the other's index before is enough only if it is enough for the whole call: otherwise look again.",
    section,
    about: ["RingWriter.tryWrite()", "RingReader.tryRead()"],
  },
  "refuses-and-takes": {
    says:
      "takeEnd() writes AWAKE to the end's word before it knows that the end is free. Whoever has the end is not asleep or closed any more, by its word: change it only if it says FREE.",
    section,
    about: ["takeEnd()"],
  },
  "rings-share-an-index": {
    says:
      "A new ring goes on where another one was: an index is in the class or in the module. Each end has its own.",
    section,
  },
  "stops-at-the-edge": {
    says:
      "A call takes or gives only what lies before the ring's last place, though there is more. What goes on from the ring's start is a part of it.",
    section,
    about: ["RingReader.tryRead()", "RingWriter.tryWrite()"],
  },
  "second-part-lost": {
    says:
      "Only the bytes up to the ring's end are copied out: what goes on from its start is lost.",
    section,
    about: ["RingReader.get()"],
  },
  "second-part-over-first": {
    says:
      "The bytes that go on from the ring's start are copied over those from its end: the second part belongs behind the first.",
    section,
    about: ["RingReader.get()"],
  },
  "end-hides-the-last-bytes": {
    says:
      "tryRead() reports the end as soon as the writer has closed, though bytes are still in the ring: the end is reached when it is closed and empty.",
    section,
    about: ["RingReader.tryRead()"],
  },
  "second-end-accepted": {
    says:
      "Your code gives an end away that another thread has, or has closed: only a word that says FREE may be taken.",
    section,
    about: ["takeEnd()"],
  },
  "end-taken-in-two-steps": {
    says:
      "Your code looks whether the end is free in one operation and takes it in another: two threads can both see it free. Compare and exchange in one step.",
    section,
  },
  "reader-left-unnoticed": {
    says:
      "tryWrite() does not tell in every case that the reader has closed its end. It has to throw a BrokenPipe then, whether there is room or not.",
    section,
    about: ["RingWriter.tryWrite()"],
  },
  "nothing-is-not-tried": {
    says:
      "write() of an empty array returns without a look at the ends. Where one was closed it has to throw, however little is written: tryWrite() throws, if it is called.",
    section,
    about: ["RingWriter.write()"],
  },
  "write-forgets-the-rest": {
    says:
      "write() writes what fits now and returns. It must go on, and sleep where there is no room, until all is written.",
    section,
  },
  "read-of-nothing-waits": {
    says:
      "read() into an array without room waits for bytes, none of which it could take: 0 is the answer at once.",
    section,
    about: ["RingReader.read()"],
  },
  "published-before-copy": {
    says:
      "The writer publishes its index before the bytes are copied: the reader reads what is not there yet. Copy first.",
    section,
    about: ["RingWriter.tryWrite()"],
  },
  "reads-beyond-the-head": {
    says:
      "The reader copies more bytes than lie between tail and head: the writer has not published those, and may be writing them. `count` is all that may be copied, in one part or in two.",
    section,
    about: ["RingReader.get()"],
  },
  "room-freed-before-copy": {
    says:
      "The reader gives the room back before it has copied the bytes out: the writer may overwrite them meanwhile. Copy first.",
    section,
    about: ["RingReader.tryRead()"],
  },
  "index-is-plain": {
    says:
      "An index is read or written as an ordinary number. Only Atomics.store() and Atomics.load() say that the bytes before it are there, too.",
    section,
    about: ["RingReader.tryRead()", "RingWriter.tryWrite()"],
  },
  "head-before-end": {
    says:
      "tryRead() looks at the head first and at the writer's end then: what was written in between, just before the close, is missed. Look for the end first.",
    section,
  },
  "indexes-compared": {
    says:
      "Your code asks which index is greater. An index wraps, and the one further on is then the smaller number: ask whether they are equal, or for their difference, cut to 32 bits.",
    section,
    about: ["RingWriter.tryWrite()"],
  },
  "difference-not-cut": {
    says:
      "The difference of the indexes is not cut to 32 bits: when only the head has wrapped, it is off by 2^32.",
    section,
    about: ["RingReader.tryRead()"],
  },
  "place-of-a-negative-index": {
    says:
      "From 2^31 on the index is a negative number, and the rest of its division is no place in the ring. Its low bits are, by `&`.",
    section,
    about: ["RingReader.get()"],
  },
  "index-compared-uncut": {
    says:
      "What sleep() compares with the word in memory runs on beyond 2^31, where memory keeps 32 bits: they are never equal again, so it never sleeps.",
    section,
    about: ["RingWriter.tryWrite()", "RingReader.tryRead()"],
  },
  "end-is-plain": {
    says:
      "The word of an end is read or written as an ordinary number while the other thread does the same: a data race, and each may see what was there before. All access to it is by Atomics.",
    section,
    about: ["closeEnd()", "wake()"],
  },
  "second-part-from-elsewhere": {
    says:
      "The bytes that go on from the ring's start are taken from another place: the second part begins at place 0.",
    section,
    about: ["RingReader.get()"],
  },
  "end-is-taken-for-nothing": {
    says:
      "read() takes null for nothing there and waits: null says that nothing will come any more.",
    section,
    about: ["RingReader.read()"],
  },
  "read-waits-for-all": {
    says:
      "read() waits until its array is full. It returns what there is, at least one byte: who asks for 64 KiB would wait for ever for the rest of a short message.",
    section,
    about: ["RingReader.read()"],
  },
  "write-begins-again": {
    says:
      "After a part was written, write() goes back to bytes that it has written already, such as the first: go on with what is left.",
    section,
    about: ["RingWriter.write()"],
  },
  "names-the-other-end": {
    says:
      "The error about a second reader speaks of a writer, or the reverse: `name` says which end it is.",
    section,
    about: ["takeEnd()"],
  },
  "all-or-nothing": {
    says:
      "tryWrite() takes nothing where not all fits. Take what there is room for: what is longer than the ring would never go in.",
    section,
    about: ["RingWriter.tryWrite()"],
  },
  "reads-all-or-nothing": {
    says:
      "tryRead() gives nothing where its array has more room than there are bytes. Give what there is: who reads does not know how much is written at once.",
    section,
    about: ["RingReader.tryRead()"],
  },
  "room-is-kept": {
    says:
      "tryRead() does not give back the room of what it has read, or not before the ring is empty: a writer waits though there is room. Publish the tail after each read.",
    section,
    about: ["RingReader.tryRead()"],
  },
} satisfies Catalogue;

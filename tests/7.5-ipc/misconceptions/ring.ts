import type { Catalogue } from "../../harness/story/misconceptions.ts";

const section = "755-a-ring-buffer-in-shared-memory";

/** Mistakes with a ring buffer. */
export const ring = {
  "woken-is-not-enough": {
    says:
      "read() returns after a sleep without having read anything. A thread may wake for no reason: as long as nothing is there, it sleeps again.",
    section,
    about: ["RingReader.read()"],
  },
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
  "spins-on-memory": {
    says:
      "Your code looks at memory again and again while there is nothing to do, and keeps a processor busy. Sleep until the other end wakes you.",
    section,
  },
  "sleeps-with-a-time-limit": {
    says:
      "Your code sleeps for a short time and looks again. Whoever changes something wakes the sleeper: no time limit is needed.",
    section,
    about: ["sleep()"],
  },
  "sleeps-in-secret": {
    says:
      "An end sleeps while its word does not say ASLEEP: the other end takes it for awake, and does not notify it. Say ASLEEP first, and sleep only as long as the word says so.",
    section,
    about: ["sleep()"],
  },
  "sleeps-without-a-second-look": {
    says:
      "Your code says ASLEEP and sleeps. If the other end moved its index just before, it saw nobody asleep and notified nobody: look again after saying it.",
    section,
    about: ["sleep()"],
  },
  "second-look-at-its-own-index": {
    says:
      "The second look, before the sleep, is at the sleeper's own index, which nobody else moves. Give `sleep()` the other end's: HEAD to a reader, TAIL to a writer.",
    section,
    about: ["RingWriter.write()", "RingReader.read()"],
  },
  "second-look-misses-the-end": {
    says:
      "No second look, before the sleep, sees that the other end was closed. If that was just before, nobody comes to wake: look at its word, too.",
    section,
    about: ["sleep()"],
  },
  "free-is-taken-for-closed": {
    says:
      "Beside an end that nobody has taken yet, nobody waits. It is FREE, and not AWAKE: whoever takes it later will wake the sleeper. Only CLOSED says that nobody comes.",
    section,
    about: ["sleep()"],
  },
  "close-wakes-nobody": {
    says:
      "The writer's close() does not wake the reader, which sleeps on, and never learns that nothing more comes. Either end wakes the other one.",
    section,
    about: ["closeEnd()"],
  },
  "close-wakes-no-writer": {
    says:
      "The writer's close() wakes the reader, but the reader's does not wake the writer. It sleeps on in a full ring, and never learns that nobody reads any more.",
    section,
    about: ["closeEnd()"],
  },
  "change-wakes-nobody": {
    says:
      "An index was moved, and the other end, which sleeps for just that, is not woken. Each change has to wake whoever says ASLEEP. Only its word, looked at behind the change, tells whether it sleeps: what was in the ring before, or how far the index has moved, does not.",
    section,
    about: ["RingReader.tryRead()", "RingWriter.tryWrite()", "wake()"],
  },
  "wakes-before-changing-the-word": {
    says:
      "Your wake() notifies first and changes the word then. A thread that goes to sleep in between still finds ASLEEP, and sleeps for ever.",
    section,
    about: ["wake()"],
  },
  "wakes-without-changing-the-word": {
    says:
      "Your wake() notifies and leaves the word ASLEEP. A thread that is only about to sleep is not woken by that, and then sleeps for ever.",
    section,
    about: ["wake()"],
  },
  "notifies-each-time": {
    says:
      "Atomics.notify() is called though nobody sleeps. It asks the system each time: call it only if the other end's word says ASLEEP.",
    section,
    about: ["wake()"],
  },
  "stays-asleep": {
    says:
      "An end that found something in its second look, and did not sleep, still says ASLEEP: from then on each change of the other end notifies in vain.",
    section,
    about: ["sleep()"],
  },
  "end-free-after-sleep": {
    says:
      "After its sleep the end's word says FREE: another thread can take an end that is in use. It is AWAKE.",
    section,
    about: ["sleep()"],
  },
  "published-before-copy": {
    says:
      "The writer publishes its index before the bytes are copied: the reader reads what is not there yet. Copy first.",
    section,
    about: ["RingWriter.tryWrite()"],
  },
  "sleeps-on-a-fresh-look": {
    says:
      "sleep() is told the other end's index as it is now. What has come since there was nothing to do is in it already: the second look finds no change, and the thread sleeps. Tell it the index as you saw it.",
    section,
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
  "wakes-by-a-store": {
    says:
      "wake() writes AWAKE whatever the other end's word says by now. An end that was closed just before is open again: change the word only if it still says ASLEEP.",
    section,
    about: ["wake()"],
  },
  "wakes-before-it-closes": {
    says:
      "When closeEnd() has said CLOSED, it looks for no sleeper any more. Who says ASLEEP just before finds the end open, and sleeps for ever: say CLOSED first, and wake then.",
    section,
    about: ["closeEnd()"],
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
      "After a part was written, write() begins again with the first byte: go on with what is left.",
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
      "tryRead() does not give back the room of what it has read as long as the ring is not empty: a writer waits though there is room.",
    section,
    about: ["RingReader.tryRead()"],
  },
  "wakes-before-the-change": {
    says:
      "You look for a sleeper before you move the index. Who says ASLEEP in between sees nothing new, and sleeps for ever: move the index, and wake then.",
    section,
    about: ["RingReader.tryRead()", "RingWriter.tryWrite()"],
  },
  "sleeps-on-an-index": {
    says:
      "An end sleeps on the word of an index, where wake() notifies nobody. It sleeps on its own word, which says ASLEEP: by that word it is found and woken.",
    section,
    about: ["sleep()"],
  },
  "sleeps-on-the-other-ends-word": {
    says:
      "An end sleeps on the word of the other end. Who is to be woken is found by his own word, which says ASLEEP.",
    section,
    about: ["sleep()"],
  },
} satisfies Catalogue;

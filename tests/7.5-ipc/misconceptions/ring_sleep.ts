import type { Catalogue } from "../../harness/story/misconceptions.ts";

const section = "755-a-ring-buffer-in-shared-memory";

/** Mistakes with who sleeps at a ring, and who wakes whom. */
export const ringSleep = {
  "woken-is-not-enough": {
    says:
      "read() returns after a sleep without having read anything. A thread may wake for no reason: as long as nothing is there, it sleeps again.",
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
  "close-leaves-the-word-asleep": {
    says:
      "A close notifies the other end and leaves its word ASLEEP. A thread that is only about to sleep is not woken by that, and then sleeps for ever. Wake it as a change does: wake() takes the word to AWAKE first.",
    section,
    about: ["closeEnd()"],
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
  "sleeps-on-a-fresh-look": {
    says:
      "sleep() is told the other end's index as it is now. What has come since there was nothing to do is in it already: the second look finds no change, and the thread sleeps. Tell it the index as you saw it.",
    section,
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

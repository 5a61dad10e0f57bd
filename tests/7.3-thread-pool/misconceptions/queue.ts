const QUEUE = "731-a-bounded-queue";

/** Who puts an item in: the innermost is to wake another. */
const PUTS = [
  "BoundedQueue.put()",
  "BoundedQueue.push()",
  "BoundedQueue.tryPush()",
];

/** Who takes one out. */
const TAKES = [
  "BoundedQueue.take()",
  "BoundedQueue.pop()",
  "BoundedQueue.tryPop()",
];

const WAKING = [...PUTS, ...TAKES];

/** Misconceptions of step 7.3.1: the queue. */
export const queue = {
  "last-in-first-out": {
    says:
      "The item that came last is taken out first: a stack. The head must move on to the next item, and new ones go behind the last.",
    section: QUEUE,
    about: ["Ring.shift()"],
  },
  "head-stays": {
    says:
      "The same item comes out again and again: it is counted as taken, and the head still points to it. Taking one moves the head on.",
    section: QUEUE,
    about: ["Ring.shift()"],
  },
  "ring-wraps-elsewhere": {
    says:
      "Items are not written to one place behind the other. The next one goes `size` places behind the head, which moves on as items are taken; and behind the last of `capacity` places, whatever that number is, comes the first.",
    section: QUEUE,
    about: ["Ring.append()"],
  },
  "takes-nothing": {
    says:
      "The queue has items, and nothing is taken out of it: the look whether there is one finds none, or comes out the wrong way round.",
    section: QUEUE,
    about: ["BoundedQueue.take()"],
  },
  "head-leaves-the-ring": {
    says:
      "The head goes on behind the ring's last place, and shift() reads there, where nothing is. The last place is `capacity - 1`, and behind it comes 0 again: the head has to be back there before it is read.",
    section: QUEUE,
    about: ["Ring.shift()"],
  },
  "shift-takes-from-elsewhere": {
    says:
      "Each item went into the place behind the one before, and shift() does not return what lies at the oldest's place. The oldest is at the head: read it there, and move the head on then; behind the last place comes the first.",
    section: QUEUE,
    about: ["Ring.shift()"],
  },
  "shift-overwrites-an-item": {
    says:
      "shift() writes to the place of an item that is still in the ring. Once the head has moved on, it is the place of the next one. What was taken out need not be erased: `size` tells which places are taken.",
    section: QUEUE,
    about: ["Ring.shift()"],
  },
  "one-place-too-many": {
    says:
      "A full queue takes one item more, and that overwrites the oldest: `size` items fill the ring when it is equal to the capacity, not when it exceeds it.",
    section: QUEUE,
    about: ["Ring.hasRoom()"],
  },
  "never-sleeps": {
    says:
      "There is no item, or no room, and the thread does not wait for it: it goes on as if there were. It must sleep in the condition until another thread has made it true.",
    section: QUEUE,
    about: ["BoundedQueue.pop()", "BoundedQueue.push()"],
  },
  "looks-once": {
    says:
      "A thread that has been woken goes on without a second look. Another one may have been faster, and a thread may wake for no reason: only what you see after waking counts.",
    section: QUEUE,
    about: ["BoundedQueue.pop()", "BoundedQueue.push()"],
  },
  "sleeps-again-without-a-look": {
    says:
      "After a wait, the thread sleeps again without a look into the queue. `wait()` and `waitFor()` call the function that they are given after each wait: it must ask the ring each time. A value that was found before says nothing new.",
    section: QUEUE,
    about: [
      "BoundedQueue.push()",
      "BoundedQueue.pop()",
      "BoundedQueue.tryPush()",
      "BoundedQueue.tryPop()",
    ],
  },
  "loses-patience": {
    says:
      "A thread that has woken a number of times goes on without what it waits for, or gives up. Others may be faster any number of times: only an item, room or the end is a reason to go on.",
    section: QUEUE,
    about: ["BoundedQueue.pop()", "BoundedQueue.push()"],
  },
  "spins-with-the-mutex-locked": {
    says:
      "The thread asks again and again with the mutex locked: whoever could change what it waits for needs that mutex, so both wait for ever.",
    section: QUEUE,
    about: [
      "BoundedQueue.pop()",
      "BoundedQueue.push()",
      "BoundedQueue.tryPush()",
      "BoundedQueue.tryPop()",
    ],
  },
  "sleeps-with-the-mutex-locked": {
    says:
      "The thread sleeps and still holds the mutex: whoever is to wake it waits for that mutex. The condition's `wait()` unlocks while it sleeps.",
    section: QUEUE,
    about: ["BoundedQueue.pop()", "BoundedQueue.push()"],
  },
  "unlocks-twice": {
    says:
      "The mutex is unlocked through a token that does not hold it any more: `#put()` and `#take()` have unlocked it, and what comes behind them is outside.",
    section: QUEUE,
    about: ["BoundedQueue.pop()", "BoundedQueue.push()"],
  },
  "waits-with-the-mutex-unlocked": {
    says:
      "The thread waits in a condition with the mutex unlocked: between the look and the sleep another one may come, and wake nobody. `wait()` takes the mutex locked, and unlocks it itself.",
    section: QUEUE,
    about: ["BoundedQueue.pop()", "BoundedQueue.push()"],
  },
  "asks-again-and-again": {
    says:
      "The thread unlocks, locks and looks again without end: it burns a processor while it waits. The condition puts it to sleep until there is something to see.",
    section: QUEUE,
  },
  "looks-again-by-a-timer": {
    says:
      "The thread wakes every so often to look: that costs time while nothing happens, and comes late when something does. Whoever changes the queue wakes it: it need not look by itself.",
    section: QUEUE,
  },
  "push-wakes-nobody": {
    says:
      "An item was appended and a consumer sleeps on: nobody told it. Whoever appends wakes one that waits for an item.",
    section: QUEUE,
    about: PUTS,
  },
  "pop-wakes-nobody": {
    says:
      "An item was taken and a producer sleeps on: nobody told it. Whoever takes an item wakes one that waits for room.",
    section: QUEUE,
    about: TAKES,
  },
  "push-wakes-at-the-edge-only": {
    says:
      "A consumer is woken only when the queue was empty before. Two may sleep: then the second item comes to a queue that is not empty, and the second sleeper is forgotten. Each item that is appended wakes one.",
    section: QUEUE,
    about: PUTS,
  },
  "pop-wakes-at-the-edge-only": {
    says:
      "A producer is woken only when the queue was full before. Two may sleep: then the second item is taken from a queue that is not full, and the second sleeper is forgotten. Each item that is taken wakes one.",
    section: QUEUE,
    about: TAKES,
  },
  "wakes-the-wrong-side": {
    says:
      "The wrong condition is notified: producers wait for room (`#notFull`), consumers for an item (`#notEmpty`), and each wakes the other side.",
    section: QUEUE,
    about: WAKING,
  },
  "sleeps-on-the-wrong-condition": {
    says:
      'A thread sleeps on "not full" while there is room, or on "not empty" while there is an item. A producer waits for the first, until there is room; a consumer for the second, until there is an item.',
    section: QUEUE,
    about: ["BoundedQueue.push()", "BoundedQueue.pop()"],
  },
  "wakes-for-nothing": {
    says:
      "A thread is woken though nothing was taken: there is no more room than before, and it goes back to sleep. Wake one for each item that went out, and for nothing else.",
    section: QUEUE,
  },
  "keeps-its-own-place": {
    says:
      "Where the next item goes, or comes from, is kept in a field. Each thread has a Ring of its own on the same memory, and does not see what others have done: go by HEAD and SIZE alone.",
    section: QUEUE,
    about: ["Ring.append()", "Ring.shift()"],
  },
  "pushes-0-nowhere": {
    says:
      "The item 0 is taken for none, and never comes into the queue. It is a number like any other.",
    section: QUEUE,
    about: ["BoundedQueue.push()", "BoundedQueue.put()"],
  },
  "wakes-nobody-for-0": {
    says:
      "Whether somebody is woken depends on whether the item is true: the item 0 comes or goes, and wakes nobody. It is a number like any other. Who waits for it, or for its place, has to be woken.",
    section: QUEUE,
    about: ["BoundedQueue.take()", "BoundedQueue.put()"],
  },
  "a-0-is-a-free-place": {
    says:
      "A place in which the item 0 lies is taken for free, and the next item is written over it. 0 is an item like any other: `size` tells which places are taken.",
    section: QUEUE,
    about: ["Ring.append()"],
  },
  "takes-0-for-nothing": {
    says:
      "The item 0 is taken for none. It is a number like any other: ask whether there is an item, and not whether the item is true.",
    section: QUEUE,
    about: [
      "BoundedQueue.pop()",
      "BoundedQueue.take()",
      "Ring.shift()",
    ],
  },
  "wakes-everyone": {
    says:
      "More sleepers than one are woken for one item, or for one place: one of them gets it, and the others look and go back to sleep. Each item that comes wakes one, and so does each place that becomes free, however many there are already.",
    section: QUEUE,
    about: WAKING,
  },
  "notifies-with-the-mutex-locked": {
    says:
      "A thread is woken while the mutex is still locked: the first thing that it does is to wait for it. Unlock, and wake it then.",
    section: QUEUE,
    about: WAKING,
  },
  "touches-the-ring-unlocked": {
    says:
      "The ring is read or written without the mutex, while another thread does the same: it knows nothing of threads, so all of it belongs between lock and unlock.",
    section: QUEUE,
    about: WAKING,
  },
  "wakes-both-sides": {
    says:
      "push() wakes a producer, too, or pop() a consumer: nothing has changed for those, who look and go back to sleep. Who appends wakes one that waits for an item, and who takes, one that waits for room.",
    section: QUEUE,
    about: WAKING,
  },
  "appends-nothing": {
    says:
      "No item is written into the ring: whoever waits for one waits for ever.",
    section: QUEUE,
    about: ["BoundedQueue.put()", "BoundedQueue.tryPush()"],
  },
  "takes-two-at-once": {
    says:
      "Two items are taken out and one is returned: the other is lost. `shift()` takes an item out, it does not only look.",
    section: QUEUE,
    about: WAKING,
  },
  "appended-and-not-counted": {
    says:
      "An item is written into the ring and `size` stays as it was: to all others, nothing has come.",
    section: QUEUE,
    about: ["Ring.append()"],
  },
  "taken-and-still-counted": {
    says:
      "An item is taken out of the ring and `size` stays as it was: to all others, there is no more room than before.",
    section: QUEUE,
    about: ["Ring.shift()"],
  },
  "counts-items-wrongly": {
    says:
      "`size` is set to a number that is not one more when an item comes, or not one less when one goes. It is how many items are in the ring now: from 0, of an empty one, up to the capacity, of a full one.",
    section: QUEUE,
    about: ["Ring.append()", "Ring.shift()"],
  },
  "mutex-stays-locked": {
    says:
      "The mutex stays locked: nobody is left who will unlock it. Whoever locks it unlocks it in the end, as `using` does, and calls nothing meanwhile that locks it: that would wait for itself.",
    section: QUEUE,
    about: [
      "BoundedQueue.push()",
      "BoundedQueue.pop()",
      "BoundedQueue.tryPush()",
      "BoundedQueue.tryPop()",
      "BoundedQueue.size()",
      "BoundedQueue.close()",
    ],
  },
  "unlocks-between": {
    says:
      "Between the look that finds room, or an item, and its use, the mutex is unlocked. Another thread takes what was seen: look and act without unlocking in between.",
    section: QUEUE,
    about: [
      "BoundedQueue.pop()",
      "BoundedQueue.push()",
      "BoundedQueue.tryPush()",
      "BoundedQueue.tryPop()",
    ],
  },
  "waits-after-the-change": {
    says:
      "A thread waits for room, or for an item, when it has put its own item in, or taken one out. It may wait before it changes the queue, and has nothing to wait for afterwards.",
    section: QUEUE,
    about: ["BoundedQueue.pop()", "BoundedQueue.push()"],
  },
  "cuts-items": {
    says:
      "An item comes out as another number than it went in: some of its bits are lost. An item is any 32-bit integer, also a large or a negative one.",
    section: QUEUE,
    about: ["Ring.append()"],
  },
} as const;

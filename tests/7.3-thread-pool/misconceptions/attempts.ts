const ATTEMPTS = "732-attempts-with-a-time-limit";
const CLOSING = "733-closing-the-queue";

/** Misconceptions of steps 7.3.2 and 7.3.3: limits, and the end of a queue. */
export const attempts = {
  "gives-up-without-a-wait": {
    says:
      "The call returns at once though it was given time: the `ms` must reach the condition's `waitFor()`.",
    section: ATTEMPTS,
  },
  "waits-without-a-limit": {
    says:
      "The call sleeps without a time limit, as push() and pop() do: when nothing comes, it never returns.",
    section: ATTEMPTS,
  },
  "gives-up-when-woken": {
    says:
      "The call was woken, found nothing for it, and gave up with time left. Another thread may have been faster, and a thread may wake for no reason: until the time is over, it sleeps again.",
    section: ATTEMPTS,
    about: ["BoundedQueue.tryPush()", "BoundedQueue.tryPop()"],
  },
  "limit-begins-anew": {
    says:
      "The time was over, and the call sleeps once more. `ms` is for the whole call: when it is over, look a last time and return.",
    section: ATTEMPTS,
  },
  "limit-is-a-point-in-time": {
    says:
      "`waitFor()` is told the moment at which the time is over, as `pthread_cond_timedwait()` is, and takes it for how long to wait. Pass on `ms` as it is.",
    section: ATTEMPTS,
    about: ["BoundedQueue.tryPush()", "BoundedQueue.tryPop()"],
  },
  "rest-below-zero": {
    says:
      "`waitFor()` is handed the rest of the time, which may be below 0: also before the first look, and with `ms = 0`. Hand it `ms` as it is, or a rest that is at least 0: that is one look.",
    section: ATTEMPTS,
    about: ["BoundedQueue.tryPush()", "BoundedQueue.tryPop()"],
  },
  "gives-up-by-the-clock": {
    says:
      "There is room, or an item, and the call gives up because its time is over. What counts is what the look finds: only where it finds nothing is the time a reason to give up.",
    section: ATTEMPTS,
    about: ["BoundedQueue.tryPush()", "BoundedQueue.tryPop()"],
  },
  "takes-any-limit": {
    says:
      "A negative `ms` is an error of whoever calls, which should show at the first call, also where there is nothing to wait for. `waitFor()` checks what it is given.",
    section: ATTEMPTS,
    about: ["BoundedQueue.tryPush()", "BoundedQueue.tryPop()"],
  },
  "limit-in-another-unit": {
    says:
      "The time limit is another one when it reaches `waitFor()`, which takes milliseconds, as `ms` is: pass it on as it is.",
    section: ATTEMPTS,
    about: ["BoundedQueue.tryPush()", "BoundedQueue.tryPop()"],
  },
  "appends-though-the-time-is-over": {
    says:
      "The time ran out without room, and the item is appended all the same. `waitFor()` tells whether there is room at the end: if not, return false and change nothing.",
    section: ATTEMPTS,
    about: ["BoundedQueue.tryPush()"],
  },
  "takes-what-is-not-there": {
    says:
      "The queue is empty and an item is taken all the same: the ring gives out what lay there before, and counts below 0. Look whether there is one.",
    section: ATTEMPTS,
    about: ["BoundedQueue.take()", "BoundedQueue.tryPop()"],
  },
  "size-is-not-the-number-of-items": {
    says:
      "`size` is how many items are in the queue now: not how many it can hold, nor how many came or went.",
    section: ATTEMPTS,
    about: ["BoundedQueue.size()"],
  },
  "does-not-wait-for-the-mutex": {
    says:
      "The call returns without a look into the queue while another thread has the mutex. It is locked for a few lines only: wait for it, also in an attempt without time, which waits for no room and no item.",
    section: ATTEMPTS,
    about: [
      "BoundedQueue.size()",
      "BoundedQueue.tryPush()",
      "BoundedQueue.tryPop()",
    ],
  },
  "reads-size-unlocked": {
    says:
      "`size` looks at the ring without the mutex, while another thread changes it: a data race. Reading is guarded as writing is.",
    section: ATTEMPTS,
    about: ["BoundedQueue.size()"],
  },
  "calls-without-this": {
    says:
      "A method is called without its object, as when it was taken out by `const { notify } = …`: in it, `this` is undefined. Call it on the object.",
    section: {
      "7.3.1": "731-a-bounded-queue",
      "7.3.2": ATTEMPTS,
      "7.3.3": CLOSING,
    },
  },
  "puts-off-a-part": {
    says:
      "A part of the call's work is put off, to a microtask, a promise or a timer, and done when the call has returned. A thread that sleeps or computes meanwhile does not come to it, and others wait for that: do all of it before you return.",
    section: {
      "7.3.1": "731-a-bounded-queue",
      "7.3.2": ATTEMPTS,
      "7.3.3": CLOSING,
    },
  },
  "close-wakes-one": {
    says:
      "close() wakes some of those that sleep, and the others sleep for ever: nobody will push or pop to wake them. All must wake, however many there are.",
    section: CLOSING,
  },
  "close-wakes-one-side": {
    says:
      "close() wakes one side only. Both can sleep: consumers at an empty queue and producers at a full one.",
    section: CLOSING,
  },
  "close-wakes-at-the-edge-only": {
    says:
      "close() does not wake those that sleep on one side, when an item or a place has just come. Some may sleep who were not told of it yet, and on both sides at once: wake all on both, whatever is in the queue and whoever else sleeps.",
    section: CLOSING,
  },
  "full-hides-the-end": {
    says:
      "The queue is full and closed, and tryPush() says that it is full: whoever called may try again for ever. That it is closed comes first.",
    section: CLOSING,
    about: ["BoundedQueue.tryPush()"],
  },
  "close-throws-items-away": {
    says:
      "close() throws away what is in the queue. It was accepted: consumers still take it out, and then comes the end.",
    section: CLOSING,
  },
  "end-comes-before-the-items": {
    says:
      "Whoever takes from a closed queue is told that no more will come, and items are still in it: they were accepted. pop() and tryPop() give what is left, and then the end.",
    section: CLOSING,
    about: [
      "BoundedQueue.pop()",
      "BoundedQueue.tryPop()",
      "BoundedQueue.take()",
    ],
  },
  "goes-on-without-the-mutex": {
    says:
      "The mutex was not free, and the thread goes on all the same: what `lockIfAvailable()` returns may be null. Only with `lock()`, which waits for it, is the mutex locked in any case.",
    section: CLOSING,
  },
  "closes-unlocked": {
    says:
      "close() changes the ring with the mutex unlocked: nothing keeps it apart from what others do there at the same time. They may close it too, or have just found it open: whoever is about to sleep then misses the end. Lock the mutex first.",
    section: CLOSING,
    about: ["BoundedQueue.close()"],
  },
  "pushes-into-a-closed-queue": {
    says:
      "An item is appended to a closed queue, where nobody will take it: whether it is closed must be asked each time, also when there is room, and `#refuse()` must throw then.",
    section: CLOSING,
    about: ["BoundedQueue.push()", "BoundedQueue.tryPush()"],
  },
  "refuses-with-another-error": {
    says:
      "A push to a closed queue throws an error that is no QueueClosedError: whoever pushes cannot tell the end from a fault.",
    section: CLOSING,
    about: ["BoundedQueue.refuse()"],
  },
  "asks-for-the-end-before-the-sleep-only": {
    says:
      "Whether the queue is closed is not looked at after the sleep: the item goes into a closed queue, where nobody comes to take it.",
    section: CLOSING,
    about: ["BoundedQueue.push()", "BoundedQueue.tryPush()"],
  },
  "sleeps-though-closed": {
    says:
      "The thread was woken by close(), or came later, and goes to sleep: at a closed queue nobody does. What it waits for must be true when there is an item, or room, and also when the queue is closed: one of the two is enough.",
    section: CLOSING,
    about: [
      "BoundedQueue.push()",
      "BoundedQueue.pop()",
      "BoundedQueue.tryPush()",
      "BoundedQueue.tryPop()",
    ],
  },
  "does-not-look-without-time": {
    says:
      "Without time to wait, the call gives up although there is an item, or room. No time means one look, and what that finds counts.",
    section: ATTEMPTS,
  },
  "full-is-reported-as-done": {
    says:
      "The queue was full, nothing was appended, and tryPush() returns true: the item is lost, and nobody knows.",
    section: ATTEMPTS,
  },
  "full-is-an-error": {
    says:
      "tryPush() throws when the queue is full. That is no error but one of its two answers: false.",
    section: ATTEMPTS,
  },
  "close-wakes-nobody": {
    says:
      "Nobody has been woken when close() has closed the queue and returns: those that sleep learn nothing of the end. Note it in the ring, and then wake all, on either condition, before you return.",
    section: CLOSING,
    about: ["BoundedQueue.close()"],
  },
  "close-wakes-too-early": {
    says:
      "Those that sleep are woken before the ring says that the queue is closed: whoever looks in between sees that it is open, and sleeps for ever. Note the end in the ring first, and wake all then.",
    section: CLOSING,
    about: ["BoundedQueue.close()"],
  },
  "close-waits": {
    says:
      "close() sleeps until the queue is as it wants it: whoever closes has nothing to wait for. What is in the queue stays for those that pop.",
    section: CLOSING,
    about: ["BoundedQueue.close()"],
  },
  "close-is-not-noted": {
    says:
      "close() does not note in the ring that the queue is closed: those that wake look, find nothing new, and sleep again.",
    section: CLOSING,
    about: ["BoundedQueue.close()"],
  },
  "second-close-fails": {
    says:
      "A second close() fails. It must do nothing: the queue is closed, as it should be.",
    section: CLOSING,
    about: ["BoundedQueue.close()"],
  },
  "waits-without-time": {
    says:
      "An attempt without a time limit waits for a while. `ms` is 0 then: it looks once, and says at once what it has found.",
    section: ATTEMPTS,
    about: ["BoundedQueue.tryPush()", "BoundedQueue.tryPop()"],
  },
  "end-is-an-item": {
    says:
      "Whoever pops from a queue that is closed and empty gets something. Any number is an item like any other: only undefined says that no more will come.",
    section: CLOSING,
    about: ["BoundedQueue.pop()", "BoundedQueue.tryPop()"],
  },
  "end-is-an-error": {
    says:
      "pop() of a queue that is closed throws. The end is nothing wrong for a consumer: it gets what is left, and then undefined.",
    section: CLOSING,
    about: ["BoundedQueue.pop()"],
  },
  "closed-is-reported-as-full": {
    says:
      "tryPush() to a closed queue returns false, as if there were no room. Whoever gets that tries again, for ever: a closed queue refuses with an error.",
    section: CLOSING,
    about: ["BoundedQueue.tryPush()"],
  },
} as const;

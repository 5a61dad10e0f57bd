import type { Catalogue } from "../../harness/story/misconceptions.ts";

const attempt = "743-try-and-refuse";
const again = "744-cheap-while-nobody-waits";

/** Mistakes with attempts, refusals, and what a lock costs. */
export const mutexToken = {
  "try-waits": {
    says:
      "An attempt waits for what it does not get. It must return at once, whoever holds the lock and however long.",
    section: attempt,
    about: ["Mutex.lockIfAvailable()", "Semaphore.tryAcquire()"],
  },
  "try-looks-and-then-locks": {
    says:
      "lockIfAvailable() sees a free mutex and then calls what may sleep. Another thread can take the mutex between the two, and the attempt waits for it.",
    section: attempt,
  },
  "try-writes-before-it-knows": {
    says:
      "A failed attempt has written to the word of a mutex that another thread holds. That word is to stay as it is: look and change in one operation, which changes it only where it says UNLOCKED.",
    section: attempt,
  },
  "try-frees-what-another-holds": {
    says:
      "A failed attempt frees the mutex, which another thread holds. It has got nothing, so there is nothing to give back: no token is made, and the word stays as it is.",
    section: attempt,
    about: ["Mutex.lockIfAvailable()"],
  },
  "try-never-succeeds": {
    says: "lockIfAvailable() returns null although nobody holds the mutex.",
    section: attempt,
  },
  "token-for-a-held-mutex": {
    says:
      "lockIfAvailable() returns a token although it has not taken the mutex, which is held, or is still free. Whoever gets it believes that it has the mutex alone. The answer is null if the mutex is held, also for the very thread that holds it.",
    section: attempt,
    about: ["Mutex.lockIfAvailable()"],
  },
  "second-unlock-is-silent": {
    says:
      "A second unlock() through one token does nothing and says nothing. It is a mistake of the caller, who must hear of it.",
    section: attempt,
  },
  "unlock-asks-the-word": {
    says:
      "A second unlock() through one token finds in the word that the mutex is held, and throws nothing: by now another thread holds it. Whether this token does is what the token knows, not what the word says.",
    section: attempt,
    about: ["MutexToken.unlock()"],
  },
  "tokens-share-what-they-hold": {
    says:
      "Whether the mutex is held is noted in a place that several tokens share: in the Mutex, for the thread or in the module. An older token, which has unlocked, then takes for its own what a newer one holds. Note it in the token.",
    section: attempt,
    about: ["MutexToken.unlock()"],
  },
  "unlock-ignores-the-token": {
    says:
      "unlock() through a token that has unlocked before frees the mutex again, though another thread may hold it by now. Whether this token holds it is what the token knows, not what the word says.",
    section: attempt,
  },
  "unlock-changes-a-free-mutex": {
    says:
      "unlock() throws, as it must, but it has changed the word of a mutex that is free, and now nobody can lock it any more. Taking 1 off does that, for one. An exchange for UNLOCKED leaves a free mutex free, and returns what the word said before.",
    section: attempt,
  },
  "unlock-frees-before-it-refuses": {
    says:
      "A second unlock() through one token throws, as it must, but has freed the mutex before, which another thread holds by now. Ask first whether this token holds it, and release only then.",
    section: attempt,
    about: ["MutexToken.unlock()"],
  },
  "contended-counts-as-unlocked": {
    says:
      "unlock() throws through a token that holds the mutex. release() returns whether it was locked, and both LOCKED and CONTENDED mean locked: it returns false, and unlock() throws, only where it has found UNLOCKED.",
    section: attempt,
    about: ["MutexToken.unlock()", "release()"],
  },
  "returns-whether-woken": {
    says:
      "unlock() throws through a token that holds the mutex, as its notify has woken nobody; where it wakes a thread, it does not. release() returns whether the mutex was locked, and not whether somebody slept: CONTENDED is locked, too, also while the others are awake.",
    section: attempt,
    about: ["release()"],
  },
  "unlock-wakes-nobody": {
    says:
      "unlock() frees the mutex while a thread sleeps on it, and wakes nobody. It has to do all that the end of a block does: release() frees and wakes.",
    section: attempt,
    about: ["MutexToken.unlock()"],
  },
  "unlock-of-unlocked-is-silent": {
    says:
      "unlock() throws no error though the mutex is not locked: something else has written UNLOCKED over it. Either release() returns true though it finds UNLOCKED in the word, or unlock() does not go by what release() returns.",
    section: attempt,
  },
  "takes-unlocked-for-contended": {
    says:
      "release() finds the mutex UNLOCKED and goes on as if others waited for it. A word that is not LOCKED need not be CONTENDED: where it is UNLOCKED, release() returns false, so that unlock() can throw.",
    section: attempt,
    about: ["release()"],
  },
  "wakes-all-for-one": {
    says:
      "An unlock wakes more than one of the threads that sleep. One of them gets the mutex, and the others woke for nothing and sleep again. Step 7.4.4 asks for a release() that wakes one at most.",
    section: again,
    about: ["release()"],
  },
  "notifies-without-sleepers": {
    says:
      "Atomics.notify() is called although nobody waits. The call itself is what costs, also one that is to wake 0 threads: step 7.4.4 asks for a release() that calls it only if the word said that somebody may sleep.",
    section: again,
    about: ["release()"],
  },
  "takes-free-as-contended": {
    says:
      "A free mutex is taken as one that others wait for. The unlock then has to wake somebody, and nobody is there. While nobody waits, a lock and an unlock take no notify: whatever finds the mutex free takes it as LOCKED, be it acquire(), lockIfAvailable() or a token's lock(), for which acquire() does it.",
    section: again,
  },
  "looks-before-it-takes": {
    says:
      "One operation only reads the word, and another one changes it. Operations that change a word return what was there: a look of its own tells nothing more. While nobody waits, step 7.4.4 allows one operation to lock and one to unlock.",
    section: again,
    about: ["acquire()", "release()"],
  },
  "relock-waits-for-itself": {
    says:
      "lock() through a token that holds the mutex waits until the mutex is free. Only this very thread could free it, and it sleeps.",
    section: again,
  },
  "relock-waits-in-its-own-way": {
    says:
      "lock() through a token waits in a loop of its own, which does not fit the states that acquire() and release() use: it does not sleep, or nobody learns that it sleeps. Call acquire().",
    section: again,
    about: ["MutexToken.lock()"],
  },
  "relock-asks-the-word": {
    says:
      "lock() throws though its token does not hold the mutex: another thread does. The word says only that somebody holds it. Whether this token does, the token knows; while another one does, lock() waits.",
    section: again,
    about: ["MutexToken.lock()"],
  },
  "relock-in-silence": {
    says:
      "lock() through a token that holds the mutex returns as if all were well. It is a mistake of the caller, who must hear of it.",
    section: again,
  },
  "relock-leaves-the-token-unlocked": {
    says:
      "lock() takes the mutex, and its token goes on as one that has unlocked. What unlock() notes in the token, lock() has to take back, or the end of the block leaves the mutex locked.",
    section: again,
    about: ["MutexToken.lock()"],
  },
  "relock-takes-nothing": {
    says:
      "lock() through a token returns, and the mutex's word stays as it was: other threads come in. Either acquire() is not called, or with other words than those that the token has.",
    section: again,
    about: ["MutexToken.lock()"],
  },
  "relock-gives-up": {
    says:
      "lock() through a token tries once and returns although another thread holds the mutex. It must wait for it, as Mutex.lock() does.",
    section: again,
  },
  "held-is-an-error": {
    says:
      "lockIfAvailable() throws when another thread holds the mutex. That is no error but one of its two answers: null.",
    section: attempt,
    about: ["Mutex.lockIfAvailable()"],
  },
} satisfies Catalogue;

import type { Catalogue } from "../../harness/story/misconceptions.ts";

const count = "727-count-in-shared-memory";

/** Mistakes with the shared counters. */
export const trafficMistakes = {
  "plain-count": {
    says:
      "A counter is touched without Atomics. `++` or `+=` on shared memory is a read and a write, and another thread's count between them is lost.",
    section: count,
    about: ["SharedTraffic.received()", "SharedTraffic.sent()"],
  },
  "plain-look": {
    says:
      "The counters are read without Atomics while other threads count. Such a read is ordered by nothing and may be of half a number: use Atomics.load().",
    section: count,
    about: ["SharedTraffic.read()"],
  },
  "load-then-store": {
    says:
      "A count is two atomic steps, one that reads and one that stores. Each is one step, but both together are not: what another thread counts between them is lost. Atomics.add() alone reads, adds and stores, in one step.",
    section: count,
    about: ["SharedTraffic.received()", "SharedTraffic.sent()"],
  },
  "takes-a-count-out": {
    says:
      "What was counted is taken out by an exchange, and put back in a second step. Each is one step, but both together are not: who looks between them finds too little, and what is counted there may be lost. Atomics.add() alone reads, adds and stores, in one step.",
    section: count,
    about: ["SharedTraffic.received()", "SharedTraffic.sent()"],
  },
  "gives-up-when-another-counts": {
    says:
      "compareExchange() stores nothing where another thread has counted since the load, and this count is lost then. Begin again when it returns another value, or call Atomics.add(), which cannot fail.",
    section: count,
    about: ["SharedTraffic.received()", "SharedTraffic.sent()"],
  },
  "tries-with-what-was-there": {
    says:
      "Another thread has counted since the load, and compareExchange() is tried again with the old value, which it will not find any more. There is nothing to wait for: load again before each try, or call Atomics.add(), which cannot fail.",
    section: count,
    about: ["SharedTraffic.received()", "SharedTraffic.sent()"],
  },
  "adds-to-what-was-there": {
    says:
      "Another thread has counted since the load, and compareExchange() is tried again with the new value and the old sum: it succeeds, and what the other has counted is gone. Add anew before each try, or call Atomics.add(), which cannot fail.",
    section: count,
    about: ["SharedTraffic.received()", "SharedTraffic.sent()"],
  },
  "counts-in-32-bits": {
    says:
      "A number is cut to 32 bits: a counter, what is added to it, or what is read from it. Use the 64 bits of each counter, whose numbers are bigints.",
    section: count,
    about: [
      "SharedTraffic.received()",
      "SharedTraffic.sent()",
      "SharedTraffic.read()",
      "SharedTraffic.constructor()",
    ],
  },
  "counts-for-itself": {
    says:
      "Each SharedTraffic keeps a count of its own, and writes it over what others have counted. The count is in the shared memory alone: add to what is there.",
    section: count,
    about: ["SharedTraffic.sent()", "SharedTraffic.received()"],
  },
  "counts-set-back": {
    says:
      "Your code sets the counters to 0, and what other threads have counted before is lost. Each thread makes a SharedTraffic of its own on the same memory, which is all zeros when it is new: neither a new SharedTraffic nor a look may change what is there.",
    section: count,
    about: ["SharedTraffic.constructor()"],
  },
  "counts-empty-message": {
    says: "received(0) counts a message. A read that brought nothing is none.",
    section: count,
    about: ["SharedTraffic.received()"],
  },
  "byte-offset-ignored": {
    says:
      "The counters do not start at `byteOffset`, and overwrite what is there for others.",
    section: count,
  },
  "counts-outside-shared-memory": {
    says:
      "A number that is counted does not come to the shared memory at once: other threads see it late, or never, as where a SharedTraffic keeps it for itself. Add it to what all threads share when it is counted.",
    section: count,
    about: [
      "SharedTraffic.constructor()",
      "SharedTraffic.received()",
      "SharedTraffic.sent()",
    ],
  },
  "wrong-counter": {
    says:
      "Each addition is safe, and the counts are wrong all the same: a number goes to another counter than its own, or to one more, or is not the right one. Each of the three has its place: bytes are no messages, and only a read is one.",
    section: count,
    about: ["SharedTraffic.received()", "SharedTraffic.sent()"],
  },
  "reads-another-number": {
    says:
      "All that was counted stands in the counters, and read() says something else, as where it loads one counter for another, or tells what was loaded earlier.",
    section: count,
    about: ["SharedTraffic.read()"],
  },
  "reads-bigints": {
    says:
      "read() returns bigints, which the counters hold. They print almost like numbers, but are equal to none (===), and cannot be added to one. An `as` changes the type alone, and not the value: make a number of each by Number().",
    section: count,
    about: ["SharedTraffic.read()"],
  },
  "read-changes-counts": {
    says:
      "read() changes the counts: whoever looks next sees others. It only loads.",
    section: count,
    about: ["SharedTraffic.read()"],
  },
  "read-goes-on-counting": {
    says:
      "What read() has returned changes when more is counted, or read. It is to be the counts as they stood then, so that who keeps it can compare: return a new object each time, with three numbers in it.",
    section: count,
    about: ["SharedTraffic.read()"],
  },
  "counted-loses-errors": {
    says:
      "counted() catches an error of the connection, and its caller takes that for an end or an empty write. Let it through.",
    section: count,
    about: ["CountedConn.read()"],
  },
  "counts-a-promise": {
    says:
      "What the connection's read() or write() returns is counted before it has ended. It is a promise and not a number: await it, and count what it resolves with.",
    section: count,
    about: ["CountedConn.read()", "CountedConn.write()"],
  },
  "read-rejects-aside": {
    says:
      "The connection's read() failed, and its error came twice: the caller has caught one, and nobody catches that of another promise, as where a then() counts whose own promise nobody waits for. Such an error ends the whole thread: await the read, and count then.",
    section: count,
    about: ["CountedConn.read()"],
  },
  "write-rejects-aside": {
    says:
      "The connection's write() failed, and its error came twice: the caller has caught one, and nobody catches that of another promise, as where a then() counts whose own promise nobody waits for. Such an error ends the whole thread: await the write, and count then.",
    section: count,
    about: ["CountedConn.write()"],
  },
  "counts-what-did-not-come": {
    says:
      "Something is counted for a read that brought the end, or that failed. Count what a read has resolved with, and null is no message.",
    section: count,
    about: ["CountedConn.read()"],
  },
  "counts-a-failed-write": {
    says:
      "Something is counted for a write that failed. Nobody knows how much it has sent: count what a write has resolved with, and after it has.",
    section: count,
    about: ["CountedConn.write()"],
  },
  "counted-calls-again": {
    says:
      "One call of read() or write() calls the connection's more than once, as where it goes on until all is written, or the array is full. That is up to the caller: call it once, and return what it returns.",
    section: count,
    about: ["CountedConn.read()", "CountedConn.write()"],
  },
  "traffic-not-posted": {
    says:
      "The thread is not told where to count. Its start message carries the option `traffic`: give it to start().",
    section: count,
    about: ["ThreadingServer.attend()"],
  },
  "traffic-not-counted": {
    says:
      "The thread is told where to count, and its serve() gives the handler a connection that does not. Give it what counted() returns for that memory.",
    section: count,
    about: ["serve()"],
  },
  "counts-what-was-asked": {
    says:
      "The number that is counted is not the one that the connection's call has resolved with, as where it is the length of the caller's array. A read may bring less and a write may take less: count what they resolve with, once.",
    section: count,
    about: ["CountedConn.read()", "CountedConn.write()"],
  },
  "not-counted": {
    says:
      "The bytes are carried, and this call does not count them: read() is to count what it has brought by `received()`, and write() what it has written by `sent()`.",
    section: count,
    about: ["CountedConn.read()", "CountedConn.write()"],
  },
  "counts-the-other-way": {
    says:
      "Bytes that were read count as sent, or bytes that were written as received. The directions are the handler's, whose connection this is, and not its client's: what is read was received, and what is written was sent.",
    section: count,
    about: ["CountedConn.read()", "CountedConn.write()"],
  },
  "counted-changes-results": {
    says:
      "The call resolves with something else than the connection's own. Count that, and return it as it is: null is the end, and a short write is short.",
    section: count,
    about: ["CountedConn.read()"],
  },
} satisfies Catalogue;

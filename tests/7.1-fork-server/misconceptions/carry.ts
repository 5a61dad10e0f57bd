import { SECTIONS } from "./sections.ts";

const CARRY = SECTIONS["7.1.3"];
const REAP = SECTIONS["7.1.4"];

/** Of the two directions, and of the children's ends. */
export const carryMisconceptions = {
  "carries-one-piece": {
    says:
      "Your code takes one piece for all that comes. A read returns what is there now, which may be little: read on until there is no more.",
    section: SECTIONS,
    about: ["echo()", "ForkingServer.upstream()", "ForkingServer.downstream()"],
  },
  "closes-both-directions": {
    says:
      "When the client has sent everything, your code closes the whole connection, as `conn.close()` does, and `conn.readable` at its end. The answer, which still travels the other way, is lost.",
    section: CARRY,
    about: ["ForkingServer.upstream()"],
  },
  "closes-what-the-client-sends": {
    says:
      "When the child has written everything, what the client still sends no longer gets to it. The end of stdout is the end of the answer only: close the socket's writing side, and nothing else. (`conn.close()` closes both, and so does `conn.writable` at its end.)",
    section: CARRY,
    about: ["ForkingServer.downstream()"],
  },
  "ends-the-input-with-the-output": {
    says:
      "When the child has written everything, its stdin is ended, too, and what the client still sends no longer gets to it. The end of stdout is the end of the answer only: close the socket's writing side, and nothing else.",
    section: CARRY,
    about: ["ForkingServer.downstream()"],
  },
  "keeps-the-end-of-input": {
    says:
      "The child never learns that its client has sent everything: its stdin stays open. When the bytes of a direction end, close what they were written to.",
    section: CARRY,
    about: ["ForkingServer.upstream()"],
  },
  "closes-the-way-back": {
    says:
      "When the client has sent everything, your code closes the way back to it, and the answer is lost. That end is the child's stdin's: close that.",
    section: CARRY,
    about: ["ForkingServer.upstream()"],
  },
  "signals-the-child": {
    says:
      "One direction has ended, and your code sends the child a signal. It may still have to read or to answer, and a signal ends it before it has: close what the bytes of this direction were written to, and do nothing else.",
    section: CARRY,
    about: ["ForkingServer.upstream()", "ForkingServer.downstream()"],
  },
  "shares-a-buffer": {
    says:
      "The bytes of one client come to another, as where both are read into the same buffer. What carries them must be each connection's own.",
    section: CARRY,
    about: ["ForkingServer.upstream()", "ForkingServer.downstream()"],
  },
  "uses-a-locked-stream": {
    says:
      "A stream that has a reader or a writer is locked: only that may use it. For a child's pipes, these are `input`, which writes to its stdin and closes it, and `output`, which reads its stdout.",
    section: SECTIONS,
    about: [
      "ForkingServer.upstream()",
      "ForkingServer.downstream()",
      "ForkingServer.dismiss()",
    ],
  },
  "collects-the-output": {
    says:
      "`child.output()` reads all that the child writes, and its stdout has a reader already, so it always fails. How a child has ended is in its `status`: wait for that.",
    section: REAP,
    about: ["ForkingServer.reap()"],
  },
  "keeps-the-end-of-stdout": {
    says:
      "The client never learns that its child has written everything: its connection stays open. When the child's stdout ends, close the socket's writing side.",
    section: CARRY,
    about: ["ForkingServer.downstream()"],
  },
  "writes-without-waiting": {
    says:
      "Your code reads on before what it has read was taken. What a slow reader has not taken piles up in memory without limit: wait for each write.",
    section: SECTIONS,
    about: ["ForkingServer.downstream()"],
  },
  "writes-side-by-side": {
    says:
      "A write to a client's socket begins while another one is under way. A write may be short, and then its rest must go out before anything else: wait for each write, and write the whole of a piece before anything of the next.",
    section: SECTIONS,
    about: ["ForkingServer.downstream()"],
  },
  "delays-by-timer": {
    says:
      "Your code sets a timer where nothing goes by the clock. A pause only loses time, a time limit cuts off what is slow, and on a busy machine no time is long enough: wait for what has to happen, as long as that takes, or for nothing.",
    section: SECTIONS,
  },
  "lingers-by-timer": {
    says:
      "The child's stdout has ended and the socket's writing side is closed, and then your code sets a timer. The client may still send for as long as it likes, and its child may read on: there is nothing to do after that close.",
    section: CARRY,
    about: ["ForkingServer.downstream()"],
  },
  "close-write-not-awaited": {
    says:
      "A call on the socket has failed, such as `closeWrite()` of one that is closed already, and nobody waits for it: an error that nobody hears of ends the whole program. Await the call.",
    section: CARRY,
    about: ["ForkingServer.downstream()"],
  },
  "overwrites-what-it-writes": {
    says:
      "The buffer is read into again while a write of it is still under way, and what was to be written is overwritten. Before you read on, wait until all that was read is written: for what `write()` itself returns.",
    section: SECTIONS,
    about: ["ForkingServer.upstream()", "echo()"],
  },
  "servers-share-what-they-count": {
    says:
      "A server takes what another server of the same program does for its own: its children, its counters or those who wait are kept in the class or in the module. They are fields of each server.",
    section: SECTIONS,
  },
  "notes-a-child-late": {
    says:
      "Something is awaited between the start of a child and its entry in the list. Meanwhile others run, and for them there is one child fewer than really run.",
    section: REAP,
    about: ["ForkingServer.reap()"],
  },
  "never-reaps": {
    says:
      "A child that has ended stays in the list of children for ever. When its `status` has come, it is a child no more: take it out.",
    section: REAP,
    about: ["ForkingServer.reap()"],
  },
  "reaps-at-once": {
    says:
      "A child is counted as ended as soon as it is started. Only its `status`, which comes when it has ended, tells that and how it ended.",
    section: REAP,
    about: ["ForkingServer.reap()"],
  },
  "does-not-wait-for-the-end": {
    says:
      "`#reap()` has returned, and its child still runs. Whoever waits for it, such as `oneEnds()`, takes that for the child's end: wait for `status`.",
    section: REAP,
    about: ["ForkingServer.reap()"],
  },
  "waits-for-any-child": {
    says:
      "A call of `#reap()` has returned when the child of another call ended, and its own runs on: when that ends, nobody is left to note it. Each call waits for the `status` of its own child.",
    section: REAP,
    about: ["ForkingServer.reap()"],
  },
  "waits-for-older-children": {
    says:
      "The end of a child is noted only when those that were started before it have ended, too. Children end in any order: each call of `#reap()` waits for its own child alone.",
    section: REAP,
    about: ["ForkingServer.reap()"],
  },
  "removes-a-child-late": {
    says:
      "An end is counted before its child is out of the list, so the same child runs and has ended. Both belong together: do them at the same time.",
    section: REAP,
    about: ["ForkingServer.reap()"],
  },
  "takes-a-success-for-a-failure": {
    says:
      "A child that ended well is counted as one that failed. How a child ended is in its status: look at it.",
    section: REAP,
    about: ["ForkingServer.reap()"],
  },
  "exchanges-success-and-failure": {
    says:
      "A child that ended well is counted as failed, and one that was killed as exited: the two are exchanged. The exit code of a success is 0, which is falsy; `success` of the status says it without that trap.",
    section: REAP,
    about: ["ForkingServer.reap()"],
  },
  "leaves-a-child-out": {
    says:
      "A child runs and is not in the list. It belongs there from its start until its `status` has come.",
    section: REAP,
    about: ["ForkingServer.reap()"],
  },
  "takes-every-end-for-a-success": {
    says:
      "A child that crashed is counted as one that ended well. How a child ended is in its status: look at it.",
    section: REAP,
    about: ["ForkingServer.reap()"],
  },
  "counts-an-end-as-both": {
    says:
      "One end of a child is counted both as `exited` and as `failed`. It was one or the other: `exited` counts the successes alone, and `failed` all others.",
    section: REAP,
    about: ["ForkingServer.reap()", "ForkingServer.stats()"],
  },
  "keeps-who-has-failed": {
    says:
      "A child that has failed is counted, and stays in the list of children for ever; one that has ended well leaves it. Take out each whose `status` has come, however it has ended.",
    section: REAP,
    about: ["ForkingServer.reap()"],
  },
  "counts-an-end-twice": {
    says:
      "One end of a child is counted more than once. It was a success or a failure, one or the other, and counts once, in `#reap()` and nowhere else.",
    section: REAP,
    about: [
      "ForkingServer.reap()",
      "ForkingServer.stats()",
      "ForkingServer.hangUp()",
    ],
  },
  "looks-at-the-signal-alone": {
    says:
      "Only a child that a signal has ended is counted as failed. One that exits with another code than 0 has failed, too: `success` says both.",
    section: REAP,
    about: ["ForkingServer.reap()"],
  },
  "overlooks-signals": {
    says:
      "A child that a signal has ended is counted as one that ended well. It was killed before it could exit, so that is a failure, too.",
    section: REAP,
    about: ["ForkingServer.reap()"],
  },
  "notes-children-under-other-keys": {
    says:
      "A child is in the list, but not under its process id. `children` is for those who look the processes up or signal them: note each under its `pid`, which is nobody else's while it runs.",
    section: REAP,
    about: ["ForkingServer.reap()"],
  },
  "removes-another-child": {
    says:
      "Your code takes a child out of the list that still runs. Children end in any order: take out the one that has ended, by its own id, and no other.",
    section: REAP,
    about: ["ForkingServer.reap()"],
  },
  "active-never-falls": {
    says:
      "`active` counts more than the children that run. It is how many run now: neither those that have exited nor those that have failed are among them.",
    section: REAP,
    about: ["ForkingServer.stats()"],
  },
  "takes-connections-for-children": {
    says:
      "`active` counts connections, and a connection may last longer than its child: until all that was written has been carried. Count the children that run.",
    section: REAP,
    about: ["ForkingServer.stats()"],
  },
  "accepted-falls": {
    says:
      "`accepted` becomes smaller when a client goes. It counts all connections since the start, those that have ended too.",
    section: REAP,
    about: ["ForkingServer.stats()"],
  },
  "counts-a-client-twice": {
    says:
      "`accepted` is more than the number of clients that have come. The given code of `#serve()` counts each of them: count none a second time, and add nothing to that number.",
    section: REAP,
    about: ["ForkingServer.reap()", "ForkingServer.stats()"],
  },
  "counts-a-client-late": {
    says:
      "`accepted` leaves out a client whose child still runs. It says how many connections there have been since the start, those of now among them.",
    section: REAP,
    about: ["ForkingServer.stats()"],
  },
  "keeps-old-counters": {
    says:
      "`stats()` gives numbers that are not those of now, such as those of its first answer. Each call must make a new object of the counters as they are now.",
    section: REAP,
  },
  "leaves-an-end-uncounted": {
    says:
      "A child has ended, and that is counted nowhere. Each end counts once: as exited if it was a success, otherwise as failed.",
    section: REAP,
    about: ["ForkingServer.reap()", "ForkingServer.stats()"],
  },
  "hands-out-its-own-counters": {
    says:
      "The object that `stats()` has returned gives other numbers now. Whoever asked wants those of that moment: return a new object each time, with numbers that nothing changes.",
    section: REAP,
    about: ["ForkingServer.stats()"],
  },
  "takes-the-exit-for-the-end-of-output": {
    says:
      "The end of a process is not the end of what it wrote: that may still be in the pipe. Read the pipe to its end before you take anything for over.",
    section: SECTIONS,
    about: ["ForkingServer.reap()", "ForkingServer.downstream()"],
  },
};

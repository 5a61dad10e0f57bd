import { SECTIONS } from "./sections.ts";

const LIMIT = SECTIONS["7.1.6"];
const SHUTDOWN = SECTIONS["7.1.7"];

/** Of the limit, and of the end of the server. */
export const shutdownMisconceptions = {
  "starts-without-room": {
    says:
      "Far more children are started than `maxChildren` allows. While so many run, nobody may be let in: wait until one has ended.",
    section: LIMIT,
  },
  "is-off-by-one": {
    says:
      "The limit is missed by one. With `maxChildren` children running there is no room; with one fewer there is.",
    section: LIMIT,
  },
  "leaves-a-place-empty": {
    says:
      "Fewer children run than `maxChildren`, and the next client is not let in. There is room for it: with one child fewer than `maxChildren`, return at once.",
    section: LIMIT,
    about: ["ForkingServer.vacancy()"],
  },
  "waits-before-it-looks": {
    says:
      "One child runs, far fewer than `maxChildren`, and the next client is not let in: your code waits though there is room. Look first, at the children and the limit of this server, and wait only if there is none.",
    section: LIMIT,
    about: ["ForkingServer.vacancy()"],
  },
  "counts-each-twice": {
    says:
      "Half as many children run as `maxChildren`, and the next client is not let in: what your code counts is two for each client, as in `serving`, which holds connections and children. Count the children.",
    section: LIMIT,
    about: ["ForkingServer.vacancy()"],
  },
  "waits-for-a-certain-child": {
    says:
      "Any child's end makes room. Here one has ended, and nobody is let in before a certain other one has, such as the oldest or the newest: wait for any end, and look again.",
    section: LIMIT,
  },
  "waits-for-several-ends": {
    says:
      "One child has ended, so fewer run than `maxChildren`, and nobody is let in before another one has ended, too, whichever it is: your code waits until several places are free. One is enough: return as soon as there is room.",
    section: LIMIT,
    about: ["ForkingServer.vacancy()"],
  },
  "waits-for-all-children": {
    says:
      "Any child's end makes room. Here nobody is let in before all that ran have ended, as where you wait for all of them together: wait for one end, and look again.",
    section: LIMIT,
  },
  "keeps-a-place-for-nobody": {
    says:
      "A child could not be started, and its place is taken for ever: what your code counts goes up for each client, and down only when a child has ended. Compare `maxChildren` with the number of children that run.",
    section: LIMIT,
    about: ["ForkingServer.vacancy()"],
  },
  "a-crash-keeps-its-place": {
    says:
      "A child that has failed is among the `children` no more, and still has a place: what your code compares with `maxChildren` is not the number of children that run. A place is free as soon as its child has ended, however it ended.",
    section: LIMIT,
    about: ["ForkingServer.vacancy()"],
  },
  "takes-news-for-room": {
    says:
      "Something has ended, and more clients are let in than there is room for. `oneEnds()` says no more than that: look again how many children run, and wait again if there is still no room.",
    section: LIMIT,
  },
  "counts-connections": {
    says:
      "A child has ended, and its place is not free: your code counts connections. One whose client reads slowly lasts longer than its child.",
    section: LIMIT,
    about: ["ForkingServer.vacancy()"],
  },
  "waits-for-connections": {
    says:
      "A child has ended, its place is free, and your code looks again only when a connection has ended. One whose client reads slowly lasts longer than its child: wait for one `oneEnds()`, which tells of either, and look again.",
    section: LIMIT,
    about: ["ForkingServer.vacancy()"],
  },
  "turns-clients-away": {
    says:
      "A client that comes while there is no room is turned away. It may wait in the listener's queue until there is room: do not accept it before.",
    section: LIMIT,
    about: ["ForkingServer.vacancy()", "ForkingServer.acceptAll()"],
  },
  "ends-clients-for-room": {
    says:
      "A client that is served is cut off when there is no room for another one. Who is in may stay; who comes waits in the listener's queue.",
    section: LIMIT,
  },
  "never-yields": {
    says:
      "From about the last of these steps on, your code looks again and again whether there is room, and lets nothing else run, so that no end of a child can be noticed. To await what has come already, such as an `oneEnds()` of a turn before, is to go on at once: call it anew in each turn.",
    section: LIMIT,
    about: ["ForkingServer.vacancy()"],
  },
  "does-not-look-again": {
    says:
      "A child has ended, and nobody is let in: your code does not look again how many run now, or what it compares with `maxChildren` is a number that does not fall when one ends.",
    section: LIMIT,
  },
  "asks-again-and-again": {
    says:
      "Your code asks again and again by a timer whether something has happened. That costs time when nothing does and comes late when it does: wait to be told.",
    section: SECTIONS,
  },
  "goes-on-accepting": {
    says:
      "The server shuts down and still accepts clients. See to it first, before you wait for anything, that nobody new is let in, or it might never end.",
    section: SHUTDOWN,
    about: ["ForkingServer.shutdown()"],
  },
  "gives-no-grace": {
    says:
      "Your code ends something too early: what has not finished when `grace` milliseconds are over is to be ended then, and not before.",
    section: SHUTDOWN,
  },
  "waits-out-the-grace": {
    says:
      "The whole time of `grace` is waited for, though all have finished. It is how long to wait at most: go on at the end or when the time is over, whichever comes first.",
    section: SECTIONS,
  },
  "takes-zero-for-none": {
    says:
      "With a grace of 0 ms, your code ends nobody, as if no time had been given. It is a time like any other, and is over at once: call `terminate()` then.",
    section: SHUTDOWN,
  },
  "ends-what-has-finished": {
    says:
      "`finished` has settled, and your code ends it all the same. It settles by an error, too, and then there is nobody left to end: after each wait, also one of 0 ms, go on only where it has not settled, as `settles()` tells.",
    section: SHUTDOWN,
    about: ["endWithin()"],
  },
  "waits-without-limit": {
    says:
      "The server waits for its clients without a limit. After the grace, what still runs is to get SIGTERM, and at last SIGKILL, at the shutdown of each server.",
    section: SHUTDOWN,
  },
  "never-kills": {
    says:
      "A process may ignore SIGTERM, and your code leaves it at that. After SIGTERM has had its time, SIGKILL must follow.",
    section: SECTIONS,
    about: [
      "endWithin()",
      "ForkingServer.shutdown()",
      "PreforkingServer.drain()",
    ],
  },
  "kills-after-the-grace": {
    says:
      "When the grace is over, SIGKILL comes where SIGTERM should be tried first. SIGKILL cannot be handled, so the child can neither say a last word nor clean up.",
    section: SHUTDOWN,
  },
  "gives-no-time-to-end": {
    says:
      "SIGKILL follows on SIGTERM at once, or before TERM_TIME is over. A child that was asked to end needs a moment to do it.",
    section: SHUTDOWN,
  },
  "sets-too-long-a-timer": {
    says:
      "A timer is set that is longer than a timer can be, 2 ** 31 - 1 ms, and so it fires at once. A grace may be as long as that: what comes after it has a timer of its own, set when the grace is over.",
    section: SHUTDOWN,
    about: ["endWithin()"],
  },
  "counts-both-times-from-the-start": {
    says:
      "Both times are counted from the call, so the grace is taken off TERM_TIME, and of a long one nothing is left. A child has TERM_TIME from SIGTERM on, whatever the grace was.",
    section: SHUTDOWN,
    about: ["endWithin()"],
  },
  "ends-all-within-the-grace": {
    says:
      "SIGKILL comes as the grace ends, and SIGTERM before that. The grace is the clients' time, and SIGTERM comes when it is over; after it a child has TERM_TIME more.",
    section: SHUTDOWN,
    about: ["endWithin()"],
  },
  "takes-the-grace-for-the-time-to-end": {
    says:
      "From SIGTERM to SIGKILL your code waits the time of `grace`. That is the clients' time, before SIGTERM; after it a child has TERM_TIME, whatever the grace was.",
    section: SHUTDOWN,
    about: ["endWithin()"],
  },
  "waits-after-the-kill": {
    says:
      "After `kill()`, your code still waits for something. Nothing is left to do: return. Whoever called `endWithin()` waits for the end and hears its errors.",
    section: SHUTDOWN,
  },
  "throws-what-the-end-throws": {
    says:
      "`finished` may reject: that, too, is an end. Here its error comes out of `endWithin()`, which never throws.",
    section: SHUTDOWN,
  },
  "keeps-the-socket": {
    says:
      "The child is killed, but its client's socket stays open, and a client that never reads holds up its last bytes for ever. End both sides.",
    section: SHUTDOWN,
    about: ["ForkingServer.shutdown()"],
  },
  "signals-the-ended": {
    says:
      "A signal goes to a process that has ended within the grace. That throws, and whoever comes after it gets none. Look up who runs when the grace is over, and not before: `connections` holds them then.",
    section: SHUTDOWN,
    about: ["ForkingServer.shutdown()"],
  },
  "ends-one-child-only": {
    says:
      "Some children are ended, and others are forgotten. What you do at the end of a server, do to each child that still runs.",
    section: SECTIONS,
    about: ["ForkingServer.shutdown()", "PreforkingServer.drain()"],
  },
  "stops-one-after-the-other": {
    says:
      "A child is asked to end only when the one before it has ended, so one that takes its time holds up all the others. Ask all of them at once, and wait for all then.",
    section: SECTIONS,
    about: ["ForkingServer.shutdown()", "PreforkingServer.drain()"],
  },
  "resolves-too-early": {
    says:
      "`shutdown()` resolves while the server still ends. Whoever awaits it assumes that nothing is left: wait for `finished`.",
    section: SHUTDOWN,
    about: ["ForkingServer.shutdown()"],
  },
  "waits-out-the-time-to-end": {
    says:
      "After SIGTERM all have ended, and your code waits for the rest of TERM_TIME all the same. It is how long to wait at most: go on at the end or when the time is over, whichever comes first.",
    section: SHUTDOWN,
  },
  "takes-another-grace": {
    says:
      "The time that clients are given is not the `grace` of the options, in milliseconds.",
    section: SHUTDOWN,
    about: ["ForkingServer.shutdown()"],
  },
  "adds-the-grace-to-the-time-to-end": {
    says:
      "Between `terminate()` and `kill()` lies more than TERM_TIME, and the longer the grace, the more. When `terminate()` is called, the grace is over: TERM_TIME begins there.",
    section: SHUTDOWN,
    about: ["endWithin()"],
  },
  "throws-what-it-has-done": {
    says:
      "`endWithin()` throws as it had to end something by force. That is what it is for, and no error: return.",
    section: SHUTDOWN,
  },
  "ends-it-twice": {
    says:
      "`terminate()` or `kill()` is called more than once. Once is enough to tell all that still run: do no more than it takes.",
    section: SHUTDOWN,
  },
  "counts-in-other-units": {
    says:
      "A time that your code waits for is not the one that was asked for: `grace` before `terminate()`, and TERM_TIME before `kill()`. Both are milliseconds, which is what timers take.",
    section: SHUTDOWN,
  },
  "overlooks-a-failed-end": {
    says:
      "`finished` may reject: that, too, is an end, and nothing is left to wait for. Here your code waits on.",
    section: SHUTDOWN,
  },
  "leaves-a-timer": {
    says:
      "A timer of your code still runs when all is over. Nobody waits for it any more: end it by a signal or by `clearTimeout()`, or do not set it.",
    section: SHUTDOWN,
    about: ["ForkingServer.dismiss()", "ForkingServer.hangUp()"],
  },
  "leaves-the-loser-of-a-race": {
    says:
      "A timer of your code still runs when all is over, and does then what it was set for. A timer goes on when nobody waits for it any more, as where it has lost a race: end each by a signal or by `clearTimeout()`. `settles()` does that.",
    section: SHUTDOWN,
    about: ["endWithin()"],
  },
  "stops-without-sigterm": {
    says:
      "After the grace, only the child's input is ended, and a child that is busy with something else does not look at it. Ask it to end by SIGTERM.",
    section: SHUTDOWN,
    about: ["ForkingServer.shutdown()"],
  },
  "breaks-the-input-off": {
    says:
      'A child is asked by SIGTERM, and its input is ended as well, as `#dismiss()` does. In the time that it has left it may still read what its client sends: ask it by `kill("SIGTERM")` alone.',
    section: SHUTDOWN,
    about: ["ForkingServer.shutdown()"],
  },
  "second-call-returns-at-once": {
    says:
      "The first call of `shutdown()` still waits, and the second one has returned. Whoever awaits it assumes that nothing is left: a call that finds another one under way waits for `finished`, too. The end of `endWithin()` would be too early for that: it comes right after `kill()`.",
    section: SHUTDOWN,
    about: ["ForkingServer.shutdown()"],
  },
  "stops-by-another-signal": {
    says:
      "After the grace, the child gets another signal than SIGTERM, which is the one that asks a program to end. SIGINT is what Ctrl-C sends, and SIGHUP that a terminal has gone.",
    section: SHUTDOWN,
    about: ["ForkingServer.shutdown()"],
  },
  "stops-before-the-last-words": {
    says:
      "The socket is closed when the child is asked to end, and the child may still have something to say. What it writes before it ends is still its client's.",
    section: SHUTDOWN,
    about: ["ForkingServer.shutdown()"],
  },
  "signals-who-has-gone": {
    says:
      "A connection may last longer than its child, and `child.kill()` throws when the child has ended. `connection.kill()` does nothing then: call that.",
    section: SHUTDOWN,
    about: ["ForkingServer.shutdown()"],
  },
  "closes-twice": {
    says:
      "A second `shutdown()` closes once more what is closed already, and that throws. It must wait for the same end as the first.",
    section: SHUTDOWN,
    about: ["ForkingServer.shutdown()"],
  },
  "cuts-at-the-second-call": {
    says:
      "The first call of `shutdown()` has left the clients their grace, and the second one has ended them at once. They still have their time: a second call only waits for the same end as the first.",
    section: SHUTDOWN,
    about: ["ForkingServer.shutdown()"],
  },
  "overlooks-a-signal": {
    says:
      "Nobody listens for that signal, so the system ends the server's process by it, and the children go on without their server. Both SIGINT and SIGTERM ask a server to stop.",
    section: SHUTDOWN,
  },
};

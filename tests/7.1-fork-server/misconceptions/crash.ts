import { SECTIONS } from "./sections.ts";

const CARRY = SECTIONS["7.1.3"];
const CRASH = SECTIONS["7.1.5"];

/** Of what is left when a child or its client has gone. */
export const crashMisconceptions = {
  "leaves-the-socket-half-open": {
    says:
      "The child has ended, but the server still holds its client's socket. That the writing side is closed, which is the work of `#downstream()`, is not enough: the server waits for a client that may never speak again. Close both directions.",
    section: CRASH,
    about: ["ForkingServer.hangUp()"],
  },
  "asks-how-the-child-ended": {
    says:
      "After a child that ended in one way, with exit code 0 or with another, the socket is closed, and after one that ended in the other way it is not. However a child has ended, nobody is there any more: close both directions.",
    section: CRASH,
    about: ["ForkingServer.hangUp()"],
  },
  "leaves-the-child-running": {
    says:
      "A client has reset its connection, and its child goes on for nobody: neither has its input ended, nor was it asked to stop.",
    section: CRASH,
    about: ["ForkingServer.dismiss()"],
  },
  "never-asks-the-child-to-end": {
    says:
      "Only the child's input is ended, and a child that is busy with something else does not look at it. Ask it to end by SIGTERM.",
    section: CRASH,
    about: ["ForkingServer.dismiss()"],
  },
  "waits-for-the-pipe-before-it-asks": {
    says:
      "SIGTERM is sent only when the promise of the call that ends the input has settled. `abort()` breaks the input off at once, but its promise waits for a write that is under way: for ever, if the child reads nothing. Send SIGTERM at once, without that wait.",
    section: CRASH,
    about: ["ForkingServer.dismiss()"],
  },
  "leaves-the-child-its-input": {
    says:
      "The child is sent SIGTERM, but it may ignore that and wait for its input, which is still open. End its input, too, by its writer `input`: others cannot, as the stream is locked.",
    section: CRASH,
    about: ["ForkingServer.dismiss()"],
  },
  "hides-a-broken-connection": {
    says:
      "Reading from the client has failed, and your code catches that and says nothing, so nobody ends the child. Let the error through: `#carry()` reports it, and calls `#dismiss()`.",
    section: CRASH,
    about: ["ForkingServer.upstream()"],
  },
  "hides-a-refused-write": {
    says:
      "The child has closed its stdin, so the write to it has failed. Your code catches that and says nothing, so nobody asks the child to stop. Let the error through: `#carry()` reports it, and calls `#dismiss()`.",
    section: CRASH,
    about: ["ForkingServer.upstream()"],
  },
  "hides-a-failed-answer": {
    says:
      "Writing to the client has failed, and your code catches that and says nothing, so nobody ends the child. Let the error through: `#carry()` reports it, and calls `#dismiss()`.",
    section: CRASH,
    about: ["ForkingServer.downstream()"],
  },
  "dismisses-once": {
    says:
      "One client's child was ended, and that of another, who reset its connection later, was not even asked. What your code remembers of one connection, such as that it has been dismissed, holds for all: keep it with the connection, or do without.",
    section: CRASH,
    about: ["ForkingServer.dismiss()"],
  },
  "counts-a-reset-as-an-end": {
    says:
      "A client has reset its connection, and that is counted as the end of a child, beside the one that `#reap()` counts when the child has ended. Count the ends of children, where their `status` has come, and nothing else.",
    section: CRASH,
    about: ["ForkingServer.dismiss()"],
  },
  "forgets-who-has-not-ended": {
    says:
      "A connection is taken off `connections` when its child has ended, or was only asked to, and something of it lives on. Until it has ended itself, `close()` and `shutdown()` must find it, or nobody ends what lives on: leave it there; `track()` takes it off at its end.",
    section: CRASH,
    about: ["ForkingServer.dismiss()"],
  },
  "dismisses-by-timer": {
    says:
      "Your code sets a timer to end a child. Ask it by SIGTERM at once, and once: how long a child takes to tidy up is its own affair, and another signal, be it SIGTERM again or SIGKILL, may take its last words away.",
    section: CRASH,
    about: ["ForkingServer.dismiss()"],
  },
  "kills-without-asking": {
    says:
      "The child is ended by SIGKILL, and has had no time to end by itself. SIGKILL cannot be handled, so it can neither say a last word nor clean up: ask it by SIGTERM, and leave it at that.",
    section: CRASH,
    about: ["ForkingServer.dismiss()"],
  },
  "sends-another-signal": {
    says:
      "The child gets another signal than SIGTERM, which is the one that asks a program to end. SIGINT is what Ctrl-C sends, and SIGHUP that a terminal has gone.",
    section: CRASH,
    about: ["ForkingServer.dismiss()"],
  },
  "drops-last-words": {
    says:
      "The socket is closed while something of what the child says may still be on its way. What it writes before it ends is still its client's, also when it has ended: leave the socket alone.",
    section: CRASH,
    about: ["ForkingServer.dismiss()"],
  },
  "closes-the-way-of-last-words": {
    says:
      "What the child still writes cannot be sent: the socket's writing side, which `closeWrite()` closes, is the way to the client. Leave the socket alone.",
    section: CRASH,
    about: ["ForkingServer.dismiss()"],
  },
  "gives-up-the-output": {
    says:
      "The server no longer passes on what the child writes, though its client's socket is open and the child runs. What it writes before it ends is still its client's: leave `output` alone, and `#downstream()` reads it to its end.",
    section: CRASH,
    about: ["ForkingServer.dismiss()"],
  },
  "hurts-other-clients": {
    says:
      "The end of one child ends other connections, too. Only the connection that it happened to may be touched.",
    section: CRASH,
    about: ["ForkingServer.hangUp()"],
  },
  "a-reset-hurts-others": {
    says:
      "The reset of one client ends other children or connections, too. Only the child of that client is to end.",
    section: CRASH,
    about: ["ForkingServer.dismiss()"],
  },
  "one-crash-stops-the-server": {
    says:
      "The end of one child has stopped the whole server. That is its client's affair: all others are served on, and new ones may come.",
    section: CRASH,
    about: ["ForkingServer.hangUp()"],
  },
  "one-reset-stops-the-server": {
    says:
      "The reset of one client has stopped the whole server. That is this client's affair: all others are served on, and new ones may come.",
    section: CRASH,
    about: ["ForkingServer.dismiss()"],
  },
  "reports-its-own-hanging-up": {
    says:
      "Your code closes the socket, and then tells `onError` that reading from it has failed. `connection.hangUp()` also notes that the connection is over, so that this is no news.",
    section: CRASH,
    about: ["ForkingServer.hangUp()"],
  },
  "lets-an-error-escape": {
    says:
      "Ending what is broken may fail, too: the child and its pipe may be gone. That tells nobody anything new, so neither an error nor a rejection may come of it. Where the child has ended, `connection.kill()` does nothing, and `child.kill()` throws. Where its pipe is broken, the promises of `input.abort()` and `input.close()` may reject: catch that.",
    section: CRASH,
    about: ["ForkingServer.dismiss()", "ForkingServer.hangUp()"],
  },
  "gives-a-pipe-back": {
    says:
      "`releaseLock()` was called, in a `finally` for instance, before the pipe had come to its end. `#dismiss()` and `destroy()` close the child's pipes by `input` and `output`, and can do so no more: keep both as long as the connection lasts.",
    section: CARRY,
    about: ["ForkingServer.upstream()", "ForkingServer.downstream()"],
  },
  "leaves-a-read-unheard": {
    says:
      "Your code reads on while its last write waits, and looks at that read only when the write is over. If the client resets meanwhile, the read fails and nobody hears of it, which ends the whole server. Wait for each write before you read on.",
    section: CARRY,
    about: ["ForkingServer.upstream()"],
  },
  "leaves-a-write-unheard": {
    says:
      "Your code reads on while its last write waits, and looks at that write later, or not at all. The read has failed, and nobody looks at it any more: the write then fails, too, as the child is dismissed, and an error that nobody hears ends the whole server. Await each write before you read on.",
    section: CARRY,
    about: ["ForkingServer.upstream()"],
  },
  "takes-a-broken-pipe-for-an-end": {
    says:
      "Writing to the child has failed, and `onError` was told, but the child was not asked to stop. A broken pipe does not say that the child has ended: it may have closed its stdin and run on. Send SIGTERM whatever has become of the input; `connection.kill()` does nothing where the child has ended.",
    section: CRASH,
    about: ["ForkingServer.dismiss()"],
  },
  "ends-a-broken-input": {
    says:
      "`input` is broken: its child has gone. Your code still writes to it or closes it, and that fails once more, with an error that hides the first. Let the first one through: `#dismiss()` ends what is left.",
    section: CARRY,
    about: ["ForkingServer.upstream()"],
  },
  "closes-what-is-closed": {
    says:
      "The socket may be closed already, and then `conn.close()` throws and `closeWrite()` rejects. That tells nobody anything new: `connection.hangUp()` takes it for what was wanted.",
    section: CRASH,
    about: ["ForkingServer.hangUp()"],
  },
};

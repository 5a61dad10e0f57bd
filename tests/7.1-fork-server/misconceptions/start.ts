import { SECTIONS } from "./sections.ts";

const ACCEPT = SECTIONS["7.1.2"];

/** Of the accept loop, and of what it starts. */
export const startMisconceptions = {
  "serves-one-at-a-time": {
    says:
      "A client is given no child before the one that came earlier has gone: your code waits for the end of its serving. Start that, and do not wait for it.",
    section: ACCEPT,
    about: ["ForkingServer.acceptAll()"],
  },
  "accepts-once": {
    says:
      "Your code takes one connection and never asks for another. To accept is a loop that ends only with the listener.",
    section: ACCEPT,
    about: ["ForkingServer.acceptAll()"],
  },
  "waits-for-a-talkative-client": {
    says:
      "The child is started only when its client has sent something. A client may be silent for ever, or wait for its child to speak first: start the child at once.",
    section: ACCEPT,
    about: ["ForkingServer.acceptAll()"],
  },
  "waits-for-the-next-client": {
    says:
      "A client is served only when the next one has come, and nobody knows when that will be. Serve each one as soon as it is accepted, and take the next one then.",
    section: ACCEPT,
    about: ["ForkingServer.acceptAll()"],
  },
  "serves-in-the-parent": {
    says:
      "The server answers its clients itself, in its one process. The point of a fork server is a process of its own for each connection.",
    section: ACCEPT,
    about: ["ForkingServer.acceptAll()"],
  },
  "shares-a-child": {
    says:
      "A second connection is accepted, and no process is started for it. Each connection needs a process of its own: then a crash or a long computation is nobody else's.",
    section: ACCEPT,
    about: ["ForkingServer.fork()"],
  },
  "starts-spare-children": {
    says:
      "More processes are started than clients have come: another one for each, or one that is kept in reserve. Each costs time and memory, and somebody must wait for its end: start one when a client comes, and no other.",
    section: ACCEPT,
    about: ["ForkingServer.fork()"],
  },
  "serves-a-client-twice": {
    says:
      "One connection is served more than once, so several processes get parts of what its client sends. Call `#serve()` once for each that is accepted.",
    section: ACCEPT,
    about: ["ForkingServer.acceptAll()"],
  },
  "runs-another-program": {
    says:
      "The program that is started is not the one in the option `child`. The server knows nothing of what its children do: who starts it chooses.",
    section: ACCEPT,
    about: ["ForkingServer.fork()"],
  },
  "makes-the-command-once": {
    says:
      "A child runs the program of another server, which was started before: what starts children is made once for all servers, in a static field or in the module. Each server has its own options: make the command in `#fork()`, or keep it in a field of the server.",
    section: ACCEPT,
    about: ["ForkingServer.fork()"],
  },
  "takes-a-url-for-a-path": {
    says:
      "`child` is a URL, and your code makes a path of it. Within a URL, a space is written `%20`; and its path is not all of it: it may have a query, and not every URL is a file's. Pass the whole URL on.",
    section: ACCEPT,
    about: ["ForkingServer.fork()"],
  },
  "deno-from-the-path": {
    says:
      'The child is started as "deno", whichever is in the PATH, if one is. The Deno that runs this program is at `Deno.execPath()`.',
    section: ACCEPT,
    about: ["ForkingServer.fork()"],
  },
  "lets-the-child-ask": {
    says:
      "The child is started without `--no-prompt`. Where it has a terminal, Deno asks there for each permission that it lacks, and nobody answers.",
    section: ACCEPT,
    about: ["ForkingServer.fork()"],
  },
  "flag-behind-the-program": {
    says:
      "`--no-prompt` stands behind the program, so the program gets it as an argument, and Deno does not see it. Deno's own flags come before the program.",
    section: ACCEPT,
    about: ["ForkingServer.fork()"],
  },
  "grants-permissions": {
    says:
      "The child is started with permissions that it does not need. It works for strangers, and whoever takes it over may do all that it may.",
    section: ACCEPT,
    about: ["ForkingServer.fork()"],
  },
  "discards-stderr": {
    says:
      "What the child writes to stderr is thrown away. Its last words, such as an error's stack, are what you look for when it has crashed.",
    section: ACCEPT,
    about: ["ForkingServer.fork()"],
  },
  "leaves-stderr-unread": {
    says:
      "The child's stderr is a pipe that nobody reads. Its messages are lost, and when the pipe is full the child waits for ever. Let it inherit yours.",
    section: ACCEPT,
    about: ["ForkingServer.fork()"],
  },
  "locks-stderr": {
    says:
      "The children's stderr is pumped into the server's own, but a stream takes one pump at a time: the second child is not read. A pump also closes that stream at its end if you let it, and the server itself can then say no more. Let children inherit stderr.",
    section: ACCEPT,
    about: ["ForkingServer.fork()"],
  },
  "swallows-accept-errors": {
    says:
      "`accept()` can fail for a reason that passes, such as too many open files. Your code keeps that error from whoever called `acceptAll()`, who would report it and call again some time later: let the error through.",
    section: ACCEPT,
    about: ["ForkingServer.acceptAll()"],
  },
  "keeps-accept-errors-until-all-have-gone": {
    says:
      "`accept()` has failed for a reason that passes, and `acceptAll()` lets that error out only when the clients who are served have left. Until then nobody is let in: wait for none of them, also not in a `finally`.",
    section: ACCEPT,
    about: ["ForkingServer.acceptAll()"],
  },
  "closes-the-listener": {
    says:
      "`accept()` has failed for a reason that passes, and `acceptAll()` closes the listener when it is left, as `using` does at the end of a block. The listener is the server's own, and `acceptAll()` is called again: leave it open.",
    section: ACCEPT,
    about: ["ForkingServer.acceptAll()"],
  },
  "tries-again-at-once": {
    says:
      "`accept()` has failed, and your code calls it again at once, and again. Nothing has changed by then, and all the machine does is to fail: let the error through.",
    section: ACCEPT,
    about: ["ForkingServer.acceptAll()"],
  },
  "reports-what-it-throws": {
    says:
      "Your code tells `onError` of an error of `accept()`, and throws it, too. Whoever calls `acceptAll()` reports what it throws: let the error through, and leave the report to the caller.",
    section: ACCEPT,
    about: ["ForkingServer.acceptAll()"],
  },
  "takes-the-close-for-an-error": {
    says:
      "A listener that is closed is how accepting ends, and here it comes out as an error. Return then, as the loop of `for await` does, and throw all other errors.",
    section: ACCEPT,
  },
  "leaves-out-a-pipe": {
    says:
      "The child's stdin and its stdout must both be pipes: they are how the server talks with it. Only stderr is the server's own.",
    section: ACCEPT,
    about: ["ForkingServer.fork()"],
  },
  "passes-by-the-vacancy": {
    says:
      "The accept loop takes the next client without waiting for `#vacancy()`. A promise that is not awaited holds nobody up.",
    section: ACCEPT,
    about: ["ForkingServer.acceptAll()"],
  },
  "serves-after-the-vacancy": {
    says:
      "`#vacancy()` is called before the child of the client that came last is started, so it counts one child too few, and lets in a client too many. Call `#serve()` at once, in the loop itself: it starts the child before it returns.",
    section: ACCEPT,
    about: ["ForkingServer.acceptAll()"],
  },
  "closes-who-is-served": {
    says:
      "A client's socket is closed while its child serves it. `#serve()` has only begun when it returns to the loop: whatever closes the socket there, such as `using` at the end of each turn, cuts the client off. Leave the socket to `#serve()`.",
    section: ACCEPT,
    about: ["ForkingServer.acceptAll()"],
  },
  "closes-who-was-served": {
    says:
      "`close()` is called for a client's socket that is closed already: that throws BadResource, and nobody catches it. The Connection closes its socket when it ends: leave that to it. (`connection.hangUp()` closes one, too, and does nothing where it is closed.)",
    section: SECTIONS,
  },
  "accepts-before-the-vacancy": {
    says:
      "A client is accepted first, and then waits for `#vacancy()`: it holds a socket of the server's, and no child serves it. Wait for the vacancy, then take the next one from the backlog.",
    section: ACCEPT,
    about: ["ForkingServer.acceptAll()"],
  },
  "ignores-the-address": {
    says:
      "The server does not listen where `hostname` and `port` of its options say.",
    section: ACCEPT,
    about: ["ForkingServer.constructor()"],
  },
};

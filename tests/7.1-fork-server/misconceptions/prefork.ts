import { SECTIONS } from "./sections.ts";

const PREFORK = SECTIONS["7.1.8"];

/** Of the server whose children exist before their clients do. */
export const preforkMisconceptions = {
  "gives-a-port-each": {
    says:
      "The children listen on different ports. Clients know one port: every child binds that one, and the system spreads the connections.",
    section: PREFORK,
    about: ["PreforkingServer.start()"],
  },
  "waits-for-nobody": {
    says:
      "The server has given up, and all its children have ended, yet `#drain()` waits on. When the server gives up, `finished` itself waits for `#drain()`: the end of the children is `gone`, so wait for that, and only until it has come.",
    section: PREFORK,
    about: ["PreforkingServer.drain()"],
  },
  "takes-an-end-for-a-start": {
    says:
      "`preforkServer()` has waited for something, and not for a child that listens. `listening` also resolves when a child has ended before it listened, with `false`: call `listens()` only where it is `true`.",
    section: PREFORK,
    about: ["PreforkingServer.keep()"],
  },
  "listens-when-it-gives-up": {
    says:
      "No child has come to listen, and `listens()` is called all the same before the error is out, as in a `finally`. So `preforkServer()` resolves with a server that has failed: call `listens()` only where `listening` gave `true`.",
    section: PREFORK,
    about: ["PreforkingServer.keep()"],
  },
  "resolves-before-they-listen": {
    says:
      "`preforkServer()` resolves before its children listen. A child that has started does not listen yet, and may never come to; clients would be refused: wait for its word.",
    section: PREFORK,
    about: ["PreforkingServer.keep()"],
  },
  "keeps-listening-to-itself": {
    says:
      "The children listen, and `preforkServer()` still waits, as nobody has told it. Call `listens()` when a place's child has come to listen.",
    section: PREFORK,
    about: ["PreforkingServer.keep()"],
  },
  "never-replaces": {
    says:
      "A child that has ended is not replaced. Each place needs a loop: start a child, wait for its end, start the next.",
    section: PREFORK,
    about: ["PreforkingServer.keep()"],
  },
  "replaces-failures-only": {
    says:
      "A child that ended well is not replaced. The server needs that many children, however the last one ended.",
    section: PREFORK,
    about: ["PreforkingServer.keep()"],
  },
  "keeps-ends-to-itself": {
    says:
      "A child has ended, and nobody is told. `onError` hears of each end, in whichever way: a program that ends again and again, be it well, would go unnoticed.",
    section: PREFORK,
    about: ["PreforkingServer.keep()"],
  },
  "leaves-out-which-and-how": {
    says:
      "`onError` is told that a child has ended, but not which one or not how. Whoever looks for the reason has nothing else to go by.",
    section: PREFORK,
    about: ["PreforkingServer.keep()"],
  },
  "pauses-after-a-good-child": {
    says:
      "Your code pauses before it replaces a child that had listened. The pause is for those that never came to: the clients of this one need another at once.",
    section: PREFORK,
  },
  "pauses-after-a-crash": {
    says:
      "Your code pauses before it replaces a child that was killed, and not where one has ended with exit code 0. How a child has ended decides nothing here: pause, and count, only for those that never came to listen.",
    section: PREFORK,
    about: ["PreforkingServer.keep()"],
  },
  "restarts-without-a-pause": {
    says:
      "Children that never come to listen are replaced without any pause. The machine then does nothing but start them: wait before the next.",
    section: PREFORK,
    about: ["PreforkingServer.keep()"],
  },
  "takes-a-good-end-for-a-start": {
    says:
      "A child that ends with code 0 before it listens is replaced at once, again and again; after one that ends with another code, your code waits. Whether it came to listen decides, and not how it ended.",
    section: PREFORK,
    about: ["PreforkingServer.keep()"],
  },
  "pauses-for-another-time": {
    says:
      "The pauses are not the ones that were asked for. The first one is BACKOFF, and each is twice as long as the one before it.",
    section: PREFORK,
    about: ["PreforkingServer.keep()"],
  },
  "goes-on-with-the-last-pause": {
    says:
      "The pauses of a row of failures go on where those of the last row ended. A child that came to listen ends the row: begin with BACKOFF again.",
    section: PREFORK,
  },
  "pauses-before-it-gives-up": {
    says:
      "ATTEMPTS children have failed, and your code pauses once more before it gives up. The pause is for who comes next, and nobody does: throw at once.",
    section: PREFORK,
  },
  "never-gives-up": {
    says:
      "ATTEMPTS children in a row never came to listen, and another one is started, be it one too many, or one after the other for ever. Each counts that never came to listen, with whichever exit code it ended: give up at ATTEMPTS.",
    section: PREFORK,
    about: ["PreforkingServer.keep()"],
  },
  "gives-up-too-early": {
    says:
      "Your code gives up before ATTEMPTS children in a row have failed. Some reasons pass: the next child may come to listen.",
    section: PREFORK,
    about: ["PreforkingServer.keep()"],
  },
  "starts-beside-a-child-that-runs": {
    says:
      "A place has a child that runs and listens, and another one is started in it: wait for the end of each child, its `status`, before you start the next.",
    section: PREFORK,
    about: ["PreforkingServer.keep()"],
  },
  "gives-up-silently": {
    says:
      "Your code gives up and throws nothing, so whoever waits for the server assumes that all is well. It is not enough to tell `onError`, which hears of what passes: throw the error, and `finished` rejects.",
    section: PREFORK,
    about: ["PreforkingServer.keep()"],
  },
  "counts-a-whole-life": {
    says:
      "Failures of the whole life are added up. Only those in a row count: a child that came to listen ends the row.",
    section: PREFORK,
    about: ["PreforkingServer.keep()"],
  },
  "counts-over-all-places": {
    says:
      "Failures of all places are added up. Each place has a row of its own, and only ATTEMPTS failures of one place, one after the other, make the server give up.",
    section: PREFORK,
    about: ["PreforkingServer.keep()"],
  },
  "hears-the-first-child-only": {
    says:
      "The place's first child failed, a later one listens, and `listens()` is not called for it. Call it for whichever child comes to listen.",
    section: PREFORK,
    about: ["PreforkingServer.keep()"],
  },
  "counts-a-crash-as-a-failed-start": {
    says:
      "The end of a child that had listened is counted as one that never did. Only those that end before they listen lead to giving up: whether one that listened has served anybody, and how it has ended, decides nothing.",
    section: PREFORK,
    about: ["PreforkingServer.keep()"],
  },
  "leaves-children-behind": {
    says:
      "`finished` rejects while children of the other places still run. Giving up, too, is an end in good order: wait until they have ended.",
    section: PREFORK,
    about: ["PreforkingServer.drain()", "PreforkingServer.keep()"],
  },
  "leaves-running-children": {
    says:
      "`finished` and `shutdown()` resolve as soon as the server stops, and its children still run. That the server stops ends the restarts, and not the wait: whoever has started a child waits for its end, whenever that is.",
    section: PREFORK,
    about: ["PreforkingServer.keep()"],
  },
  "leaves-a-late-child": {
    says:
      "A child that comes to listen when the server already stops is not waited for: the server has finished, and the child runs on. Whoever has started a child waits for its end, whenever that is.",
    section: PREFORK,
    about: ["PreforkingServer.keep()"],
  },
  "tells-late": {
    says:
      "`onError` is told of a child's end only when the pause is over. Whoever watches the server learns of it too late: tell first, then wait.",
    section: PREFORK,
  },
  "tells-an-end-twice": {
    says:
      "`onError` is told more than once of the same end. Whoever counts the reports takes one crash for many: tell it once.",
    section: PREFORK,
    about: ["PreforkingServer.keep()"],
  },
  "tells-a-text": {
    says:
      "What is told or thrown is a text. Only an Error has a stack, and others ask for `instanceof Error`: make one of it.",
    section: PREFORK,
    about: ["PreforkingServer.keep()"],
  },
  "replaces-one-by-two": {
    says:
      "For a child that has ended, more than one is started, so there are more and more of them. Each place has one child at a time.",
    section: PREFORK,
    about: ["PreforkingServer.keep()"],
  },
  "ends-without-draining": {
    says:
      "Children are ended by a signal as soon as the server stops, and clients who wait in their queues are cut off. Ask each to `stop()`: it serves whoever waits, and ends then.",
    section: PREFORK,
    about: ["PreforkingServer.drain()"],
  },
  "closes-with-clients-waiting": {
    says:
      "A child closes its listening socket at once. That resets the clients who are still in its queue: it must accept them first.",
    section: PREFORK,
  },
  "drains-with-another-grace": {
    says:
      "The time that clients are given before their children get SIGTERM is not the `grace` of the options, in milliseconds.",
    section: PREFORK,
    about: ["PreforkingServer.drain()"],
  },
  "drains-without-limit": {
    says:
      "The server waits for its clients without a limit. After the grace, the children that still run are to get SIGTERM, and at last SIGKILL.",
    section: PREFORK,
    about: ["PreforkingServer.drain()"],
  },
  "kills-what-it-drains": {
    says:
      "When the grace is over, the children are not ended by SIGTERM, which should be tried first. SIGKILL cannot be handled, so the child can neither say a last word nor clean up.",
    section: PREFORK,
    about: ["PreforkingServer.drain()"],
  },
  "drains-by-timer": {
    says:
      "Your code waits for some time before it does what it could do at once. Ask the children to stop without delay, and let their grace begin then: whoever waits for the end loses this time.",
    section: PREFORK,
    about: ["PreforkingServer.drain()", "PreforkingServer.keep()"],
  },
  "never-asks-to-stop": {
    says:
      "A child is not asked to `stop()` when its server stops, so it goes on, and the server waits out its grace for nothing.",
    section: PREFORK,
    about: ["PreforkingServer.drain()"],
  },
  "replaces-what-it-stopped": {
    says:
      "The server stops its children and starts others in their place, so it never ends. Say first that it stops, then stop them.",
    section: PREFORK,
    about: ["PreforkingServer.drain()"],
  },
  "reports-planned-ends": {
    says:
      "A child that the server itself has stopped is reported as an error, be another one started or not. When the server stops, the end of a child is what was wanted.",
    section: PREFORK,
    about: ["PreforkingServer.keep()"],
  },
  "leaves-a-rejection-unheard": {
    says:
      "`close()` and `shutdown()` wait for `finished`, which rejects when the server gives up. Your code calls one of them and leaves its promise alone, and an error that nobody hears of ends the whole program. Send the signal to each process yourself.",
    section: PREFORK,
    about: ["PreforkingServer.drain()"],
  },
  "starts-one-more": {
    says:
      "A pause that is broken off is followed by one more child, which nobody stops. Look whether the server stops before you start the next.",
    section: PREFORK,
    about: ["PreforkingServer.keep()"],
  },
  "throws-when-it-stops": {
    says:
      "The server was told to stop, and an AbortError comes out of your code. To stop is what was wanted: return, and throw nothing.",
    section: PREFORK,
    about: ["PreforkingServer.keep()"],
  },
  "lets-the-pause-throw": {
    says:
      "A pause that is broken off rejects with an AbortError, and nobody catches it, so `shutdown()` fails. Here it only means that the pause is over.",
    section: PREFORK,
    about: ["PreforkingServer.keep()"],
  },
  "waits-out-the-pause": {
    says:
      "`shutdown()` waits until a pause is over that nobody needs any more. Give the pause the `signal`, so that it can be broken off.",
    section: PREFORK,
    about: ["PreforkingServer.keep()"],
  },
};

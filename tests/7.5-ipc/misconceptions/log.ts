import type { Catalogue } from "../../harness/story/misconceptions.ts";

const section = "758-one-logging-process-for-a-whole-server";

/** Mistakes with the lines of a log, and with the process that writes them. */
export const log = {
  "numbering-starts-over": {
    says:
      "Your lines are numbered from 1 though the file has lines of that sender already: the first logger's numbers are where the numbering begins.",
    section,
    about: ["LogProcess.serve()", "UnwrittenLines.resume()"],
  },
  "ready-before-it-spoke": {
    says:
      "A logger counts as ready before it has told the last numbers: a line that comes meanwhile is numbered without them. Set `#ready` when it has got the lines that waited.",
    section,
    about: ["LogProcess.serve()"],
  },
  "resends-what-the-file-has": {
    says:
      "Lines that the file has are kept, all or some of them, and the next logger writes them a second time. More than one can be there unconfirmed: all those up to their sender's last number are.",
    section,
    about: ["LogProcess.serve()", "UnwrittenLines.resume()"],
  },
  "torn-line-counted": {
    says:
      "The torn line at the file's end is cut off, and counted as if it were written: the last numbers are those of the text that is left.",
    section,
    about: ["openLog()"],
  },
  "torn-line-stays": {
    says:
      "The half of a line that a killed logger left stays in the file. A line break behind it does not make it whole: cut off what stands behind the last line break.",
    section,
    about: ["openLog()"],
  },
  "no-line-break-not-cut": {
    says:
      "A file without any line break is left as it is. Then its only line is torn, and the file must be cut to nothing.",
    section,
    about: ["openLog()"],
  },
  "cut-in-characters": {
    says:
      "The file is cut at a number of characters, where bytes are meant: a part of the whole lines is lost.",
    section,
    about: ["openLog()"],
  },
  "written-from-the-start": {
    says:
      "The logger writes from the start of the file, over the lines that are there: move to its end first.",
    section,
    about: ["openLog()"],
  },
  "writes-without-confirming": {
    says:
      "The logger writes the line and does not say so: its parent keeps the line for ever, and flush() waits.",
    section,
    about: ["for await"],
  },
  "confirms-before-writing": {
    says:
      "The logger says that a line is in the file before it has written it. If it is killed in between, the parent has dropped its only copy.",
    section,
    about: ["for await"],
  },
  "short-write-is-the-line": {
    says:
      "One write() is taken for the whole line. It may take fewer bytes than it is given and says how many: go on with the rest.",
    section,
    about: ["for await"],
  },
  "written-again-from-its-start": {
    says:
      "After a write that took a part of the line, your loop writes the line from its start again, and not what is left.",
    section,
    about: ["for await"],
  },
  "waiting-lines-reversed": {
    says:
      "The lines that waited for a logger go out from the last to the first: it must get them as they came.",
    section,
    about: ["LogProcess.serve()"],
  },
  "newer-lines-overtake": {
    says:
      "New lines are sent to the logger while older ones still wait: send all that wait first, in one go, and only then say that it is ready.",
    section,
    about: ["LogProcess.serve()"],
  },
  "sent-lines-forgotten": {
    says:
      "A line that was sent to one logger is not sent to the next. That it was sent does not say that it was written: only a confirmation or the file does.",
    section,
    about: ["LogProcess.serve()"],
  },
  "send-error-uncaught": {
    says:
      "Nobody handles that a line cannot be sent as its logger is gone, and that ends the program. It is no error: the next logger gets the line.",
    section,
    about: ["LogProcess.send()", "LogProcess.serve()"],
  },
  "logger-error-ends-the-log": {
    says:
      "An error leaves #serve(), and no logger is started any more. A logger can die in the middle of a message, or say what is no JSON: catch what either throws.",
    section,
    about: ["LogProcess.serve()"],
  },
  "logger-error-swallowed": {
    says:
      "What goes wrong with a logger is caught, and nobody is told: the log goes on, but why a logger was lost stays unknown.",
    section,
    about: ["LogProcess.serve()"],
  },
  "never-gives-up": {
    says:
      "A logger that ended without a word counts as one that has served: loggers are started for ever, and flush() never fails.",
    section,
    about: ["LogProcess.serve()"],
  },
  "nonsense-counts-as-served": {
    says:
      "A logger has served, for your code, before its first message was understood: one that talks nonsense is started again for ever.",
    section,
    about: ["LogProcess.serve()"],
  },
  "decodes-as-one-text": {
    says:
      "What one message leaves over, half of a character, is put before the next one, which a decoder does only with `stream: true`. Decode each message as a text of its own.",
    section,
    about: ["LogProcess.attach()"],
  },
  "attach-ends-after-one": {
    says:
      "attach() takes one message and returns: what else comes out of the end is read by nobody.",
    section,
  },
  "takes-without-limit": {
    says:
      "attach() takes lines whether the logger keeps up or not: memory runs full, and the sender never has to wait.",
    section,
  },
  "limit-on-all-that-ever-came": {
    says:
      "attach() waits though no line does. It counts lines that were written long ago (`taken`, `written`): after LIMIT of them it takes nothing any more. How many wait now is `length`.",
    section,
    about: ["LogProcess.attach()"],
  },
  "takes-one-too-many": {
    says:
      "attach() takes the next line where LIMIT of them lie already. It may take one when fewer than LIMIT are there.",
    section,
    about: ["LogProcess.attach()"],
  },
  "waits-for-each-line": {
    says:
      "attach() takes the next line only when the one before is written, and the sender goes no faster than the disk. There is room for LIMIT of them.",
    section,
  },
  "end-error-swallowed": {
    says:
      "attach() catches what its end throws and tells nobody: it looks as if the sender had come to its end.",
    section,
  },
  "end-error-fails-attach": {
    says:
      "attach() rejects when its end fails. One sender's trouble is reported and concerns nobody else: it resolves all the same.",
    section,
  },
  "failed-end-is-asked-again": {
    says:
      "attach() asks its end again after an error. What has failed goes on to fail, and never gives the end: report the error, and leave the loop.",
    section,
    about: ["LogProcess.attach()"],
  },
  "end-left-open": {
    says:
      "When attach() is over, its end is still open, whether it has failed or not. Dispose of it in any case.",
    section,
  },
  "failed-end-left-open": {
    says:
      "attach() disposes of its end where that gives undefined, and not where it fails. Dispose of it in any case.",
    section,
  },
  "cut-at-the-first-break": {
    says:
      "The file is cut behind its first line break: all lines but one are lost. It is the last break behind which a torn line stands.",
    section,
    about: ["openLog()"],
  },
  "last-break-is-cut-off": {
    says:
      "The last line's own line break is cut off with what stands behind it, and the next line is glued to that one: lastIndexOf() gives the place of the break, not that behind it.",
    section,
    about: ["openLog()"],
  },
  "message-is-not-utf-8": {
    says:
      "What comes out of an end is not decoded as UTF-8, in which send() has encoded it.",
    section,
    about: ["LogProcess.attach()"],
  },
  "good-logger-counts-as-failed": {
    says:
      "A logger that has told the last numbers counts as one that has failed: after some of them the log gives up, though all is well. Whether it wrote a line then, and however it ended, return whether it told them.",
    section,
    about: ["LogProcess.serve()"],
  },
  "told-when-none-is-left": {
    says:
      "Who waits is told only when no line is left. flush() waits for those that were taken before it, and others may come all the time: call #changed() after each message.",
    section,
    about: ["LogProcess.serve()"],
  },
  "progress-is-not-told": {
    says:
      "Each line that is in the file is dropped, and who waits for that is not told: call #changed() after each message.",
    section,
    about: ["LogProcess.serve()"],
  },
  "readiness-is-not-told": {
    says:
      "Another logger is ready, and who waits for that is not told: call #changed() after each message, the first one too.",
    section,
    about: ["LogProcess.serve()"],
  },
  "new-lines-are-not-sent": {
    says:
      "The logger gets the lines that waited for it, and none that came later: `#ready` says to whom log() sends.",
    section,
    about: ["LogProcess.serve()"],
  },
  "reads-only-after-sending": {
    says:
      "All lines that wait are sent before anything is read. What the logger says meanwhile fills its pipe, it stops reading, and both wait for each other.",
    section,
    about: ["LogProcess.serve()"],
  },
  "first-message-drops-a-line": {
    says:
      "A line is dropped for the logger's first message, too. That one tells the last numbers; only the messages after it say that a line is in the file.",
    section,
    about: ["LogProcess.serve()"],
  },
  "confirms-by-a-word": {
    says:
      "The logger says in words that a line is in the file. What was agreed on is an empty message.",
    section,
    about: ["for await"],
  },
  "torn-line-is-written-over": {
    says:
      "The torn line is not cut off: new lines are written over it, and what is left of it stands behind them.",
    section,
    about: ["openLog()"],
  },
  "gap-of-zeros": {
    says:
      "The next line is written where the file's end was before the torn line was cut off, and zeros fill the gap. Cut first, and move to the end then.",
    section,
    about: ["openLog()"],
  },
  "seeks-twice-as-far": {
    says:
      "The next line is written as far behind the file's end as the file is long, and zeros fill the gap: the length is counted from the start, and seek() was told to count from the end.",
    section,
    about: ["openLog()"],
  },
  "leaves-at-the-limit": {
    says:
      "attach() returns where LIMIT lines wait, and nobody takes what the sender says after that. Wait until there are fewer, and go on.",
    section,
    about: ["LogProcess.attach()"],
  },
  "only-the-last-line-is-read": {
    says:
      "The last numbers are taken from the last line alone. Each sender has one of its own, somewhere in the file.",
    section,
    about: ["openLog()"],
  },
  "whole-file-is-cut": {
    says:
      "The file is cut to nothing, and all that was logged is gone. Only what stands behind the last line break goes.",
    section,
    about: ["openLog()"],
  },
} satisfies Catalogue;

/** What the code threw in these tests, by their names, and what that shows. */
export const thrownByLog: [
  test: RegExp,
  error: RegExp,
  id: keyof typeof log,
][] = [
  [
    /^7\.5\.8 /,
    /#serve/,
    "logger-error-ends-the-log",
  ],
  [
    /^7\.5\.8 /,
    /^(?![^]*#serve)[^]*MessageWriter/,
    "send-error-uncaught",
  ],
];

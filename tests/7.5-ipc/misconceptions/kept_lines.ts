import type { Catalogue } from "../../harness/story/misconceptions.ts";

const section = "758-one-logging-process-for-a-whole-server";

/** Mistakes with the lines of a log: which of them wait, their numbers and text. */
export const keptLines = {
  "last-line-in-the-file-is-kept": {
    says:
      "Each sender's last line in the file is kept, and the next logger writes it a second time: a line with the last number is there, too.",
    section,
    about: ["UnwrittenLines.resume()"],
  },
  "passes-over-lines": {
    says:
      "Lines are taken out of the array while a loop goes over it: what stands behind such a line moves to its place, and the loop passes it over. Make a new array.",
    section,
    about: ["UnwrittenLines.resume()"],
  },
  "drops-an-unwritten-line": {
    says:
      "resume() drops, of each sender, the line just behind its last number in the file as well. That line is not in the file, and would be lost.",
    section,
  },
  "one-senders-number-for-all": {
    says:
      "The last number of one sender is compared with the lines of all of them. Each sender counts for itself.",
    section,
  },
  "unknown-sender-is-dropped": {
    says:
      "resume() drops all lines of a sender of whom the file has none. It has no last number then: what `inFile.get()` gives is undefined, and no number is above that. None of these lines is in the file.",
    section,
    about: ["UnwrittenLines.resume()"],
  },
  "takes-what-was-sent-for-written": {
    says:
      "resume() drops all lines that have a number, as if what was sent were written. The logger that got them may have died before it wrote them. A number says that a line was sent; only the file's last number says which were written.",
    section,
    about: ["UnwrittenLines.resume()"],
  },
  "drops-all-of-a-known-sender": {
    says:
      "resume() drops all lines with a number of each sender that the file knows. Only those up to that sender's last number are in the file: compare each line's number with it.",
    section,
    about: ["UnwrittenLines.resume()"],
  },
  "sender-looked-up-in-object": {
    says:
      'A sender is looked up in an object, where "constructor" and "toString" are found though nobody put them in. A Map has only what it was given.',
    section,
  },
  "new-number-each-time": {
    says:
      "A line that is sent again gets a new number. Then nobody can tell that the file has it already: a line keeps the number it was given once.",
    section,
    about: ["UnwrittenLines.format()"],
  },
  "drops-what-was-never-sent": {
    says:
      "resume() drops lines that were never sent to any logger. No file can have them; such a line has no number before.",
    section,
    about: ["UnwrittenLines.resume()"],
  },
  "each-logger-begins-the-numbering": {
    says:
      "Each logger's numbers begin the numbering anew. Lines that are on their way have higher ones: the next line gets a number that another one has. Only the first logger's count.",
    section,
    about: ["UnwrittenLines.resume()"],
  },
  "number-used-up-by-old-line": {
    says:
      "A line that has a number keeps it, but takes a new one from `#next()` all the same, which is lost: whatever is sent again leaves a gap in the numbers. Call it only for a line without one.",
    section,
    about: ["UnwrittenLines.format()"],
  },
  "message-cut-at-line-breaks": {
    says:
      "attach() cuts a message at its line breaks, or cuts them off. A message is one line of its sender, as it is: formatLine() escapes the breaks in it.",
    section,
    about: ["LogProcess.attach()"],
  },
} satisfies Catalogue;

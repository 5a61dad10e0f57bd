import type { Mutant } from "../../harness/mutant.ts";

const step = "7.5.8";
const file = "log_process.ts";
const lines = "log_lines.ts";
const logger = "logger.ts";

/** Logs that lose their order, errors or names. */
export const logLinesMutants: Mutant[] = [
  {
    name: "lines that wait are sent one by one, beside newer ones",
    step,
    shows: "reads-only-after-sending",
    file: file,
    edits: [[
      "      for (const line of this.#lines) this.#send(logger, line);\n      this.#ready = logger;\n",
      "      this.#ready = logger;\n      for (const line of [...this.#lines]) {\n        await logger.send(this.#lines.format(line)).catch(() => {});\n      }\n",
    ]],
  },
  {
    name: "lines that wait are sent after the first newer one",
    step,
    shows: "newer-lines-overtake",
    file: file,
    edits: [[
      "      for (const line of this.#lines) this.#send(logger, line);\n      this.#ready = logger;\n",
      "      this.#ready = logger;\n      const waiting = [...this.#lines];\n      await new Promise((resolve) => setTimeout(resolve, 0));\n      for (const line of waiting) this.#send(logger, line);\n",
    ]],
  },
  {
    name: "a torn line stays if it is the first of the file",
    step,
    shows: "no-line-break-not-cut",
    file: logger,
    edits: [[
      "  await file.truncate(length);\n",
      "  if (length > 0) await file.truncate(length);\n",
    ]],
  },
  {
    name: "looks a sender up in an object",
    step,
    shows: "sender-looked-up-in-object",
    file: lines,
    edits: [[
      "(inFile.get(sender) ?? 0)",
      "(Object.fromEntries(inFile)[sender] ?? 0)",
    ]],
  },
  {
    name: "writes what one write takes of a line",
    step,
    shows: "short-write-is-the-line",
    file: logger,
    edits: [[
      "  for (let done = 0; done < line.length;) {\n    done += await file.write(line.subarray(done));\n  }\n",
      "  await file.write(line);\n",
    ]],
  },
  {
    name: "writes a line again from its start",
    step,
    shows: "written-again-from-its-start",
    file: logger,
    edits: [["file.write(line.subarray(done))", "file.write(line)"]],
  },
  {
    name: "an end that fails is not reported",
    step,
    shows: "end-error-swallowed",
    file: file,
    edits: [[
      "        await this.#until(() => this.#lines.length < LIMIT);\n      }\n    } catch (error) {\n      this.#report(error);\n    }",
      "        await this.#until(() => this.#lines.length < LIMIT);\n      }\n    } catch {\n      return;\n    }",
    ]],
  },
  {
    name: "an end that fails makes attach() fail",
    step,
    shows: "end-error-fails-attach",
    file: file,
    edits: [[
      "        await this.#until(() => this.#lines.length < LIMIT);\n      }\n    } catch (error) {\n      this.#report(error);\n    }",
      "        await this.#until(() => this.#lines.length < LIMIT);\n      }\n    } finally {\n      this.#changed();\n    }",
    ]],
  },
  {
    name: "an end is not disposed of",
    step,
    shows: "end-left-open",
    file: file,
    edits: [["    using _end = end;\n", ""]],
  },
  {
    name: "an end is disposed of only when it has ended well",
    step,
    shows: "failed-end-left-open",
    file: file,
    edits: [["    using _end = end;\n    try {", "    try {"], [
      "        if (message === undefined) return;\n        this.log",
      "        if (message === undefined) return end[Symbol.dispose]();\n        this.log",
    ]],
  },
  {
    name: "a logger that dies in a word ends the log",
    step,
    shows: "logger-error-ends-the-log",
    file: file,
    edits: [[
      "        this.#changed();\n      }\n    } catch (error) {\n      this.#report(error);\n    }\n    return served;",
      "        this.#changed();\n      }\n    } finally {\n      this.#changed();\n    }\n    return served;",
    ]],
  },
  {
    name: "what a logger's end throws is swallowed",
    step,
    shows: "logger-error-swallowed",
    file: file,
    edits: [[
      "        this.#changed();\n      }\n    } catch (error) {\n      this.#report(error);\n    }\n    return served;",
      "        this.#changed();\n      }\n    } catch {\n      this.#changed();\n    }\n    return served;",
    ]],
  },
  {
    name: "a logger that talks nonsense has served",
    step,
    shows: "nonsense-counts-as-served",
    file: file,
    edits: [[
      "      this.#lines.resume(new Map(",
      "      served = true;\n      this.#lines.resume(new Map(",
    ]],
  },
  {
    name: "drops the lines of senders that the file does not have",
    step,
    shows: "unknown-sender-is-dropped",
    file: lines,
    edits: [[
      "number > (inFile.get(sender) ?? 0)",
      "number > inFile.get(sender)!",
    ]],
  },
  {
    name: "takes what was sent for written",
    step,
    shows: "takes-what-was-sent-for-written",
    file: lines,
    edits: [["number > (inFile.get(sender) ?? 0)", "sender === undefined"]],
  },
  {
    name: "drops all numbered lines of a sender that the file has",
    step,
    shows: "drops-all-of-a-known-sender",
    file: lines,
    edits: [["number > (inFile.get(sender) ?? 0)", "!inFile.has(sender)"]],
  },
  {
    name: "compares with the highest number of all senders",
    step,
    shows: "one-senders-number-for-all",
    file: lines,
    edits: [[
      "number > (inFile.get(sender) ?? 0)",
      "number > Math.max(0, ...inFile.values())",
    ]],
  },
  {
    name: "reads the last line's number alone",
    step,
    shows: "only-the-last-line-is-read",
    file: logger,
    edits: [[
      "lastNumbers(text)",
      "lastNumbers(text.split('\\n').at(-2) ?? '')",
    ]],
  },
  {
    name: "cuts the file to nothing",
    step,
    shows: "whole-file-is-cut",
    file: logger,
    edits: [["file.truncate(length)", "file.truncate(0)"]],
  },
  {
    name: "keeps each sender's last line that is in the file",
    step,
    shows: "last-line-in-the-file-is-kept",
    file: lines,
    edits: [[
      "number > (inFile.get(sender) ?? 0)",
      "number >= (inFile.get(sender) ?? 0)",
    ]],
  },
  {
    name: "format() takes a number also for a line that has one",
    step,
    shows: "number-used-up-by-old-line",
    file: lines,
    edits: [[
      "    line.number ??= this.#next(line.sender);\n",
      "    const next = this.#next(line.sender);\n    line.number ??= next;\n",
    ]],
  },
];

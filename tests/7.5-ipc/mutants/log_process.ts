import type { Mutant } from "../../harness/mutant.ts";

const step = "7.5.8";
const file = "log_process.ts";
const lines = "log_lines.ts";
const logger = "logger.ts";

/** Wrong logs. */
export const logProcessMutants: Mutant[] = [
  {
    name: "a line is forgotten once it is sent",
    step,
    shows: "sent-lines-forgotten",
    file,
    edits: [[
      "      for (const line of this.#lines) this.#send(logger, line);\n",
      "      for (const line of this.#lines) {\n        if (line.number === undefined) this.#send(logger, line);\n      }\n",
    ]],
  },
  {
    name: "the next logger gets what the last one has written",
    step,
    shows: "resends-what-the-file-has",
    file: lines,
    edits: [["number > (inFile.get(sender) ?? 0)", "number > 0"]],
  },
  {
    name: "the next logger begins a line too late",
    step,
    shows: "drops-an-unwritten-line",
    file: lines,
    edits: [[
      "number > (inFile.get(sender) ?? 0)",
      "number > (inFile.get(sender) ?? 0) + 1",
    ]],
  },
  {
    name: "the next logger looks at one sender's lines only",
    step,
    shows: "one-senders-number-for-all",
    file: lines,
    edits: [[
      "number > (inFile.get(sender) ?? 0)",
      "number > (inFile.values().next().value ?? 0)",
    ]],
  },
  {
    name: "lines get new numbers from a new logger",
    step,
    shows: "new-number-each-time",
    file: lines,
    edits: [[
      "    line.number ??= this.#next",
      "    line.number = this.#next",
    ]],
  },
  {
    name: "numbering starts over",
    step,
    shows: "numbering-starts-over",
    file: lines,
    edits: [[
      "this.#numbers ??= new Map(inFile);",
      "this.#numbers ??= new Map();",
    ]],
  },
  {
    name: "lines that wait go out from the last to the first",
    step,
    shows: "waiting-lines-reversed",
    file,
    edits: [[
      "      for (const line of this.#lines) this.#send(logger, line);\n      this.#ready = logger;\n",
      "      this.#ready = logger;\n      for (const line of [...this.#lines].reverse()) this.#send(logger, line);\n",
    ]],
  },
  {
    name: "confirms a line before it is written",
    step,
    shows: "confirms-before-writing",
    file: logger,
    edits: [[
      "  for (let done = 0; done < line.length;) {\n",
      '  await toParent.send("");\n  for (let done = 0; done < line.length;) {\n',
    ], ['  await toParent.send("");\n  // #endregion', "  // #endregion"]],
  },
  {
    name: "confirms nothing",
    step,
    shows: "writes-without-confirming",
    file: logger,
    edits: [['  await toParent.send("");\n  // #endregion', "  // #endregion"]],
  },
  {
    name: "a torn line stays in the file",
    step,
    shows: "torn-line-stays",
    file: logger,
    edits: [["  await file.truncate(length);\n", ""]],
  },
  {
    name: "a torn line is ended by a line break",
    step,
    shows: "torn-line-stays",
    file: logger,
    edits: [
      ["  await file.truncate(length);\n", ""],
      [
        "Deno.SeekMode.End);\n",
        "Deno.SeekMode.End);\n  if (length < bytes.length) await file.write(Uint8Array.of(LINE_BREAK));\n",
      ],
      ["decode(bytes.subarray(0, length))", "decode(bytes)"],
    ],
  },
  {
    name: "cuts the file at a number of characters",
    step,
    shows: "cut-in-characters",
    file: logger,
    edits: [[
      "file.truncate(length)",
      "file.truncate(new TextDecoder().decode(bytes.subarray(0, length)).length)",
    ]],
  },
  {
    name: "looks for the last line break in the text",
    step,
    shows: "cut-in-characters",
    file: logger,
    edits: [[
      "bytes.lastIndexOf(LINE_BREAK)",
      'new TextDecoder().decode(bytes).lastIndexOf("\\n")',
    ]],
  },
  {
    name: "writes from the start of the file",
    step,
    shows: "written-from-the-start",
    file: logger,
    edits: [["Deno.SeekMode.End", "Deno.SeekMode.Start"]],
  },
  {
    name: "counts a torn line",
    step,
    shows: "torn-line-counted",
    file: logger,
    edits: [["decode(bytes.subarray(0, length))", "decode(bytes)"]],
  },
  {
    name: "takes no more after the first message of an end",
    step,
    shows: "attach-ends-after-one",
    file,
    edits: [[
      "        this.log(sender, decoder.decode(message));\n",
      "        this.log(sender, decoder.decode(message));\n        if (this.#lines.length > 0) return;\n",
    ]],
  },
  {
    name: "attach() waits until each line is written",
    step,
    shows: "waits-for-each-line",
    file,
    edits: [["this.#lines.length < LIMIT", "this.#lines.length < 1"]],
  },
  {
    name: "takes lines without limit",
    step,
    shows: "takes-without-limit",
    file,
    edits: [[
      "await this.#until(() => this.#lines.length < LIMIT);",
      "await this.#until(() => this.#lines.length >= 0);",
    ]],
  },
  {
    name: "never gives up",
    step,
    shows: "never-gives-up",
    file,
    edits: [[
      "      if (numbers === undefined) return served;\n",
      "      if (numbers === undefined) return true;\n",
    ]],
  },
  {
    name: "lines are sent to a logger that is gone",
    step,
    shows: "send-error-uncaught",
    file,
    edits: [[
      "logger.send(this.#lines.format(line)).catch(() => {});",
      "void logger.send(this.#lines.format(line));",
    ]],
  },
  {
    name: "a logger has served when a line is confirmed",
    step,
    shows: "good-logger-counts-as-failed",
    file,
    edits: [["      served = true;\n", ""], [
      "        this.#lines.dropFirst();\n",
      "        served = true;\n        this.#lines.dropFirst();\n",
    ]],
  },
  {
    name: "a logger has served when it ends without an error",
    step,
    shows: "good-logger-counts-as-failed",
    file,
    edits: [["      served = true;\n", ""], [
      "        this.#changed();\n      }\n    } catch",
      "        this.#changed();\n      }\n      served = true;\n    } catch",
    ]],
  },
  {
    name: "attach() leaves at its limit",
    step,
    shows: "leaves-at-the-limit",
    file,
    edits: [[
      "await this.#until(() => this.#lines.length < LIMIT);",
      "if (this.#lines.length >= LIMIT) return;",
    ]],
  },
  {
    name: "attach() compares its limit with all lines that ever came",
    step,
    shows: "limit-on-all-that-ever-came",
    file,
    edits: [["this.#lines.length < LIMIT", "this.#lines.taken < LIMIT"]],
  },
  {
    name: "attach() compares its limit with the lines that are written",
    step,
    shows: "limit-on-all-that-ever-came",
    file,
    edits: [["this.#lines.length < LIMIT", "this.#lines.written < LIMIT"]],
  },
];

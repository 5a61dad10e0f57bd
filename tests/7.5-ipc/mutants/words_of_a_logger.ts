import type { Mutant } from "../../harness/mutant.ts";

const step = "7.5.8";
const SEND =
  "      for (const line of this.#lines) this.#send(logger, line);\n";
const NUMBERS =
  "      this.#lines.resume(new Map(JSON.parse(decoder.decode(numbers))));\n";

/** Wrong talks between a log and its logger. */
export const loggerWordMutants: Mutant[] = [
  {
    name: "waits until all that waited is sent",
    step,
    shows: "reads-only-after-sending",
    file: "log_process.ts",
    edits: [[
      SEND,
      "      await Promise.all([...this.#lines].map((line) =>\n        logger.send(this.#lines.format(line)).catch(() => {})\n      ));\n",
    ]],
  },
  {
    name: "tells nobody that a line is written",
    step,
    shows: "progress-is-not-told",
    file: "log_process.ts",
    edits: [[
      "        this.#lines.dropFirst();\n        this.#changed();\n",
      "        this.#lines.dropFirst();\n",
    ]],
  },
  {
    name: "tells nobody that a logger is ready",
    step,
    shows: "readiness-is-not-told",
    file: "log_process.ts",
    edits: [[
      "      this.#ready = logger;\n      this.#changed();\n",
      "      this.#ready = logger;\n",
    ]],
  },
  {
    name: "a logger is ready before it has said anything",
    step,
    shows: "ready-before-it-spoke",
    file: "log_process.ts",
    edits: [[
      "      const numbers = await logger.receive();\n",
      "      this.#ready = logger;\n      const numbers = await logger.receive();\n",
    ]],
  },
  {
    name: "no logger is ever ready",
    step,
    shows: "new-lines-are-not-sent",
    file: "log_process.ts",
    edits: [["      this.#ready = logger;\n      this", "      this"]],
  },
  {
    name: "only the first logger's numbers are looked at",
    step,
    shows: "resends-what-the-file-has",
    file: "log_process.ts",
    edits: [[
      NUMBERS,
      `      if (this.#lines.written === 0) {\n  ${NUMBERS}      }\n`,
    ]],
  },
  {
    name: "the first message drops a line, too",
    step,
    shows: "first-message-drops-a-line",
    file: "log_process.ts",
    edits: [[
      "      served = true;\n",
      "      served = true;\n      this.#lines.dropFirst();\n",
    ]],
  },
  {
    name: "the first message drops a line when all are sent",
    step,
    shows: "first-message-drops-a-line",
    file: "log_process.ts",
    edits: [[SEND, `${SEND}      this.#lines.dropFirst();\n`]],
  },
  {
    name: "confirms with a word",
    step,
    shows: "confirms-by-a-word",
    file: "logger.ts",
    edits: [['  await toParent.send("");\n', '  await toParent.send("ok");\n']],
  },
  {
    name: "confirms each write",
    step,
    shows: "confirms-before-writing",
    file: "logger.ts",
    edits: [[
      '    done += await file.write(line.subarray(done));\n  }\n  await toParent.send("");\n',
      '    done += await file.write(line.subarray(done));\n    await toParent.send("");\n  }\n',
    ]],
  },
  {
    name: "does not wait for its writes",
    step,
    shows: "confirms-before-writing",
    file: "logger.ts",
    edits: [[
      "  for (let done = 0; done < line.length;) {\n",
      "  (async () => { for (let done = 0; done < line.length;) {\n",
    ], [
      "(line.subarray(done));\n  }\n",
      "(line.subarray(done));\n  } })();\n",
    ]],
  },
  {
    name: "takes the line behind the last one",
    step,
    shows: "takes-one-too-many",
    file: "log_process.ts",
    edits: [["this.#lines.length < LIMIT", "this.#lines.length <= LIMIT"]],
  },
  {
    name: "drops at most one line",
    step,
    shows: "resends-what-the-file-has",
    file: "log_lines.ts",
    edits: [[
      "    this.#lines = this.#lines.filter(({ sender, number }) =>\n      number === undefined || number > (inFile.get(sender) ?? 0)\n    );",
      "    const [first] = this.#lines;\n    if (first?.number && first.number <= (inFile.get(first.sender) ?? 0)) {\n      this.dropFirst();\n    }",
    ]],
  },
  {
    name: "takes lines out while it goes over them",
    step,
    shows: "passes-over-lines",
    file: "log_lines.ts",
    edits: [[
      "    this.#lines = this.#lines.filter(({ sender, number }) =>\n      number === undefined || number > (inFile.get(sender) ?? 0)\n    );",
      "    this.#lines.forEach(({ sender, number }, index) => {\n      if (number !== undefined && number <= (inFile.get(sender) ?? 0)) this.#lines.splice(index, 1);\n    });",
    ]],
  },
  {
    name: "moves to the end before it cuts",
    step,
    shows: "gap-of-zeros",
    file: "logger.ts",
    edits: [[
      "  await file.truncate(length);\n  await file.seek(0, Deno.SeekMode.End);\n",
      "  await file.seek(0, Deno.SeekMode.End);\n  await file.truncate(length);\n",
    ]],
  },
  {
    name: "moves as far behind the end as the file is long",
    step,
    shows: "seeks-twice-as-far",
    file: "logger.ts",
    edits: [["file.seek(0,", "file.seek(length,"]],
  },
  {
    name: "cuts all off, and moves to where the whole lines ended",
    step,
    shows: "whole-file-is-cut",
    file: "logger.ts",
    edits: [
      ["file.truncate(length)", "file.truncate()"],
      ["file.seek(0, Deno.SeekMode.End)", "file.seek(length, 0)"],
    ],
  },
  {
    name: "attach() reports an error and asks again",
    step,
    shows: "failed-end-is-asked-again",
    file: "log_process.ts",
    edits: [[
      "        const message = await end.receive();\n",
      "        const message = await end.receive().catch((error) => (this.#report(error), null));\n        if (message === null) continue;\n",
    ]],
  },
  {
    name: "writes over a torn line instead of cutting it off",
    step,
    shows: "torn-line-is-written-over",
    file: "logger.ts",
    edits: [["  await file.truncate(length);\n", ""], [
      "file.seek(0, Deno.SeekMode.End)",
      "file.seek(length, Deno.SeekMode.Start)",
    ]],
  },
  {
    name: "the first word is read before the try",
    step,
    shows: "logger-error-ends-the-log",
    file: "log_process.ts",
    edits: [[
      "    try {\n      const numbers = await logger.receive();\n      if (numbers === undefined) return served;\n",
      "    const numbers = await logger.receive();\n    if (numbers === undefined) return served;\n    try {\n",
    ]],
  },
  {
    name: "tells who waits when no line is left",
    step,
    shows: "told-when-none-is-left",
    file: "log_process.ts",
    edits: [[
      "        this.#lines.dropFirst();\n        this.#changed();\n",
      "        this.#lines.dropFirst();\n        if (this.#lines.length === 0) this.#changed();\n",
    ]],
  },
  {
    name: "counts on in the first logger's own numbers",
    step,
    shows: "drops-what-was-never-sent",
    file: "log_lines.ts",
    edits: [[
      "    this.#numbers ??= new Map(inFile);\n",
      "    this.#numbers ??= inFile;\n    for (const line of this.#lines) line.number ??= this.#next(line.sender);\n",
    ]],
  },
  {
    name: "attach() logs each line of a message",
    step,
    shows: "message-cut-at-line-breaks",
    file: "log_process.ts",
    edits: [[
      "        this.log(sender, decoder.decode(message));\n",
      "        for (const text of decoder.decode(message).split('\\n')) {\n          this.log(sender, text);\n        }\n",
    ]],
  },
  {
    name: "attach() takes the white space off a message",
    step,
    shows: "message-cut-at-line-breaks",
    file: "log_process.ts",
    edits: [["decoder.decode(message));", "decoder.decode(message).trim());"]],
  },
];

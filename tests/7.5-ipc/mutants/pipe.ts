import type { Mutant } from "../../harness/mutant.ts";

const step = "7.5.2";

/** Wrong pipes. */
export const pipeMutants: Mutant[] = [
  {
    name: "one read is one message",
    step,
    shows: "one-read-one-message",
    file: "message_stream.ts",
    edits: [[
      "    for (;;) {\n      const message = this.#decoder.next();\n      if (message !== undefined) return message;\n      const length",
      "    for (let reads = 0;; reads++) {\n      const message = this.#decoder.next();\n      if (message !== undefined || reads > 0) return message;\n      const length",
    ]],
  },
  {
    name: "one buffer for all readers",
    step,
    shows: "all-share-one",
    file: "message_stream.ts",
    edits: [[
      "  readonly #buffer = new Uint8Array(64 * 1024);",
      "  static readonly #all = new Uint8Array(64 * 1024);\n  readonly #buffer = MessageReader.#all;",
    ]],
  },
  {
    name: "an end in a message is a normal end",
    step,
    shows: "decoder-not-told-of-the-end",
    file: "message_stream.ts",
    edits: [["        this.#decoder.end();\n", ""]],
  },
  {
    name: "the whole buffer is taken for what was read",
    step,
    shows: "whole-buffer-was-read",
    file: "message_stream.ts",
    edits: [["this.#buffer.subarray(0, length)", "this.#buffer"]],
  },
  {
    name: "the rest of a short write is forgotten",
    step,
    shows: "short-write-is-forgotten",
    file: "message_stream.ts",
    edits: [[
      "      for (let done = 0; done < bytes.length;) {\n        done += await this.#sink.write(bytes.subarray(done));\n      }\n",
      "      await this.#sink.write(bytes);\n",
    ]],
  },
  {
    name: "receive() drops an empty message that comes in a read of its own",
    step,
    shows: "empty-message-is-none",
    file: "message_stream.ts",
    edits: [[
      "      this.#decoder.push(this.#buffer.subarray(0, length));\n",
      "      this.#decoder.push(this.#buffer.subarray(0, length));\n      if (length === 4) this.#decoder.next();\n",
    ]],
  },
  {
    name: "what writes took is not added up",
    step,
    shows: "rest-is-repeated",
    file: "message_stream.ts",
    edits: [["done += await", "done = await"]],
  },
  {
    name: "closeWrite() closes the pipe from the child, too",
    step,
    shows: "closes-the-pipe-from-the-child",
    file: "pipe.ts",
    edits: [[
      "    await this.#sink?.close();\n    // #endregion",
      "    await this.#sink?.close();\n    await this.#source?.close();\n    // #endregion",
    ]],
  },
  {
    name: "exchange() settles both, and gives what came",
    step,
    shows: "no-failure-is-told",
    file: "pipe.ts",
    edits: [[
      "    const [, answers] = await Promise.all([sending, receiving]);\n    return answers;",
      '    const [, got] = await Promise.allSettled([sending, receiving]);\n    return got.status === "fulfilled" ? got.value : [];',
    ]],
  },
  {
    name: "a short write is repeated from the start",
    step,
    shows: "short-write-is-repeated",
    file: "message_stream.ts",
    edits: [["write(bytes.subarray(done))", "write(bytes)"]],
  },
  {
    name: "EPIPE is passed on as it came",
    step,
    shows: "system-error-is-passed-on",
    file: "message_stream.ts",
    edits: [[
      "    if (!gone) return cause;\n",
      "    if (gone) return cause;\n",
    ]],
  },
  {
    name: "EPIPE is swallowed",
    step,
    shows: "write-error-is-swallowed",
    file: "message_stream.ts",
    edits: [[
      "      throw this.#explain(error);",
      "      this.#explain(error);",
    ]],
  },
  {
    name: "the child's input is never ended",
    step,
    shows: "input-is-never-ended",
    file: "pipe.ts",
    edits: [[
      "    await this.#writer?.drained();\n    await this.#sink?.close();\n",
      "    await this.#writer?.drained();\n",
    ]],
  },
  {
    name: "ends the child's input before all is written",
    step,
    shows: "ends-before-all-is-written",
    file: "pipe.ts",
    edits: [[
      "    await this.#writer?.drained();\n    await this.#sink?.close();\n",
      "    await this.#sink?.close();\n",
    ]],
  },
  {
    name: "exchange() ends the child's input behind the answers",
    step,
    shows: "input-is-never-ended",
    file: "pipe.ts",
    edits: [[
      "      } finally {\n        await this.closeWrite();\n      }\n",
      "      } finally {\n        // Below, when all is over.\n      }\n",
    ], [
      "    const [, answers] = await Promise.all([sending, receiving]);\n    return answers;",
      "    try {\n      const [, answers] = await Promise.all([sending, receiving]);\n      return answers;\n    } finally {\n      await this.closeWrite();\n    }",
    ]],
  },
  {
    name: "exchange() leaves the child's input open",
    step,
    shows: "input-is-never-ended",
    file: "pipe.ts",
    edits: [[
      "      } finally {\n        await this.closeWrite();\n      }\n",
      "      } finally {\n        await this.#writer?.drained();\n      }\n",
    ]],
  },
  {
    name: "a pipe from a child that only receives",
    step,
    shows: "makes-every-pipe",
    file: "pipe.ts",
    edits: [[
      'stdout: direction === "to child" ? "null" : "piped"',
      'stdout: "piped"',
    ]],
  },
  {
    name: "a pipe to a child that only sends",
    step,
    shows: "makes-every-pipe",
    file: "pipe.ts",
    edits: [[
      'stdin: direction === "from child" ? "null" : "piped"',
      'stdin: "piped"',
    ]],
  },
  {
    name: "writes all, then reads",
    step,
    shows: "writes-all-then-reads",
    file: "pipe.ts",
    edits: [[
      "    const receiving = (async () => {\n",
      "    await sending;\n    const receiving = (async () => {\n",
    ]],
  },
  {
    name: "reads an answer for each message, then stops",
    step,
    shows: "stops-reading-too-early",
    file: "pipe.ts",
    edits: [[
      "        answers.push(answer);\n",
      "        answers.push(answer);\n        if (answers.length === 8) return answers;\n",
    ]],
  },
  {
    name: "exchange() drops empty answers",
    step,
    shows: "empty-message-is-none",
    file: "pipe.ts",
    edits: [[
      "        answers.push(answer);\n",
      "        if (answer.length > 0) answers.push(answer);\n",
    ]],
  },
  {
    name: "exchange() does not say that a send failed",
    step,
    shows: "failed-send-is-not-told",
    file: "pipe.ts",
    edits: [[
      "    const [, answers] = await Promise.all([sending, receiving]);\n    return answers;",
      "    sending.catch(() => {});\n    return await receiving;",
    ]],
  },
  {
    name: "closeWrite() needs a pipe that was not made",
    step,
    shows: "every-pipe-is-there",
    file: "pipe.ts",
    edits: [["this.#writer?.drained()", "this.#writer!.drained()"]],
  },
  {
    name: "receive() reads, and asks the decoder then",
    step,
    shows: "reads-before-it-looks",
    file: "message_stream.ts",
    edits: [[
      "      const message = this.#decoder.next();\n      if (message !== undefined) return message;\n      const length = await this.#source.read(this.#buffer);\n",
      "      const length = await this.#source.read(this.#buffer);\n      if (length !== null) {\n        this.#decoder.push(this.#buffer.subarray(0, length));\n      }\n      const message = this.#decoder.next();\n      if (message !== undefined) return message;\n",
    ], [
      "      }\n      this.#decoder.push(this.#buffer.subarray(0, length));\n",
      "      }\n",
    ]],
  },
  {
    name: "the rest of a short write is not awaited",
    step,
    shows: "write-is-not-awaited",
    file: "message_stream.ts",
    edits: [[
      "      for (let done = 0; done < bytes.length;) {\n        done += await this.#sink.write(bytes.subarray(done));\n      }\n",
      "      const taken = await this.#sink.write(bytes);\n      if (taken < bytes.length) this.#write(bytes.subarray(taken));\n",
    ]],
  },
];

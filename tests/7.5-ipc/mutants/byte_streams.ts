import type { Mutant } from "../../harness/mutant.ts";

/** Wrong versions of frames, and of the pipes that carry them. */
export const byteStreamMutants: Mutant[] = [
  {
    name: "a frame lies in a buffer that all frames share",
    step: "7.5.1",
    shows: "frames-share-memory",
    file: "framing.ts",
    edits: [[
      "const encoder = new TextEncoder();",
      "const encoder = new TextEncoder();\nlet scratch = new Uint8Array(1024);",
    ], [
      "  const frame = new Uint8Array(HEADER_LENGTH + bytes.length);\n",
      "  if (scratch.length < HEADER_LENGTH + bytes.length) scratch = new Uint8Array(HEADER_LENGTH + bytes.length);\n  const frame = scratch.subarray(0, HEADER_LENGTH + bytes.length);\n",
    ]],
  },
  {
    name: "a text's frame has room for three bytes a character, and is not cut",
    step: "7.5.1",
    shows: "bytes-after-the-frame",
    file: "framing.ts",
    edits: [[
      "  const frame = new Uint8Array(HEADER_LENGTH + bytes.length);\n",
      "  const frame = new Uint8Array(HEADER_LENGTH + (typeof message === 'string' ? 3 * message.length : bytes.length));\n",
    ]],
  },
  {
    name: "text is sent with a zero byte at its end",
    step: "7.5.1",
    shows: "zero-byte-at-the-end",
    file: "framing.ts",
    edits: [["encoder.encode(message)", "encoder.encode(message + '\\0')"]],
  },
  {
    name: "a message waits for the first byte of the next one",
    step: "7.5.1",
    shows: "waits-for-one-byte-more",
    file: "framing.ts",
    edits: [[
      "if (this.#bytes.length < HEADER_LENGTH + length) return",
      "if (this.#bytes.length <= HEADER_LENGTH + length) return",
    ]],
  },
  {
    name: "a header waits for a byte behind it",
    step: "7.5.1",
    shows: "waits-behind-the-header",
    file: "framing.ts",
    edits: [[
      "if (this.#bytes.length < HEADER_LENGTH) return undefined;",
      "if (this.#bytes.length <= HEADER_LENGTH) return undefined;",
    ]],
  },
  {
    name: "an empty message waits for a byte behind it",
    step: "7.5.1",
    shows: "waits-for-one-byte-more",
    file: "framing.ts",
    edits: [[
      "if (this.#bytes.length < HEADER_LENGTH + length) return",
      "if (this.#bytes.length < HEADER_LENGTH + Math.max(length, 1)) return",
    ]],
  },
  {
    name: "a frame that is too long is cut",
    step: "7.5.1",
    shows: "cuts-what-is-too-long",
    file: "framing.ts",
    edits: [[
      "    throw new FrameError(\n      `Cannot encode frame as the message has ${bytes.length} bytes and at most ${maxLength} are allowed: split it, or raise 'maxLength' at both ends`,\n    );",
      "    return encodeFrame(bytes.subarray(0, maxLength), { maxLength });",
    ]],
  },
  {
    name: "encodeFrame() throws a RangeError",
    step: "7.5.1",
    shows: "refuses-by-another-error",
    file: "framing.ts",
    edits: [[
      "    throw new FrameError(\n      `Cannot encode",
      "    throw new RangeError(\n      `Cannot encode",
    ]],
  },
  {
    name: "next() throws, and is forgotten",
    step: "7.5.1",
    shows: "goes-on-after-an-error",
    file: "framing.ts",
    edits: [[
      "      this.#fail(\n        `Cannot decode frame as its header",
      "      throw new FrameError(\n        `Cannot decode frame as its header",
    ]],
  },
  {
    name: "a reset is the end of what is read",
    step: "7.5.2",
    shows: "read-error-is-the-end",
    file: "message_stream.ts",
    edits: [[
      "const length = await this.#source.read(this.#buffer);",
      "const length = await this.#source.read(this.#buffer).catch((error) => {\n        if (error instanceof Deno.errors.ConnectionReset) return null;\n        throw error;\n      });",
    ]],
  },
  {
    name: "an error of the source is the end",
    step: "7.5.2",
    shows: "read-error-is-the-end",
    file: "message_stream.ts",
    edits: [[
      "const length = await this.#source.read(this.#buffer);",
      "const length = await this.#source.read(this.#buffer).catch(() => null);",
    ]],
  },
  {
    name: "a plain Error for who is gone",
    step: "7.5.2",
    shows: "gone-is-another-error",
    file: "message_stream.ts",
    edits: [["return new Deno.errors.BrokenPipe(", "return new Error("]],
  },
  {
    name: "the rest of a short write is written once",
    step: "7.5.2",
    shows: "rest-is-written-once",
    file: "message_stream.ts",
    edits: [[
      "      for (let done = 0; done < bytes.length;) {\n        done += await this.#sink.write(bytes.subarray(done));\n      }",
      "      const done = await this.#sink.write(bytes);\n      if (done < bytes.length) await this.#sink.write(bytes.subarray(done));",
    ]],
  },
  {
    name: "two dashes before the arguments",
    step: "7.5.2",
    shows: "arguments-are-changed",
    file: "pipe.ts",
    edits: [["program.href, ...args]", "program.href, '--', ...args]"]],
  },
  {
    name: "the arguments are one",
    step: "7.5.2",
    shows: "arguments-are-changed",
    file: "pipe.ts",
    edits: [["program.href, ...args]", "program.href, args.join(' ')]"]],
  },
  {
    name: "the arguments stand before the program",
    step: "7.5.2",
    shows: "arguments-before-the-program",
    file: "pipe.ts",
    edits: [["program.href, ...args]", "...args, program.href]"]],
  },
  {
    name: "closeWrite() kills the child",
    step: "7.5.2",
    shows: "kills-instead-of-closing",
    file: "pipe.ts",
    edits: [[
      "await this.#writer?.drained();",
      "await this.#writer?.drained();\n    this.#process.kill();",
    ]],
  },
  {
    name: "exchange() kills the child when a send fails",
    step: "7.5.2",
    shows: "kills-instead-of-closing",
    file: "pipe.ts",
    edits: [[
      "await this.send(message);\n      } finally {\n",
      'await this.send(message);\n      } catch (error) {\n        this.kill("SIGTERM");\n        throw error;\n      } finally {\n',
    ]],
  },
  {
    name: "exchange() kills the child when it has all answers",
    step: "7.5.2",
    shows: "kills-instead-of-closing",
    file: "pipe.ts",
    edits: [[
      "    return answers;\n    // #end",
      '    this.kill("SIGTERM");\n    return answers;\n    // #end',
    ]],
  },
  {
    name: "no pipe to a child with which it talks both ways",
    step: "7.5.2",
    shows: "pipe-not-made",
    file: "pipe.ts",
    edits: [[
      'stdin: direction === "from child" ? "null" : "piped"',
      'stdin: direction === "to child" ? "piped" : "null"',
    ]],
  },
  {
    name: "exchange() gives up reading when it has sent all",
    step: "7.5.2",
    shows: "stops-reading-too-early",
    file: "pipe.ts",
    edits: [[
      "const [, answers] = await Promise.all([sending, receiving]);",
      "await sending;\n    await this[Symbol.asyncDispose]();\n    const answers = await receiving;",
    ]],
  },
  {
    name: "exchange() waits for the sending, and for the answers then",
    step: "7.5.2",
    shows: "receiving-is-left-alone",
    file: "pipe.ts",
    edits: [[
      "const [, answers] = await Promise.all([sending, receiving]);",
      "await sending;\n    const answers = await receiving;",
    ]],
  },
];

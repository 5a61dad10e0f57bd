import type { Mutant } from "../../harness/mutant.ts";

/** Wrong frames, streams, pipes and ends, by what is easily not looked at. */
export const streamAndEndMutants: Mutant[] = [
  {
    name: "a text counts as long as it can be at most",
    step: "7.5.1",
    shows: "guesses-a-texts-bytes",
    file: "framing.ts",
    edits: [[
      "  if (bytes.length > maxLength) {",
      "  if ((typeof message === 'string' ? 3 * message.length : bytes.length) > maxLength) {",
    ]],
  },
  {
    name: "encodeFrame() goes by MAX_LENGTH",
    step: "7.5.1",
    shows: "goes-by-the-default-limit",
    file: "framing.ts",
    edits: [[
      "  if (bytes.length > maxLength) {",
      "  if (bytes.length > MAX_LENGTH) {",
    ]],
  },
  {
    name: "the decoder's limit can only be lowered",
    step: "7.5.1",
    shows: "goes-by-the-default-limit",
    file: "framing.ts",
    edits: [[
      "if (length > this.#maxLength) {",
      "if (length > Math.min(this.#maxLength, MAX_LENGTH)) {",
    ]],
  },
  {
    name: "encodeFrame()'s limit can only be lowered",
    step: "7.5.1",
    shows: "goes-by-the-default-limit",
    file: "framing.ts",
    edits: [[
      "  if (bytes.length > maxLength) {",
      "  if (bytes.length > Math.min(maxLength, MAX_LENGTH)) {",
    ]],
  },
  {
    name: "the decoder's limit is that of the frame",
    step: "7.5.1",
    shows: "limit-counts-the-header",
    file: "framing.ts",
    edits: [[
      "if (length > this.#max",
      "if (HEADER_LENGTH + length > this.#max",
    ]],
  },
  {
    name: "encodeFrame()'s limit is that of the frame",
    step: "7.5.1",
    shows: "limit-counts-the-header",
    file: "framing.ts",
    edits: [[
      "  if (bytes.length > maxLength) {",
      "  if (HEADER_LENGTH + bytes.length > maxLength) {",
    ]],
  },
  {
    name: "encodeFrame() refuses what is as long as its limit",
    step: "7.5.1",
    shows: "limit-is-refused",
    file: "framing.ts",
    edits: [[
      "  if (bytes.length > maxLength) {",
      "  if (bytes.length >= maxLength) {",
    ]],
  },
  {
    name: "a reset's message is changed, and not its class",
    step: "7.5.2",
    shows: "gone-is-another-error",
    file: "message_stream.ts",
    edits: [[
      "    return new Deno.errors.BrokenPipe(\n      `Cannot send message as ${this.#other} has closed its end or has ended`,\n    );",
      "    (cause as Error).message = `${this.#other} has closed its end`;\n    return cause;",
    ]],
  },
  {
    name: "an end that reads the other's end disposes of itself",
    step: "7.5.3",
    shows: "closes-itself-at-the-others-end",
    file: "thread_pair.ts",
    edits: [[
      "=== null) this.#ended = true;",
      "=== null) this[Symbol.dispose]();",
    ]],
  },
  {
    name: "an end that reads the other's end closes its port",
    step: "7.5.3",
    shows: "closes-itself-at-the-others-end",
    file: "thread_pair.ts",
    edits: [[
      "      if (parcel === null) this.#ended = true;\n",
      "      if (parcel === null) {\n        this.#ended = true;\n        this.#port.close();\n      }\n",
    ]],
  },
  {
    name: "the decoder goes by MAX_LENGTH",
    step: "7.5.1",
    shows: "goes-by-the-default-limit",
    file: "framing.ts",
    edits: [["if (length > this.#maxLength) {", "if (length > MAX_LENGTH) {"]],
  },
  {
    name: "a write is not awaited",
    step: "7.5.2",
    shows: "write-is-not-awaited",
    file: "message_stream.ts",
    edits: [[
      "done += await this.#sink.write(bytes.subarray(done));",
      "done += this.#sink.write(bytes.subarray(done)) as unknown as number;",
    ]],
  },
  {
    name: "the rest of a short write ends too soon",
    step: "7.5.2",
    shows: "hands-over-nothing",
    file: "message_stream.ts",
    edits: [[
      "bytes.subarray(done));",
      "bytes.subarray(done, bytes.length - done));",
    ]],
  },
  {
    name: "all that a read brought is decoded at once",
    step: "7.5.2",
    shows: "error-overtakes-messages",
    file: "message_stream.ts",
    edits: [
      [
        "  readonly #buffer = new Uint8Array(64 * 1024);\n",
        "  readonly #buffer = new Uint8Array(64 * 1024);\n  readonly #messages: Uint8Array<ArrayBuffer>[] = [];\n",
      ],
      ["message = this.#decoder.next();", "message = this.#messages.shift();"],
      [
        "      this.#decoder.push(this.#buffer.subarray(0, length));\n",
        "      this.#decoder.push(this.#buffer.subarray(0, length));\n      for (let next; (next = this.#decoder.next());) this.#messages.push(next);\n",
      ],
    ],
  },
  {
    name: "what all writes took is cut from what is left",
    step: "7.5.2",
    shows: "skips-behind-a-short-write",
    file: "message_stream.ts",
    edits: [[
      "        done += await this.#sink.write(bytes.subarray(done));\n",
      "        done += await this.#sink.write(bytes);\n        bytes = bytes.subarray(done);\n",
    ], [
      "let done = 0; done < bytes.length;",
      "let done = 0; bytes.length > 0;",
    ]],
  },
  {
    name: "all sends are begun before one is waited for",
    step: "7.5.2",
    shows: "begun-sends-are-left-alone",
    file: "pipe.ts",
    edits: [[
      "        for (const message of messages) await this.send(message);\n",
      "        const sends: Promise<void>[] = [];\n        for (const message of messages) sends.push(this.send(message));\n        await Promise.all(sends);\n",
    ]],
  },
  {
    name: "who is gone is read from the error's words",
    step: "7.5.2",
    shows: "goes-by-the-errors-words",
    file: "message_stream.ts",
    edits: [[
      "    const gone = cause instanceof Deno.errors.BrokenPipe ||\n      cause instanceof Deno.errors.ConnectionReset;",
      "    const gone = /broken pipe|connection reset/i.test((cause as Error).message);",
    ]],
  },
  {
    name: "only the first write is in the try",
    step: "7.5.2",
    shows: "only-the-first-write-is-explained",
    file: "message_stream.ts",
    edits: [[
      "    try {\n      for (let done = 0; done < bytes.length;) {\n        done += await this.#sink.write(bytes.subarray(done));\n      }\n    } catch (error) {\n      throw this.#explain(error);\n    }\n",
      "    let done = 0;\n    try {\n      done = await this.#sink.write(bytes);\n    } catch (error) {\n      throw this.#explain(error);\n    }\n    while (done < bytes.length) {\n      done += await this.#sink.write(bytes.subarray(done));\n    }\n",
    ]],
  },
  {
    name: "exchange() waits for the child's end",
    step: "7.5.2",
    shows: "waits-for-the-childs-end",
    file: "pipe.ts",
    edits: [[
      "    return answers;\n    // #endregion",
      "    await this.status;\n    return answers;\n    // #endregion",
    ]],
  },
  {
    name: "closeWrite() sends an empty message for the end",
    step: "7.5.3",
    shows: "says-the-end-by-a-message",
    file: "socket_pair.ts",
    edits: [["await this.#writer.drained();", "await this.#writer.send('');"]],
  },
  {
    name: "connectEnd() leaves the address's host out",
    step: "7.5.3",
    shows: "connects-to-this-machine",
    file: "socket_pair.ts",
    edits: [["Deno.connect({ hostname, port:", "Deno.connect({ port:"]],
  },
  {
    name: "accept() gives up where a stranger comes",
    step: "7.5.3",
    shows: "stranger-ends-the-offer",
    file: "socket_pair.ts",
    edits: [[
      "import { admit, listenLocally, type Transport }",
      "import { listenLocally, type Transport }",
    ], [
      "      return await admit(listener, token, (conn) => new SocketEnd(conn));\n",
      '      const end = new SocketEnd(await listener.accept());\n      const said = await end.receive();\n      if (new TextDecoder().decode(said) === token) return end;\n      end[Symbol.dispose]();\n      throw new Error("Cannot accept: a stranger came");\n',
    ]],
  },
];

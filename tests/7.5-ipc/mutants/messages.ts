import type { Mutant } from "../../harness/mutant.ts";

/** Wrong frames, streams and ends: text for bytes, empty messages, an end forgotten. */
export const messageMutants: Mutant[] = [
  {
    name: "the length has 16 bits",
    step: "7.5.1",
    shows: "length-in-16-bits",
    file: "framing.ts",
    edits: [[
      "new DataView(frame.buffer).setUint32(0, bytes.length);",
      "new DataView(frame.buffer).setUint16(2, bytes.length);",
    ]],
  },
  {
    name: "the length counts the header",
    step: "7.5.1",
    shows: "header-counts-itself",
    file: "framing.ts",
    edits: [[
      "new DataView(frame.buffer).setUint32(0, bytes.length);",
      "new DataView(frame.buffer).setUint32(0, HEADER_LENGTH + bytes.length);",
    ], [
      "    const length = this.#bytes.peekUint32();",
      "    const length = this.#bytes.peekUint32() - HEADER_LENGTH;",
    ]],
  },
  {
    name: "a child that only receives prints to its parent's stdout",
    step: "7.5.2",
    shows: "shares-its-own-stream",
    file: "pipe.ts",
    edits: [[
      'stdout: direction === "to child" ? "null"',
      'stdout: direction === "to child" ? "inherit"',
    ]],
  },
  {
    name: "a child that only sends reads its parent's stdin",
    step: "7.5.2",
    shows: "shares-its-own-stream",
    file: "pipe.ts",
    edits: [[
      'stdin: direction === "from child" ? "null"',
      'stdin: direction === "from child" ? "inherit"',
    ]],
  },
  {
    name: "a frame without a payload is not written",
    step: "7.5.2",
    shows: "empty-message-is-none",
    file: "message_stream.ts",
    edits: [[
      "      for (let done = 0; done < bytes.length;) {",
      `      if (bytes.length === 4) return;
      for (let done = 0; done < bytes.length;) {`,
    ]],
  },
  {
    name: "a text is posted as it is",
    step: "7.5.3",
    shows: "posts-text-as-it-is",
    file: "thread_pair.ts",
    edits: [[
      "      ? encoder.encode(message)",
      "      ? message as unknown as Uint8Array<ArrayBuffer>",
    ], [
      "this.#port.postMessage(bytes, [bytes.buffer]);",
      "this.#port.postMessage(bytes);",
    ]],
  },
  {
    name: "the newest message is received first",
    step: "7.5.3",
    shows: "last-in-first-out",
    file: "thread_pair.ts",
    edits: [["this.#parcels.shift()", "this.#parcels.pop()"]],
  },
  {
    name: "an end that lies there is taken for nothing by ??",
    step: "7.5.3",
    shows: "null-passes-for-nothing",
    file: "thread_pair.ts",
    edits: [[
      "      const parcel = this.#parcels.shift();\n",
      "      const parcel = this.#parcels.shift() ??\n        await new Promise<Parcel | undefined>((resolve) =>\n          this.#wake = () => {\n            this.#wake = () => {};\n            resolve(this.#parcels.shift());\n          }\n        );\n",
    ], [
      "\n      else await new Promise<void>((resolve) => this.#wake = resolve);",
      "",
    ]],
  },
  {
    name: "waits once more when the end has come",
    step: "7.5.3",
    shows: "null-passes-for-nothing",
    file: "thread_pair.ts",
    edits: [[
      "      else if (parcel !== undefined) return parcel;\n      else await",
      "      if (parcel) return parcel;\n      await",
    ]],
  },
  {
    name: "an end that comes while receive() waits is forgotten",
    step: "7.5.3",
    shows: "forgets-the-end",
    file: "thread_pair.ts",
    edits: [[
      "      else await new Promise<void>((resolve) => this.#wake = resolve);",
      "      else { await new Promise<void>((resolve) => this.#wake = resolve); return this.#parcels.shift() ?? undefined; }",
    ]],
  },
  {
    name: "receive() asks again every 5 ms",
    step: "7.5.3",
    shows: "asks-again-by-a-timer",
    file: "thread_pair.ts",
    edits: [[
      "      else await new Promise<void>((resolve) => this.#wake = resolve);",
      "      else await new Promise<void>((resolve) => setTimeout(resolve, 5));",
    ]],
  },
  {
    name: "an empty message ends attach()",
    step: "7.5.8",
    shows: "empty-message-is-the-end",
    file: "log_process.ts",
    edits: [[
      "        if (message === undefined) return;",
      "        if (message === undefined || message.length === 0) return;",
    ]],
  },
  {
    name: "attach() decodes all messages as one text",
    step: "7.5.8",
    shows: "decodes-as-one-text",
    file: "log_process.ts",
    edits: [[
      "this.log(sender, decoder.decode(message));",
      "this.log(sender, decoder.decode(message, { stream: true }));",
    ]],
  },
  {
    name: "attach() skips an empty message",
    step: "7.5.8",
    shows: "empty-message-is-none",
    file: "log_process.ts",
    edits: [[
      "        this.log(sender, decoder.decode(message));",
      "        if (message.length > 0) this.log(sender, decoder.decode(message));",
    ]],
  },
  {
    name: "receive() reads on after the end",
    step: "7.5.2",
    shows: "reads-on-after-the-end",
    file: "message_stream.ts",
    edits: [[
      "        return undefined;\n      }",
      "        continue;\n      }",
    ]],
  },
  {
    name: "only an array is posted as bytes of its own",
    step: "7.5.3",
    shows: "posts-text-as-it-is",
    file: "thread_pair.ts",
    edits: [[
      '    const bytes = typeof message === "string"\n      ? encoder.encode(message)\n      : new Uint8Array(message);\n',
      '    if (typeof message === "string") return this.#port.postMessage(message);\n    const bytes = new Uint8Array(message);\n',
    ], ["const encoder = new TextEncoder();\n\n", ""]],
  },
];

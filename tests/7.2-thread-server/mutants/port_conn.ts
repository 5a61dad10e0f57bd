import type { Mutant } from "../../harness/mutant.ts";

const file = "port_conn.ts";

/** Wrong versions of the connection and its flow control. */
export const portConnMutants: Mutant[] = [
  {
    name: "read() drops what does not fit",
    step: "7.2.1",
    file,
    edits: [["if (part.length < chunk.length) {", "if (part.length < 0) {"]],
  },
  {
    name: "the newest chunk is read first",
    step: "7.2.1",
    file,
    edits: [["this.#arrived.push(", "this.#arrived.unshift("]],
  },
  {
    name: "the end overtakes the data",
    step: "7.2.1",
    file,
    edits: [[
      "      const chunk = this.#arrived[0];\n",
      "      if (this.#ended) return null;\n      const chunk = this.#arrived[0];\n",
    ]],
  },
  {
    name: "write() takes the caller's buffer away",
    step: "7.2.1",
    file,
    edits: [[
      "this.#buffers.copy(p.subarray(0, this.#credit))",
      "p as Uint8Array<ArrayBuffer>",
    ]],
  },
  {
    name: "write() returns the length of what was transferred",
    step: "7.2.1",
    file,
    edits: [[
      "    return length;\n    // #endregion",
      "    return bytes.length;\n    // #endregion",
    ]],
  },
  {
    name: "closeWrite() closes both directions",
    step: "7.2.1",
    file,
    edits: [[
      'this.#post({ type: "end" });',
      'this.#post({ type: "closed" });',
    ]],
  },
  {
    name: "the peer is not told of close()",
    step: "7.2.1",
    file,
    edits: [['    this.#post({ type: "closed" });\n', ""]],
  },
  {
    name: "what is written after closeWrite() is sent",
    step: "7.2.1",
    file,
    edits: [[
      '    if (this.#finished) throw brokenPipe("writing side");\n',
      "",
    ]],
  },
  {
    name: "the port is left open",
    step: "7.2.1",
    file,
    edits: [["    this.#port.close();\n", ""]],
  },
  {
    name: "close() does not wake a read that waits",
    step: "7.2.1",
    file,
    edits: [[
      "    this.#port.close();\n    this.#wake();\n",
      "    this.#port.close();\n",
    ]],
  },
  {
    name: "no flow control",
    step: "7.2.2",
    file,
    edits: [
      ["while (this.#credit === 0 &&", "while (this.#credit === -Infinity &&"],
      ["p.subarray(0, this.#credit)", "p"],
    ],
  },
  {
    name: "credit is given when bytes arrive",
    step: "7.2.2",
    file,
    edits: [
      [
        'if (message.type === "data") this.#arrived.push(message.bytes);',
        'if (message.type === "data") {\n      this.#arrived.push(message.bytes);\n      this.#owed += message.bytes.length;\n      if (this.#owed >= WINDOW / 2) this.#grant();\n    }',
      ],
      ["    this.#owed += length ?? 0;\n", ""],
    ],
  },
  {
    name: "credit is never given back",
    step: "7.2.2",
    file,
    edits: [[
      '    this.#post({ type: "credit", bytes: this.#owed, buffers }, buffers);\n',
      "",
    ]],
  },
  {
    name: "credit is given twice",
    step: "7.2.2",
    file,
    edits: [["    this.#owed = 0;\n", ""]],
  },
  {
    name: "only whole chunks give credit",
    step: "7.2.2",
    file,
    edits: [
      ["    this.#owed += length ?? 0;\n", ""],
      [
        "          this.#buffers.collect(chunk);\n",
        "          this.#buffers.collect(chunk);\n          this.#owed += part.length;\n",
      ],
    ],
  },
  {
    name: "a writer without credit waits on when its peer has closed",
    step: "7.2.2",
    file,
    edits: [["=== 0 && !this.#deaf &&", "=== 0 &&"]],
  },
  {
    name: "closeWrite() does not wake a write that waits",
    step: "7.2.2",
    file,
    edits: [[
      '    this.#post({ type: "end" });\n    this.#wake();\n',
      '    this.#post({ type: "end" });\n',
    ]],
  },
  {
    name: "what has arrived is lost when the peer closes",
    step: "7.2.1",
    file,
    edits: [[
      'if (message.type === "closed") this.#deaf = true;',
      'if (message.type === "closed") {\n      this.#deaf = true;\n      this.#arrived.length = 0;\n    }',
    ]],
  },
  {
    name: "write() returns what the credit allows, and sends less",
    step: "7.2.1",
    file,
    edits: [[
      "const { length } = bytes;",
      "const length = Math.min(p.length, this.#credit);",
    ]],
  },
  {
    name: "write() waits until there is credit for all",
    step: "7.2.1",
    file,
    edits: [[
      '    if (this.#finished) throw brokenPipe("writing side");\n',
      '    while (p.length > this.#credit && !this.#deaf && !this.#finished) {\n      await this.#moreCredit();\n    }\n    if (this.#finished) throw brokenPipe("writing side");\n',
    ]],
  },
  {
    name: "an empty write() is sent",
    step: "7.2.1",
    file,
    edits: [["    if (length === 0) return 0;\n", ""]],
  },
  {
    name: "an empty read() waits for bytes",
    step: "7.2.1",
    file,
    edits: [["    if (p.length === 0) return 0;\n", ""]],
  },
  {
    name: "an empty write() ends the input",
    step: "7.2.1",
    file,
    edits: [[
      "    if (length === 0) return 0;\n",
      '    if (length === 0) {\n      this.#post({ type: "end" });\n      return 0;\n    }\n',
    ]],
  },
  {
    name: "buffers that were read are kept",
    step: "7.2.2",
    file,
    edits: [
      ["    const buffers = this.#buffers.emptied();\n", ""],
      [
        "bytes: this.#owed, buffers }, buffers);",
        "bytes: this.#owed, buffers: [] });",
      ],
    ],
  },
  {
    name: "credit that comes back takes the place of what is left",
    step: "7.2.2",
    file,
    edits: [["    this.#credit += bytes;", "    this.#credit = bytes;"]],
  },
  {
    name: "what is sent costs no credit",
    step: "7.2.1",
    file,
    edits: [["    this.#credit -= length;\n", ""]],
  },
  {
    name: "more is sent than the credit allows",
    step: "7.2.1",
    file,
    edits: [[
      "this.#buffers.copy(p.subarray(0, this.#credit))",
      "this.#buffers.copy(p)",
    ]],
  },
];

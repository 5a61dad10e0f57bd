import type { Mutant } from "../../harness/mutant.ts";

const file = "port_conn.ts";

/** Wrong versions of what a connection carries. */
export const bytesMutants: Mutant[] = [
  {
    name: "read() drops what does not fit",
    step: "7.2.1",
    shows: "drops-what-does-not-fit",
    file,
    edits: [["if (part.length < chunk.length) {", "if (part.length < 0) {"]],
  },
  {
    name: "the newest chunk is read first",
    step: "7.2.1",
    shows: "newest-chunk-first",
    file,
    edits: [["this.#arrived.push(", "this.#arrived.unshift("]],
  },
  {
    name: "the end overtakes the data",
    step: "7.2.1",
    shows: "end-before-data",
    file,
    edits: [[
      "      const chunk = this.#arrived[0];\n",
      "      if (this.#ended) return null;\n      const chunk = this.#arrived[0];\n",
    ]],
  },
  {
    name: "write() takes the caller's buffer away",
    step: "7.2.1",
    shows: "transfers-callers-buffer",
    file,
    edits: [[
      "this.#buffers.copy(p.subarray(0, this.#credit))",
      "p as Uint8Array<ArrayBuffer>",
    ]],
  },
  {
    name: "write() returns the length of what was transferred",
    step: "7.2.1",
    shows: "length-after-transfer",
    file,
    edits: [[
      "    return length;\n    // #endregion",
      "    return bytes.length;\n    // #endregion",
    ]],
  },
  {
    name: "write() returns what the credit allows, and sends less",
    step: "7.2.1",
    shows: "returns-what-was-allowed",
    file,
    edits: [[
      "const { length } = bytes;",
      "const length = Math.min(p.length, this.#credit);",
    ]],
  },
  {
    name: "write() waits until there is credit for all",
    step: "7.2.1",
    shows: "waits-for-room-for-all",
    file,
    edits: [[
      '    if (this.#finished) throw brokenPipe("writing side");\n',
      '    while (p.length > this.#credit && !this.#deaf && !this.#finished) {\n      await this.#moreCredit();\n    }\n    if (this.#finished) throw brokenPipe("writing side");\n',
    ]],
  },
  {
    name: "an empty write() is sent",
    step: "7.2.1",
    shows: "sends-empty-message",
    file,
    edits: [["    if (length === 0) return 0;\n", ""]],
  },
  {
    name: "an empty read() waits for bytes",
    step: "7.2.1",
    shows: "empty-read-waits",
    file,
    edits: [["    if (p.length === 0) return 0;\n", ""]],
  },
  {
    name: "an empty write() ends the input",
    step: "7.2.1",
    shows: "empty-write-ends",
    file,
    edits: [[
      "    if (length === 0) return 0;\n",
      '    if (length === 0) {\n      this.#post({ type: "end" });\n      return 0;\n    }\n',
    ]],
  },
  {
    name: "what is sent costs no credit",
    step: "7.2.1",
    shows: "write-costs-nothing",
    file,
    edits: [["    this.#credit -= length;\n", ""]],
  },
  {
    name: "more is sent than the credit allows",
    step: "7.2.1",
    shows: "sends-beyond-credit",
    file,
    edits: [[
      "this.#buffers.copy(p.subarray(0, this.#credit))",
      "this.#buffers.copy(p)",
    ]],
  },
  {
    name: "what did not fit is put behind what came later",
    step: "7.2.1",
    shows: "rest-goes-to-the-tail",
    file,
    edits: [[
      "          this.#arrived[0] = chunk.subarray(part.length);\n",
      "          this.#arrived.shift();\n          this.#arrived.push(chunk.subarray(part.length));\n",
    ]],
  },
  {
    name: "a chunk that was read in part is kept whole",
    step: "7.2.1",
    shows: "keeps-what-was-read",
    file,
    edits: [["= chunk.subarray(part.length);", "= chunk;"]],
  },
  {
    name: "all of the buffer is sent of which a part was given",
    step: "7.2.1",
    shows: "sends-the-whole-buffer",
    file,
    edits: [[
      "copy(p.subarray(0, this.#credit))",
      "copy(new Uint8Array(p.buffer).subarray(0, this.#credit))",
    ]],
  },
  {
    name: "an empty read() after the end gives null",
    step: "7.2.1",
    shows: "empty-read-is-the-end",
    file: "port_conn.ts",
    edits: [[
      "    if (p.length === 0) return 0;\n",
      "    if (p.length === 0) return this.#ended ? null : 0;\n",
    ]],
  },
];

import type { Mutant } from "../../harness/mutant.ts";

const file = "port_conn.ts";

/** Wrong versions of `write()`, and of the end of what a connection carries. */
export const bytesMutants: Mutant[] = [
  {
    name: "write() begins where the buffer does",
    step: "7.2.1",
    shows: "sends-the-buffers-start",
    file,
    edits: [[
      "this.#buffers.copy(p.subarray(0, this.#credit))",
      "this.#buffers.copy(new Uint8Array(p.buffer, 0, Math.min(p.length, this.#credit)))",
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
    name: "write() takes a large buffer away that it sends as a whole",
    step: "7.2.1",
    shows: "transfers-callers-buffer",
    file,
    edits: [[
      "    const bytes = this.#buffers.copy(p.subarray(0, this.#credit));\n",
      `    const part = p.subarray(0, this.#credit) as Uint8Array<ArrayBuffer>;
    const bytes = part.length >= 64 * 1024 && part.length === p.buffer.byteLength
      ? part
      : this.#buffers.copy(part);
`,
    ]],
  },
  {
    name: "write() sends only what is empty",
    step: "7.2.1",
    shows: "writes-nothing",
    file,
    edits: [[
      "    if (length === 0) return 0;",
      "    if (length > 0) return 0;",
    ]],
  },
  {
    name: "bytes are posted in a message of another type",
    step: "7.2.1",
    shows: "sends-no-data",
    file,
    edits: [[
      '    this.#post({ type: "data", bytes }, [bytes.buffer]);',
      '    this.#post({ type: "bytes" as "data", bytes }, [bytes.buffer]);',
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
    name: "a chunk that fits exactly leaves an empty rest",
    step: "7.2.1",
    shows: "keeps-an-empty-rest",
    file,
    edits: [[
      "if (part.length < chunk.length) {",
      "if (p.length <= chunk.length) {",
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
    name: "an empty write() is allowed for ever",
    step: "7.2.1",
    shows: "empty-write-never-fails",
    file,
    edits: [[
      '    if (this.#finished) throw brokenPipe("writing side");',
      '    if (p.length === 0) return 0;\n    if (this.#finished) throw brokenPipe("writing side");',
    ]],
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
    name: "a short write costs as much as a whole one",
    step: "7.2.1",
    shows: "costs-what-was-asked",
    file,
    edits: [["this.#credit -= length;", "this.#credit -= p.length;"]],
  },
  {
    name: "write() sends a moment later",
    step: "7.2.1",
    shows: "tells-by-timer",
    file,
    edits: [[
      `    this.#credit -= length;
    this.#post({ type: "data", bytes }, [bytes.buffer]);
    return length;`,
      `    this.#credit -= length;
    setTimeout(() => this.#post({ type: "data", bytes }, [bytes.buffer]), 20);
    return length;`,
    ]],
  },
  {
    name: "write() fails when the peer has told its end",
    step: "7.2.1",
    shows: "end-ends-writing",
    file,
    edits: [[
      '    if (this.#deaf) throw brokenPipe("other end");',
      '    if (this.#deaf || this.#ended) throw brokenPipe("other end");',
    ]],
  },
  {
    name: "a peer that has told its end is taken for deaf",
    step: "7.2.1",
    shows: "end-makes-deaf",
    file,
    edits: [[
      '    if (message.type === "closed") this.#deaf = true;',
      "    this.#deaf = this.#ended;",
    ]],
  },
];

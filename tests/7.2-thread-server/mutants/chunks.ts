import type { Mutant } from "../../harness/mutant.ts";

const file = "port_conn.ts";

/** Wrong versions of `read()`, and of what has arrived and was not read. */
export const chunkMutants: Mutant[] = [
  {
    name: "read() drops what does not fit",
    step: "7.2.1",
    shows: "drops-what-does-not-fit",
    file,
    edits: [["if (part.length < chunk.length) {", "if (part.length < 0) {"]],
  },
  {
    name: "all of the buffer is read in which bytes have come",
    step: "7.2.2",
    shows: "reads-the-whole-buffer",
    file,
    edits: [[
      "this.#arrived.push(message.bytes);",
      "{\n      this.#arrived.push(new Uint8Array(message.bytes.buffer));\n    }",
    ]],
  },
  {
    name: "what did not fit goes on to its buffer's end",
    step: "7.2.2",
    shows: "reads-the-whole-buffer",
    file,
    edits: [[
      "this.#arrived[0] = chunk.subarray(part.length);",
      "this.#arrived[0] = new Uint8Array(chunk.buffer, chunk.byteOffset + part.length);",
    ]],
  },
  {
    name: "a read that has waited is made anew",
    step: "7.2.2",
    shows: "waits-are-paid-twice",
    file,
    edits: [[
      `      if (this.#closed) throw interrupted("read from");
    }
    // #endregion`,
      `      if (this.#closed) throw interrupted("read from");
      return this.read(p);
    }
    // #endregion`,
    ]],
  },
  {
    name: "the newest chunk is read first",
    step: "7.2.1",
    shows: "newest-chunk-first",
    file,
    edits: [["this.#arrived.push(", "this.#arrived.unshift("]],
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
    name: "a chunk is never taken off",
    step: "7.2.1",
    shows: "keeps-what-was-read",
    file,
    edits: [[
      "          this.#arrived.shift();\n          this.#buffers.collect(chunk);\n",
      "",
    ]],
  },
  {
    name: "only an array with room gets nothing",
    step: "7.2.1",
    shows: "reads-nothing",
    file,
    edits: [[
      "    if (p.length === 0) return 0;",
      "    if (p.length > 0) return 0;",
    ]],
  },
  {
    name: "data is looked for the wrong way round",
    step: "7.2.1",
    shows: "data-is-the-end",
    file,
    edits: [[
      'if (message.type === "data") this.#arrived.push',
      'if (message.type !== "data") this.#arrived.push',
    ]],
  },
  {
    name: "what has arrived goes to a copy of the list",
    step: "7.2.1",
    shows: "data-is-never-read",
    file,
    edits: [[
      'if (message.type === "data") this.#arrived.push(message.bytes);',
      'if (message.type === "data") [...this.#arrived].push(message.bytes);',
    ]],
  },
  {
    name: "what is read is put nowhere",
    step: "7.2.1",
    shows: "puts-no-bytes",
    file,
    edits: [["        p.set(part);\n", ""]],
  },
  {
    name: "read() resolves with the room, not with the bytes",
    step: "7.2.1",
    shows: "returns-the-room",
    file,
    edits: [["        return part.length;", "        return p.length;"]],
  },
  {
    name: "a chunk is copied into an array that is too short",
    step: "7.2.1",
    shows: "overruns-the-array",
    file,
    edits: [[
      "        const part = chunk.subarray(0, p.length);\n",
      "        const part = chunk;\n",
    ]],
  },
  {
    name: "a chunk that was read to its end stays",
    step: "7.2.1",
    shows: "leaves-an-empty-rest",
    file,
    edits: [[
      "if (part.length < chunk.length) {",
      "if (part.length <= chunk.length) {",
    ]],
  },
  {
    name: "bytes are copied in a later turn",
    step: "7.2.1",
    shows: "copies-too-late",
    file,
    edits: [[
      "    const bytes = this.#buffers.copy(p.subarray(0, this.#credit));\n    const { length } = bytes; // It is 0 when the buffer has been transferred.\n",
      "    const part = p.subarray(0, Math.min(this.#credit, 1 << 19));\n    const { length } = part;\n",
    ], [
      '    this.#post({ type: "data", bytes }, [bytes.buffer]);\n',
      '    queueMicrotask(async () => {\n      for (let turn = 0; turn < 9; turn++) await turn;\n      const bytes = this.#buffers.copy(part);\n      this.#post({ type: "data", bytes }, [bytes.buffer]);\n    });\n',
    ]],
  },
  {
    name: "bytes are put at the end of the array",
    step: "7.2.1",
    shows: "puts-bytes-elsewhere",
    file,
    edits: [[
      "        p.set(part);\n",
      "        p.set(part, p.length - part.length);\n",
    ]],
  },
  {
    name: "a read of several chunks puts each at the beginning",
    step: "7.2.1",
    shows: "puts-chunks-over-each-other",
    file,
    edits: [[
      "        return part.length;\n",
      `        let length = part.length;
        while (length < p.length && this.#arrived[0] !== undefined) {
          const next = this.#arrived[0].subarray(0, p.length - length);
          p.set(next);
          this.#arrived[0] = this.#arrived[0].subarray(next.length);
          if (this.#arrived[0].length === 0) this.#arrived.shift();
          length += next.length;
        }
        return length;
`,
    ]],
  },
  {
    name: "bytes are taken for text",
    step: "7.2.1",
    shows: "takes-bytes-for-text",
    file,
    edits: [[
      "        p.set(part);\n",
      "        const text = new TextDecoder().decode(part);\n        new TextEncoder().encodeInto(text, p);\n",
    ]],
  },
  {
    name: "a rest is counted from the start of its buffer",
    step: "7.2.1",
    shows: "rest-begins-too-early",
    file,
    edits: [[
      "          this.#arrived[0] = chunk.subarray(part.length);",
      "          this.#arrived[0] = new Uint8Array(chunk.buffer, part.length);",
    ]],
  },
];

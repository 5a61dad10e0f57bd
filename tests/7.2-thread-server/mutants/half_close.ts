import type { Mutant } from "../../harness/mutant.ts";

const file = "port_conn.ts";

/** Wrong versions of the end of one direction. */
export const halfCloseMutants: Mutant[] = [
  {
    name: "closeWrite() notes the end of both directions",
    step: "7.2.1",
    shows: "own-end-ends-reading",
    file: "port_conn.ts",
    edits: [[
      "    this.#finished = true;\n",
      "    this.#finished = true;\n    this.#ended = true;\n",
    ]],
  },
  {
    name: "closeWrite() closes both directions",
    step: "7.2.1",
    shows: "half-close-is-close",
    file,
    edits: [[
      'this.#post({ type: "end" });',
      'this.#post({ type: "closed" });',
    ]],
  },
  {
    name: "what is written after closeWrite() is sent",
    step: "7.2.1",
    shows: "writes-after-end",
    file,
    edits: [[
      '    if (this.#finished) throw brokenPipe("writing side");\n',
      "",
    ]],
  },
  {
    name: "closeWrite() does not note the end",
    step: "7.2.1",
    shows: "end-not-noted",
    file: "port_conn.ts",
    edits: [["    this.#finished = true;\n", ""]],
  },
  {
    name: "each closeWrite() tells the peer",
    step: "7.2.1",
    shows: "tells-the-end-twice",
    file: "port_conn.ts",
    edits: [["    if (this.#finished) return;\n", ""]],
  },
  {
    name: "a peer that has closed cannot be told of the end",
    step: "7.2.1",
    shows: "close-write-of-the-deaf",
    file,
    edits: [[
      "    if (this.#finished) return;\n",
      '    if (this.#finished) return;\n    if (this.#deaf) throw brokenPipe("other end");\n',
    ]],
  },
  {
    name: "the second half-close closes",
    step: "7.2.1",
    shows: "half-close-is-close",
    file,
    edits: [[
      "    if (this.#finished) return;\n",
      "    if (this.#finished) return;\n    if (this.#ended) return this.close();\n",
    ]],
  },
  {
    name: "a second closeWrite() fails",
    step: "7.2.1",
    shows: "end-told-twice-fails",
    file,
    edits: [[
      "    if (this.#finished) return;\n",
      '    if (this.#finished) throw brokenPipe("writing side");\n',
    ]],
  },
  {
    name: "a write after closeWrite() fails as after close()",
    step: "7.2.1",
    shows: "fails-with-another-error",
    file,
    edits: [['throw brokenPipe("writing side")', 'throw closed("write to")']],
  },
  {
    name: "the peer hears of closeWrite() a second later",
    step: "7.2.1",
    shows: "tells-by-timer",
    file,
    edits: [[
      `    this.#finished = true;
    this.#post({ type: "end" });
    this.#wake();`,
      `    this.#finished = true;
    setTimeout(() => this.#post({ type: "end" }), 1000);
    this.#wake();`,
    ]],
  },
  {
    name: "one's own closeWrite() ends one's reading",
    step: "7.2.1",
    shows: "own-end-ends-reading",
    file,
    edits: [[
      "      if (this.#ended) return null;",
      "      if (this.#ended || this.#finished) return null;",
    ]],
  },
  {
    name: "what comes after one's own closeWrite() is dropped",
    step: "7.2.1",
    shows: "own-end-ends-reading",
    file,
    edits: [[
      '    if (message.type === "data") this.#arrived.push(message.bytes);',
      `    if (message.type === "data") {
      if (!this.#finished) this.#arrived.push(message.bytes);
    }`,
    ]],
  },
  {
    name: "the end is read once",
    step: "7.2.1",
    shows: "end-read-once",
    file,
    edits: [[
      "      if (this.#ended) return null;",
      `      if (this.#ended) {
        this.#ended = false;
        return null;
      }`,
    ]],
  },
  {
    name: "to read behind the end is an error",
    step: "7.2.1",
    shows: "end-read-once",
    file,
    edits: [[
      "      if (this.#ended) return null;",
      `      if (this.#ended && this.#owed === -1) throw closed("read from");
      if (this.#ended) {
        this.#owed = -1;
        return null;
      }`,
    ]],
  },
  {
    name: "closeWrite() waits until all was read",
    step: "7.2.1",
    shows: "close-write-waits",
    file,
    edits: [[
      `    this.#finished = true;
    this.#post({ type: "end" });
    this.#wake();`,
      `    while (this.#credit < WINDOW && !this.#deaf) await this.#news.promise;
    this.#finished = true;
    this.#post({ type: "end" });
    this.#wake();`,
    ]],
  },
];

import type { Mutant } from "../../harness/mutant.ts";

const file = "port_conn.ts";

/** Wrong versions of the end of a connection. */
export const closeMutants: Mutant[] = [
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
    name: "the peer is not told of close()",
    step: "7.2.1",
    shows: "close-untold",
    file,
    edits: [['    this.#post({ type: "closed" });\n', ""]],
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
    name: "the port is left open",
    step: "7.2.1",
    shows: "port-left-open",
    file,
    edits: [["    this.#port.close();\n", ""]],
  },
  {
    name: "close() does not wake a read that waits",
    step: "7.2.1",
    shows: "close-wakes-nobody",
    file,
    edits: [[
      "    this.#port.close();\n    this.#wake();\n",
      "    this.#port.close();\n",
    ]],
  },
  {
    name: "what has arrived is lost when the peer closes",
    step: "7.2.1",
    shows: "close-drops-unread",
    file,
    edits: [[
      'if (message.type === "closed") this.#deaf = true;',
      'if (message.type === "closed") {\n      this.#deaf = true;\n      this.#arrived.length = 0;\n    }',
    ]],
  },
  {
    name: "a peer that has closed is written to",
    step: "7.2.1",
    shows: "writes-to-the-deaf",
    file,
    edits: [['    if (message.type === "closed") this.#deaf = true;\n', ""]],
  },
  {
    name: "a read that close() has woken waits again",
    step: "7.2.1",
    shows: "waits-again-after-close",
    file,
    edits: [['      if (this.#closed) throw interrupted("read from");\n', ""]],
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
    name: "who has told the end does not tell its close",
    step: "7.2.1",
    shows: "end-for-close",
    file,
    edits: [[
      '    this.#post({ type: "closed" });',
      '    if (!this.#finished) this.#post({ type: "closed" });',
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
    name: "the peer's close is an error to who reads",
    step: "7.2.1",
    shows: "close-is-an-error",
    file,
    edits: [[
      "      if (this.#ended) return null;",
      '      if (this.#deaf) throw brokenPipe("other end");\n      if (this.#ended) return null;',
    ]],
  },
  {
    name: "all connections share what has arrived",
    step: "7.2.1",
    shows: "shared-by-all",
    file,
    edits: [[
      "  readonly #arrived: Uint8Array<ArrayBuffer>[] = [];",
      "  static readonly #all: Uint8Array<ArrayBuffer>[] = [];\n  readonly #arrived = PortConn.#all;",
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
    name: "close() does not note the close",
    step: "7.2.1",
    shows: "close-not-noted",
    file,
    edits: [["    this.#closed = true;\n", ""]],
  },
  {
    name: "the peer's close does not end the input",
    step: "7.2.1",
    shows: "close-is-no-end",
    file,
    edits: [[
      "    else this.#ended = true;\n",
      '    else if (message.type === "end") this.#ended = true;\n',
    ]],
  },
  {
    name: "a read that close() has woken tells of the end",
    step: "7.2.1",
    shows: "closed-read-is-the-end",
    file,
    edits: [[
      '      if (this.#closed) throw interrupted("read from");',
      "      if (this.#closed) return null;",
    ]],
  },
  {
    name: "a write after closeWrite() fails as after close()",
    step: "7.2.1",
    shows: "fails-with-another-error",
    file,
    edits: [['throw brokenPipe("writing side")', 'throw closed("write to")']],
  },
];

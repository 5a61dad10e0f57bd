import type { Mutant } from "../../harness/mutant.ts";

const file = "port_conn.ts";

/** Wrong versions of the close of a connection. */
export const closeMutants: Mutant[] = [
  {
    name: "close() rejects the news",
    step: "7.2.1",
    shows: "rejects-the-news",
    file: "port_conn.ts",
    edits: [[
      "    this.#port.close();\n    this.#wake();\n",
      '    this.#port.close();\n    this.#news.reject(interrupted("read from"));\n',
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
    name: "close() hears nothing more and wakes nobody",
    step: "7.2.1",
    shows: "close-wakes-nobody",
    file,
    edits: [[
      "    this.#port.close();\n    this.#wake();\n",
      "    this.#port.onmessage = null;\n    this.#port.close();\n",
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
    name: "the peer's close closes this end, too",
    step: "7.2.1",
    shows: "peers-close-is-own",
    file,
    edits: [[
      'if (message.type === "closed") this.#deaf = true;',
      'if (message.type === "closed") this.#deaf = this.#closed = true;',
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
    name: "close() only closes the writing side",
    step: "7.2.1",
    shows: "end-for-close",
    file,
    edits: [[
      '    this.#closed = true;\n    this.#post({ type: "closed" });\n',
      "    void this.closeWrite();\n    this.#closed = true;\n",
    ]],
  },
  {
    name: "who has heard the end hears nothing more",
    step: "7.2.1",
    shows: "writes-to-the-deaf",
    file,
    edits: [[
      '    if (message.type === "data") this.#arrived.push',
      '    if (this.#ended) return;\n    if (message.type === "data") this.#arrived.push',
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
    name: "all connections share what is left of a chunk",
    step: "7.2.1",
    shows: "shared-by-all",
    file,
    edits: [[
      "  readonly #arrived: Uint8Array<ArrayBuffer>[] = [];",
      "  static #left: Uint8Array<ArrayBuffer> | undefined;\n  readonly #arrived: Uint8Array<ArrayBuffer>[] = [];",
    ], [
      "      const chunk = this.#arrived[0];",
      "      if (PortConn.#left) this.#arrived.unshift(PortConn.#left);\n      PortConn.#left = undefined;\n      const chunk = this.#arrived[0];",
    ], [
      "          this.#arrived[0] = chunk.subarray(part.length);",
      "          this.#arrived.shift();\n          PortConn.#left = chunk.subarray(part.length);",
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
    name: "the peer hears of close() some time later",
    step: "7.2.1",
    shows: "tells-by-timer",
    file,
    edits: [[
      `    this.#closed = true;
    this.#post({ type: "closed" });
    this.#port.close();
    this.#wake();`,
      `    this.#closed = true;
    setTimeout(() => {
      this.#post({ type: "closed" });
      this.#port.close();
    }, 50);
    this.#wake();`,
    ]],
  },
  {
    name: "a read that close() has woken fails as after close()",
    step: "7.2.1",
    shows: "fails-with-another-error",
    file,
    edits: [[
      '      if (this.#closed) throw interrupted("read from");',
      '      if (this.#closed) throw closed("read from");',
    ]],
  },
  {
    name: "read() tells of a close before what has arrived",
    step: "7.2.1",
    shows: "end-before-data",
    file,
    edits: [[
      "      const chunk = this.#arrived[0];\n",
      "      if (this.#deaf) return null;\n      const chunk = this.#arrived[0];\n",
    ]],
  },
  {
    name: "read() waits for a turn before it waits for news",
    step: "7.2.1",
    shows: "news-missed",
    file,
    edits: [[
      "      await this.#news.promise;\n      if (this.#closed) throw interrupted",
      "      await Promise.resolve();\n      await this.#news.promise;\n      if (this.#closed) throw interrupted",
    ]],
  },
];

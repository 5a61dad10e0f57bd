import type { Mutant } from "../../harness/mutant.ts";

const file = "port_conn.ts";

/** Wrong versions of the end of a connection. */
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

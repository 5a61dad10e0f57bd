import type { Mutant } from "../../harness/mutant.ts";

const file = "port_conn.ts";

/** Wrong versions of flow control by credits. */
export const creditMutants: Mutant[] = [
  {
    name: "one of those that wait for credit is woken",
    step: "7.2.2",
    shows: "wakes-one-of-two",
    file: "port_conn.ts",
    edits: [[
      "    await this.#news.promise;\n    // #endregion",
      "    await new Promise<void>((resolve) => this.#writers.push(resolve));\n    // #endregion",
    ], [
      "    this.#news.resolve();\n",
      "    this.#writers.shift()?.();\n    this.#news.resolve();\n",
    ], [
      "  #closed = false;\n",
      "  #closed = false;\n  readonly #writers: (() => void)[] = [];\n",
    ]],
  },
  {
    name: "who waits last for credit is woken alone",
    step: "7.2.2",
    shows: "wakes-one-of-two",
    file: "port_conn.ts",
    edits: [[
      "    await this.#news.promise;\n    // #endregion",
      "    await new Promise<void>((resolve) => this.#go = resolve);\n    // #endregion",
    ], [
      "    this.#news.resolve();\n",
      "    this.#go();\n    this.#news.resolve();\n",
    ], [
      "  #closed = false;\n",
      "  #closed = false;\n  #go = () => {};\n",
    ]],
  },
  {
    name: "a write waits for a whole window of credit",
    step: "7.2.2",
    shows: "sleeps-through-credit",
    file: "port_conn.ts",
    edits: [[
      "    await this.#news.promise;\n    // #endregion",
      "    do {\n      await this.#news.promise;\n    } while (\n      this.#credit < WINDOW && !this.#deaf && !this.#finished && !this.#closed\n    );\n    // #endregion",
    ]],
  },
  {
    name: "credit is given when bytes arrive",
    step: "7.2.2",
    shows: "credit-on-arrival",
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
    shows: "credit-never-granted",
    file,
    edits: [[
      '    this.#post({ type: "credit", bytes: this.#owed, buffers }, buffers);\n',
      "",
    ]],
  },
  {
    name: "credit is given twice for a large read",
    step: "7.2.2",
    shows: "credit-given-twice",
    file,
    edits: [[
      "bytes: this.#owed, buffers",
      "bytes: this.#owed * (this.#owed > 0.75 * WINDOW ? 2 : 1), buffers",
    ]],
  },
  {
    name: "only whole chunks give credit",
    step: "7.2.2",
    shows: "credit-for-last-piece",
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
    name: "a writer without credit waits for nothing else",
    step: "7.2.2",
    shows: "waits-for-credit-alone",
    file,
    edits: [[
      "    await this.#news.promise;\n    // #endregion",
      "    while (this.#credit === 0) await this.#news.promise;\n    // #endregion",
    ]],
  },
  {
    name: "closeWrite() does not wake a write that waits",
    step: "7.2.2",
    shows: "close-write-wakes-nobody",
    file,
    edits: [[
      '    this.#post({ type: "end" });\n    this.#wake();\n',
      '    this.#post({ type: "end" });\n',
    ]],
  },
  {
    name: "buffers that were read are kept",
    step: "7.2.2",
    shows: "buffers-not-returned",
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
    shows: "credit-set-not-added",
    file,
    edits: [["    this.#credit += bytes;", "    this.#credit = bytes;"]],
  },
  {
    name: "credit comes back in equal parts",
    step: "7.2.2",
    shows: "credit-gets-lost",
    file,
    edits: [["bytes: this.#owed, buffers }", "bytes: WINDOW / 2, buffers }"]],
  },
  {
    name: "credit that comes back is a full window",
    step: "7.2.2",
    shows: "credit-begins-anew",
    file,
    edits: [[
      "    this.#credit += bytes;",
      "    void bytes;\n    this.#credit = WINDOW;",
    ]],
  },
  {
    name: "credit comes only with buffers",
    step: "7.2.2",
    shows: "credit-with-buffers-alone",
    file,
    edits: [[
      '    this.#post({ type: "credit"',
      '    if (buffers.length === 0) return;\n    this.#post({ type: "credit"',
    ]],
  },
  {
    name: "what is owed is cleared before it is posted",
    step: "7.2.2",
    shows: "owed-cleared-first",
    file,
    edits: [[
      "    const buffers = this.#buffers.emptied();\n",
      "    const buffers = this.#buffers.emptied();\n    this.#owed = 0;\n",
    ]],
  },
  {
    name: "a buffer is collected that is read in part",
    step: "7.2.2",
    shows: "collects-the-unread",
    file,
    edits: [[
      "          this.#arrived[0] = chunk.subarray(part.length);",
      "          this.#arrived[0] = chunk.subarray(part.length);\n          this.#buffers.collect(chunk);",
    ]],
  },
  {
    name: "each credit is a byte less than is owed",
    step: "7.2.2",
    shows: "credit-slips",
    file,
    edits: [[
      "bytes: this.#owed, buffers }",
      "bytes: this.#owed - 1, buffers }",
    ]],
  },
  {
    name: "each credit is noted as a byte more",
    step: "7.2.2",
    shows: "credit-noted-wrong",
    file,
    edits: [["this.#credit += bytes;", "this.#credit += bytes + 1;"]],
  },
  {
    name: "credit that comes back is taken off",
    step: "7.2.2",
    shows: "credit-noted-wrong",
    file,
    edits: [["this.#credit += bytes;", "this.#credit -= bytes;"]],
  },
  {
    name: "a writer without credit takes some",
    step: "7.2.2",
    shows: "grants-credit-to-itself",
    file,
    edits: [[
      "    await this.#news.promise;\n    // #endregion",
      "    this.#credit = 65536;\n    // #endregion",
    ]],
  },
  {
    name: "a write without credit lets no message in",
    step: "7.2.2",
    shows: "spins-for-credit",
    file,
    edits: [[
      "    await this.#news.promise;\n    // #endregion",
      "    while (this.#credit === 0);\n    // #endregion",
    ]],
  },
  {
    name: "a write without credit fails",
    step: "7.2.2",
    shows: "refuses-without-credit",
    file,
    edits: [[
      "    await this.#news.promise;\n    // #endregion",
      '    throw new Error("There is no credit");\n    // #endregion',
    ]],
  },
  {
    name: "a write waits for the second news",
    step: "7.2.2",
    shows: "sleeps-through-credit",
    file,
    edits: [[
      "    await this.#news.promise;\n    // #endregion",
      "    await this.#news.promise;\n    await this.#news.promise;\n    // #endregion",
    ]],
  },
  {
    name: "credit is granted once",
    step: "7.2.2",
    shows: "credit-granted-once",
    file,
    edits: [[
      "    this.#owed = 0;\n    // #end",
      "    this.#owed = -Infinity;\n    // #end",
    ]],
  },
  {
    name: "a write without credit looks every second",
    step: "7.2.2",
    shows: "polls-for-credit",
    file,
    edits: [[
      `    await this.#news.promise;
    // #endregion`,
      `    await Promise.race([this.#news.promise, new Promise((r) => setTimeout(r, 1000))]);
    // #endregion`,
    ]],
  },
  {
    name: "the buffers to be transferred are asked for once more",
    step: "7.2.2",
    shows: "buffers-copied",
    file,
    edits: [[
      "bytes: this.#owed, buffers }, buffers);",
      "bytes: this.#owed, buffers }, this.#buffers.emptied());",
    ]],
  },
  {
    name: "credit comes when a whole window was read",
    step: "7.2.2",
    shows: "credit-kept-back",
    file,
    edits: [[
      `    const buffers = this.#buffers.emptied();
`,
      `    if (this.#owed < WINDOW) return;
    const buffers = this.#buffers.emptied();
`,
    ]],
  },
  {
    name: "credit is granted some time later",
    step: "7.2.2",
    shows: "tells-by-timer",
    file,
    edits: [[
      `    const buffers = this.#buffers.emptied();
`,
      `    const bytes = this.#owed;
    setTimeout(() => this.#post({ type: "credit", bytes, buffers: [] }), 20);
    this.#owed = 0;
    if (bytes > 0) return;
    const buffers = this.#buffers.emptied();
`,
    ]],
  },
  {
    name: "a write without credit lets the event loop turn first",
    step: "7.2.2",
    shows: "polls-for-credit",
    file,
    edits: [[
      "    await this.#news.promise;\n    // #endregion",
      `    await new Promise((resolve) => setTimeout(resolve, 0));
    if (this.#credit > 0) return;
    await this.#news.promise;
    // #endregion`,
    ]],
  },
  {
    name: "who has closed its writing side gives no credit",
    step: "7.2.2",
    shows: "no-credit-after-end",
    file,
    edits: [[
      "    const buffers = this.#buffers.emptied();\n",
      "    if (this.#finished) return;\n    const buffers = this.#buffers.emptied();\n",
    ]],
  },
  {
    name: "credit of a peer that has ended is not noted",
    step: "7.2.2",
    shows: "credit-ignored-after-end",
    file,
    edits: [[
      "    this.#credit += bytes;\n",
      "    if (!this.#ended) this.#credit += bytes;\n",
    ]],
  },
  {
    name: "a write whose peer has ended waits on",
    step: "7.2.2",
    shows: "sleeps-through-credit",
    file,
    edits: [[
      "    await this.#news.promise;\n    // #endregion",
      "    do await this.#news.promise;\n    while (this.#ended && !this.#deaf && !this.#finished && !this.#closed);\n    // #endregion",
    ]],
  },
  {
    name: "credit comes in halves of a window, also for a whole one",
    step: "7.2.2",
    shows: "credit-gets-lost",
    file,
    edits: [
      [
        "this.#buffers.copy(p.subarray(0, this.#credit))",
        "p.slice(0, this.#credit)",
      ],
      ["          this.#buffers.collect(chunk);\n", ""],
      ["    const buffers = this.#buffers.emptied();\n", ""],
      [
        '{ type: "credit", bytes: this.#owed, buffers }, buffers',
        '{ type: "credit", bytes: WINDOW / 2, buffers: [] }',
      ],
      ["    this.#owed = 0;\n", "    this.#owed -= WINDOW / 2;\n"],
    ],
  },
  {
    name: "the writer takes credit three times",
    step: "7.2.2",
    shows: "credit-noted-wrong",
    file,
    edits: [[
      "    this.#credit += bytes;\n",
      "    this.#credit += 3 * bytes;\n",
    ]],
  },
  {
    name: "a write without credit fails when the peer has ended",
    step: "7.2.2",
    shows: "end-ends-waiting",
    file,
    edits: [[
      "    await this.#news.promise;\n    // #endregion",
      `    if (this.#ended) throw brokenPipe("other end");
    await this.#news.promise;
    // #endregion`,
    ]],
  },
  {
    name: "a write that waits for credit does not look at its own end",
    step: "7.2.2",
    shows: "sleeps-through-own-end",
    file,
    edits: [[
      "    await this.#news.promise;\n    // #endregion",
      `    while (this.#credit === 0 && !this.#deaf && !this.#closed) {
      await this.#news.promise;
    }
    // #endregion`,
    ]],
  },
];

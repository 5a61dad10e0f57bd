import type { Mutant } from "../../harness/mutant.ts";

const file = "port_conn.ts";

/** Wrong versions of giving and noting credit. */
export const creditMutants: Mutant[] = [
  {
    name: "credit comes in a message of another type",
    step: "7.2.2",
    shows: "grants-no-credit",
    file,
    edits: [[
      'this.#post({ type: "credit", bytes: this.#owed, buffers }, buffers);',
      'const type = "grant" as "credit";\n    this.#post({ type, bytes: this.#owed, buffers }, buffers);',
    ]],
  },
  {
    name: "credit comes back when nothing is left to read",
    step: "7.2.2",
    shows: "credit-when-all-is-read",
    file,
    edits: [[
      "    const buffers = this.#buffers.emptied();\n",
      "    if (this.#arrived.length > 0) return;\n    const buffers = this.#buffers.emptied();\n",
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
    name: "credit is the room that there is",
    step: "7.2.2",
    shows: "credit-given-twice",
    file,
    edits: [[
      "bytes: this.#owed, buffers",
      "bytes: WINDOW - this.#arrived.reduce((sum, { length }) => sum + length, 0), buffers",
    ]],
  },
  {
    name: "credit is the room in a quarter of a window",
    step: "7.2.2",
    shows: "credit-gets-lost",
    file,
    edits: [[
      "bytes: this.#owed, buffers",
      "bytes: WINDOW / 4 - this.#arrived.reduce((sum, { length }) => sum + length, 0), buffers",
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
    name: "half a window is taken off what is owed",
    step: "7.2.2",
    shows: "credit-slips",
    file,
    edits: [["    this.#owed = 0;\n", "    this.#owed -= WINDOW / 2;\n"]],
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
];

import type { Mutant } from "../../harness/mutant.ts";

const file = "port_conn.ts";

/** Wrong versions of flow control by credits. */
export const creditMutants: Mutant[] = [
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
    name: "credit is given twice",
    step: "7.2.2",
    shows: "credit-given-twice",
    file,
    edits: [["    this.#owed = 0;\n", ""]],
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
];

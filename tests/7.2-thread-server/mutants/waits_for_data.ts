import type { Mutant } from "../../harness/mutant.ts";

const file = "port_conn.ts";

/** Wrong ways to wait for data, and for the end of it. */
export const waitsForDataMutants: Mutant[] = [
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
    name: "an empty read() waits for bytes",
    step: "7.2.1",
    shows: "empty-read-waits",
    file,
    edits: [["    if (p.length === 0) return 0;\n", ""]],
  },
  {
    name: "read() takes it for the end that nothing is there",
    step: "7.2.1",
    shows: "read-does-not-wait",
    file,
    edits: [[
      "      if (this.#ended) return null;",
      "      if (chunk === undefined) return null;",
    ]],
  },
  {
    name: "a read that was woken fails in any case",
    step: "7.2.1",
    shows: "interrupted-by-news",
    file,
    edits: [[
      '      if (this.#closed) throw interrupted("read from");',
      '      throw interrupted("read from");',
    ]],
  },
  {
    name: "a read that was woken fails as on a closed end",
    step: "7.2.1",
    shows: "interrupted-by-news",
    file,
    edits: [[
      '      if (this.#closed) throw interrupted("read from");',
      '      throw closed("read from");',
    ]],
  },
  {
    name: "read() looks for data only when it has waited",
    step: "7.2.1",
    shows: "end-before-data",
    file,
    edits: [
      [
        "      const chunk = this.#arrived[0];\n",
        '      if (this.#ended) return null;\n      await this.#news.promise;\n      if (this.#closed) throw interrupted("read from");\n      const chunk = this.#arrived[0];\n',
      ],
      [
        '        return part.length;\n      }\n      if (this.#ended) return null;\n      await this.#news.promise;\n      if (this.#closed) throw interrupted("read from");\n',
        "        return part.length;\n      }\n",
      ],
    ],
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
  {
    name: "read() asks by a timer",
    step: "7.2.1",
    shows: "read-polls",
    file,
    edits: [[
      "      await this.#news.promise;\n      if (this.#closed) throw interrupted",
      "      await new Promise((resolve) => setTimeout(resolve, 1));\n      if (this.#closed) throw interrupted",
    ]],
  },
  {
    name: "read() takes whatever woke it for the end",
    step: "7.2.1",
    shows: "looks-once",
    file,
    edits: [[
      '      await this.#news.promise;\n      if (this.#closed) throw interrupted("read from");\n',
      '      await this.#news.promise;\n      if (this.#closed) throw interrupted("read from");\n      if (this.#arrived.length === 0) return null;\n',
    ]],
  },
  {
    name: "an end that comes early is forgotten",
    step: "7.2.1",
    shows: "end-gets-lost",
    file,
    edits: [[
      "    else this.#ended = true;",
      "    else if (this.#arrived.length === 0) this.#ended = true;",
    ]],
  },
  {
    name: "read() asks by a timer of node:timers",
    step: "7.2.1",
    shows: "read-polls",
    file,
    edits: [[
      "import { brokenPipe,",
      'import { setImmediate } from "node:timers";\nimport { brokenPipe,',
    ], [
      '      await this.#news.promise;\n      if (this.#closed) throw interrupted("read from");\n',
      '      await new Promise((resolve) => setImmediate(resolve));\n      if (this.#closed) throw interrupted("read from");\n',
    ]],
  },
  {
    name: "read() asks by a pause of node:timers/promises",
    step: "7.2.1",
    shows: "read-polls",
    file,
    edits: [[
      "import { brokenPipe,",
      'import { setTimeout } from "node:timers/promises";\nimport { brokenPipe,',
    ], [
      '      await this.#news.promise;\n      if (this.#closed) throw interrupted("read from");\n',
      '      await setTimeout(1);\n      if (this.#closed) throw interrupted("read from");\n',
    ]],
  },
  {
    name: "read() waits for nothing, with a time limit",
    step: "7.2.1",
    shows: "read-polls",
    file,
    edits: [[
      '      await this.#news.promise;\n      if (this.#closed) throw interrupted("read from");\n',
      '      const word = new Int32Array(new SharedArrayBuffer(4));\n      await Atomics.waitAsync(word, 0, 0, 1).value;\n      if (this.#closed) throw interrupted("read from");\n',
    ]],
  },
  {
    name: "read() lets no message in while it looks",
    step: "7.2.1",
    shows: "read-spins",
    file,
    edits: [[
      '      await this.#news.promise;\n      if (this.#closed) throw interrupted("read from");\n',
      '      await null;\n      if (this.#closed) throw interrupted("read from");\n',
    ]],
  },
  {
    name: "read() waits until it can fill the array",
    step: "7.2.1",
    shows: "read-waits-for-all",
    file,
    edits: [[
      `    for (;;) {
      const chunk = this.#arrived[0];
      if (chunk !== undefined) {
        const part = chunk.subarray(0, p.length);
        p.set(part);
        if (part.length < chunk.length) {
          this.#arrived[0] = chunk.subarray(part.length);
        } else {
          this.#arrived.shift();
          this.#buffers.collect(chunk);
        }
        return part.length;
      }`,
      `    for (;;) {
      const there = this.#arrived.reduce((sum, { length }) => sum + length, 0);
      if (there < p.length && !this.#ended) {
        await this.#news.promise;
        if (this.#closed) throw interrupted("read from");
        continue;
      }
      const chunk = this.#arrived[0];
      if (chunk !== undefined) {
        const part = chunk.subarray(0, p.length);
        p.set(part);
        if (part.length < chunk.length) {
          this.#arrived[0] = chunk.subarray(part.length);
        } else {
          this.#arrived.shift();
          this.#buffers.collect(chunk);
        }
        return part.length;
      }`,
    ]],
  },
];

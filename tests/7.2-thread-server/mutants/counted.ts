import type { Mutant } from "../../harness/mutant.ts";

const file = "counted.ts";

/** Wrong versions of a connection that is counted. */
export const countedMutants: Mutant[] = [
  {
    name: "the handler's connection does not count",
    step: "7.2.7",
    shows: "traffic-not-counted",
    file: "client_thread.ts",
    edits: [["counted(conn, traffic)", "counted(conn, void traffic)"]],
  },
  {
    name: "a thread is not told where to count",
    step: "7.2.7",
    shows: "traffic-not-posted",
    file: "thread_server.ts",
    edits: [[
      "client.start(handler, traffic)",
      "client.start(handler, void traffic)",
    ]],
  },
  {
    name: "a short write counts as a whole one",
    step: "7.2.7",
    shows: "counts-what-was-asked",
    file,
    edits: [["this.#traffic.sent(length);", "this.#traffic.sent(p.length);"]],
  },
  {
    name: "what is written is not counted",
    step: "7.2.7",
    shows: "not-counted",
    file,
    edits: [["    this.#traffic.sent(length);\n", ""]],
  },
  {
    name: "what is read is not counted",
    step: "7.2.7",
    shows: "not-counted",
    file,
    edits: [[
      "    if (length !== null) this.#traffic.received(length);\n",
      "",
    ]],
  },
  {
    name: "the directions are the client's",
    step: "7.2.7",
    shows: "counts-the-other-way",
    file,
    edits: [
      [
        "write(p);\n    this.#traffic.sent(",
        "write(p);\n    this.#traffic.received(",
      ],
      ["null) this.#traffic.received(", "null) this.#traffic.sent("],
    ],
  },
  {
    name: "what is written counts as received, too",
    step: "7.2.7",
    shows: "counts-the-other-way",
    file,
    edits: [[
      "    this.#traffic.sent(length);\n",
      "    this.#traffic.received(length);\n    this.#traffic.sent(length);\n",
    ]],
  },
  {
    name: "a read is counted before it has ended",
    step: "7.2.7",
    shows: "counts-a-promise",
    file,
    edits: [[
      "    const length = await this.#conn.read(p);",
      "    const length = this.#conn.read(p) as unknown as number | null;",
    ]],
  },
  {
    name: "a read that fails is the end",
    step: "7.2.7",
    shows: "counted-loses-errors",
    file,
    edits: [[
      "const length = await this.#conn.read(p);",
      "const length = await this.#conn.read(p).catch(() => null);",
    ]],
  },
  {
    name: "the end is counted as a byte",
    step: "7.2.7",
    shows: "counts-what-did-not-come",
    file,
    edits: [[
      "if (length !== null) this.#traffic.received(length);",
      "this.#traffic.received(length ?? 1);",
    ]],
  },
  {
    name: "a counted write goes on until all is written",
    step: "7.2.7",
    shows: "counted-calls-again",
    file,
    edits: [[
      "    const length = await this.#conn.write(p);",
      `    let length = 0;
    while (length < p.length) {
      length += await this.#conn.write(p.subarray(length));
    }`,
    ]],
  },
  {
    name: "at the end, a counted read brings 0 bytes",
    step: "7.2.7",
    shows: "counted-changes-results",
    file,
    edits: [[
      "    return length;\n    // #endregion\n  }\n\n  async write",
      "    return length ?? 0;\n    // #endregion\n  }\n\n  async write",
    ]],
  },
  {
    name: "a read is counted some time later",
    step: "7.2.7",
    shows: "delays-by-timer",
    file,
    edits: [[
      "    if (length !== null) this.#traffic.received(length);",
      "    if (length !== null) setTimeout(() => this.#traffic.received(length), 20);",
    ]],
  },
  {
    name: "a write that fails is counted",
    step: "7.2.7",
    shows: "counts-a-failed-write",
    file,
    edits: [[
      `    const length = await this.#conn.write(p);
    this.#traffic.sent(length);
    return length;
`,
      `    let length = p.length;
    try {
      length = await this.#conn.write(p);
      return length;
    } finally {
      this.#traffic.sent(length);
    }
`,
    ]],
  },
  {
    name: "a write is counted by a then() that nobody waits for",
    step: "7.2.7",
    shows: "write-rejects-aside",
    file,
    edits: [[
      `    const length = await this.#conn.write(p);
    this.#traffic.sent(length);
    return length;
`,
      `    const written = this.#conn.write(p);
    written.then((length) => this.#traffic.sent(length));
    return await written;
`,
    ]],
  },
  {
    name: "a read is counted by a then() that nobody waits for",
    step: "7.2.7",
    shows: "read-rejects-aside",
    file,
    edits: [[
      `    const length = await this.#conn.read(p);
    if (length !== null) this.#traffic.received(length);
    return length;
`,
      `    const read = this.#conn.read(p);
    read.then((length) => length !== null && this.#traffic.received(length));
    return await read;
`,
    ]],
  },
];

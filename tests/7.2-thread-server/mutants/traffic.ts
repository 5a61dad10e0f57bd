import type { Mutant } from "../../harness/mutant.ts";

const file = "shared_traffic.ts";

/** Wrong versions of the shared statistics. */
export const trafficMutants: Mutant[] = [
  {
    name: "what is sent is cut to 32 bits",
    step: "7.2.7",
    shows: "counts-in-32-bits",
    file: "shared_traffic.ts",
    edits: [["SENT, BigInt(bytes)", "SENT, BigInt(bytes | 0)"]],
  },
  {
    name: "counts without Atomics",
    step: "7.2.7",
    shows: "plain-count",
    file,
    edits: [[
      "    Atomics.add(this.#counters, MESSAGES, 1n);\n",
      "    this.#counters[MESSAGES] = (this.#counters[MESSAGES] ?? 0n) + 1n;\n",
    ]],
  },
  ...[
    [
      "counts by load and store",
      "    const sent = Atomics.load(this.#counters, SENT);\n    Atomics.store(this.#counters, SENT, sent + BigInt(bytes));\n",
    ],
    [
      "stores the result of an addition",
      "    const sent = Atomics.add(this.#counters, SENT, BigInt(bytes));\n    Atomics.store(this.#counters, SENT, sent + BigInt(bytes));\n",
    ],
    [
      "counts by load and exchange",
      "    const sent = Atomics.load(this.#counters, SENT);\n    Atomics.exchange(this.#counters, SENT, sent + BigInt(bytes));\n",
    ],
    [
      "takes a count out and puts it back",
      "    const sent = Atomics.exchange(this.#counters, SENT, 0n);\n    Atomics.store(this.#counters, SENT, sent + BigInt(bytes));\n",
    ],
    [
      "takes a count out and adds it again",
      "    const sent = Atomics.exchange(this.#counters, SENT, 0n);\n    Atomics.add(this.#counters, SENT, sent + BigInt(bytes));\n",
    ],
    [
      "adds what was there to what is put in its place",
      "    const sent = Atomics.exchange(this.#counters, SENT, BigInt(bytes));\n    Atomics.add(this.#counters, SENT, sent);\n",
    ],
  ].map(([name = "", counts = ""]): Mutant => ({
    name,
    step: "7.2.7",
    shows: counts.includes("sent = Atomics.exchange")
      ? "takes-a-count-out"
      : "load-then-store",
    file,
    edits: [[
      "    Atomics.add(this.#counters, SENT, BigInt(bytes));\n",
      counts,
    ]],
  })),
  {
    name: "counts with 32 bits",
    step: "7.2.7",
    shows: "counts-in-32-bits",
    file,
    edits: [[
      "    Atomics.add(this.#counters, RECEIVED, BigInt(bytes));\n",
      "    const { buffer, byteOffset } = this.#counters;\n    Atomics.add(new Int32Array(buffer, byteOffset + 8), 0, bytes);\n",
    ]],
  },
  {
    name: "all bytes are counted with 32 bits",
    step: "7.2.7",
    shows: "counts-in-32-bits",
    file,
    edits: ["RECEIVED", "SENT"].map((word) => [
      `Atomics.add(this.#counters, ${word}, BigInt(bytes));`,
      `const { buffer, byteOffset } = this.#counters;
    Atomics.add(new Int32Array(buffer, byteOffset), 2 * ${word}, bytes);`,
    ]),
  },
  {
    name: "each handle counts for itself what was sent",
    step: "7.2.7",
    shows: "counts-for-itself",
    file,
    edits: [[
      "  readonly #counters: BigInt64Array;",
      "  readonly #counters: BigInt64Array;\n  #sent = 0n;",
    ], [
      "    Atomics.add(this.#counters, SENT, BigInt(bytes));",
      "    this.#sent += BigInt(bytes);\n    Atomics.store(this.#counters, SENT, this.#sent);",
    ]],
  },
  {
    name: "an empty message counts",
    step: "7.2.7",
    shows: "counts-empty-message",
    file,
    edits: [["    if (bytes === 0) return;\n", ""]],
  },
  {
    name: "counts at the start of the buffer",
    step: "7.2.7",
    shows: "byte-offset-ignored",
    file,
    edits: [["(buffer, byteOffset, 3)", "(buffer, 0 * byteOffset, 3)"]],
  },
  {
    name: "each thread counts for itself",
    step: "7.2.7",
    shows: "counts-outside-shared-memory",
    file,
    edits: [[
      "    this.#counters = new BigInt64Array(buffer, byteOffset, 3);\n",
      "    void [buffer, byteOffset];\n    this.#counters = new BigInt64Array(3);\n",
    ]],
  },
  ...[
    ["begins at 0", "this.#counters.fill(0n);"],
    [
      "exchanges what is there for 0",
      "for (const at of [0, 1, 2]) Atomics.exchange(this.#counters, at, 0n);",
    ],
  ].map(([begins, resets]): Mutant => ({
    name: `a new SharedTraffic ${begins}`,
    step: "7.2.7",
    shows: "counts-set-back",
    file,
    edits: [["byteOffset, 3);\n", `byteOffset, 3);\n    ${resets}\n`]],
  })),
  {
    name: "counts are handed over now and then",
    step: "7.2.7",
    shows: "counts-outside-shared-memory",
    file,
    edits: [[
      "  readonly #counters: BigInt64Array;",
      "  readonly #counters: BigInt64Array;\n  #messages = 0n;",
    ], [
      "    Atomics.add(this.#counters, MESSAGES, 1n);\n",
      "    if (++this.#messages === 16n) {\n      Atomics.add(this.#counters, MESSAGES, 16n);\n      this.#messages = 0n;\n    }\n",
    ]],
  },
  {
    name: "what another thread counts makes an addition fail",
    step: "7.2.7",
    shows: "gives-up-when-another-counts",
    file,
    edits: [[
      "    Atomics.add(this.#counters, SENT, BigInt(bytes));\n",
      "    const sent = Atomics.load(this.#counters, SENT);\n    const sum = sent + BigInt(bytes);\n    Atomics.compareExchange(this.#counters, SENT, sent, sum);\n",
    ]],
  },
  {
    name: "bytes are counted as messages",
    step: "7.2.7",
    shows: "wrong-counter",
    file,
    edits: [["MESSAGES, 1n", "MESSAGES, BigInt(bytes)"]],
  },
  {
    name: "read() begins to count anew",
    step: "7.2.7",
    shows: "read-changes-counts",
    file,
    edits: [[
      "messages: Number(Atomics.load(this.#counters, MESSAGES)),",
      "messages: Number(Atomics.exchange(this.#counters, MESSAGES, 0n)),",
    ]],
  },
  {
    name: "a read is cut to 32 bits",
    step: "7.2.7",
    shows: "counts-in-32-bits",
    file,
    edits: [[
      "Number(Atomics.load(this.#counters, RECEIVED))",
      "Number(BigInt.asUintN(32, Atomics.load(this.#counters, RECEIVED)))",
    ]],
  },
  {
    name: "read() looks without Atomics",
    step: "7.2.7",
    shows: "plain-look",
    file,
    edits: [[
      "messages: Number(Atomics.load(this.#counters, MESSAGES)),",
      "messages: Number(this.#counters[MESSAGES]),",
    ]],
  },
  {
    name: "what is sent counts as a message, too",
    step: "7.2.7",
    shows: "wrong-counter",
    file,
    edits: [[
      "    Atomics.add(this.#counters, SENT, BigInt(bytes));\n",
      "    Atomics.add(this.#counters, MESSAGES, 1n);\n    Atomics.add(this.#counters, SENT, BigInt(bytes));\n",
    ]],
  },
  {
    name: "what is sent counts as received",
    step: "7.2.7",
    shows: "wrong-counter",
    file,
    edits: [[
      "Atomics.add(this.#counters, SENT,",
      "Atomics.add(this.#counters, RECEIVED,",
    ]],
  },
  {
    name: "what was received is read for what was sent",
    step: "7.2.7",
    shows: "reads-another-number",
    file,
    edits: [[
      "Atomics.load(this.#counters, SENT)",
      "Atomics.load(this.#counters, RECEIVED)",
    ]],
  },
  {
    name: "read() tells what was there when it was made",
    step: "7.2.7",
    shows: "reads-another-number",
    file,
    edits: [
      [
        "  readonly #counters: BigInt64Array;",
        "  readonly #counters: BigInt64Array;\n  readonly #counts: Traffic;",
      ],
      [
        "byteOffset, 3);\n",
        "byteOffset, 3);\n    this.#counts = this.#load();\n",
      ],
      [
        "  read(): Traffic {\n",
        "  read(): Traffic {\n    return this.#counts;\n  }\n\n  #load(): Traffic {\n",
      ],
    ],
  },
  {
    name: "what was read goes on counting",
    step: "7.2.7",
    shows: "read-goes-on-counting",
    file,
    edits: [
      [
        "    return {\n",
        "    const counters = this.#counters;\n    return {\n",
      ],
      [
        "      sent: Number(Atomics.load(this.#counters, SENT)),\n",
        "      get sent() {\n        return Number(Atomics.load(counters, SENT));\n      },\n",
      ],
    ],
  },
  {
    name: "what is read is written over what was read before",
    step: "7.2.7",
    shows: "read-goes-on-counting",
    file,
    edits: [
      [
        "  readonly #counters: BigInt64Array;",
        "  readonly #counters: BigInt64Array;\n  readonly #read = {};",
      ],
      ["    return {\n", "    return Object.assign(this.#read, {\n"],
      ["SENT)),\n    };", "SENT)),\n    });"],
    ],
  },
  {
    name: "a failed exchange is tried again as it was",
    step: "7.2.7",
    shows: "tries-with-what-was-there",
    file,
    edits: [[
      "    Atomics.add(this.#counters, SENT, BigInt(bytes));\n",
      `    const sent = Atomics.load(this.#counters, SENT);
    const sum = sent + BigInt(bytes);
    while (Atomics.compareExchange(this.#counters, SENT, sent, sum) !== sent);
`,
    ]],
  },
  {
    name: "a failed exchange is tried again with the old sum",
    step: "7.2.7",
    shows: "adds-to-what-was-there",
    file,
    edits: [[
      "    Atomics.add(this.#counters, SENT, BigInt(bytes));\n",
      `    let sent = Atomics.load(this.#counters, SENT);
    const sum = sent + BigInt(bytes);
    for (;;) {
      const seen = Atomics.compareExchange(this.#counters, SENT, sent, sum);
      if (seen === sent) break;
      sent = seen;
    }
`,
    ]],
  },
  {
    name: "what is read is asserted to be numbers",
    step: "7.2.7",
    shows: "reads-bigints",
    file,
    edits: ["MESSAGES", "RECEIVED", "SENT"].map((word) => [
      `Number(Atomics.load(this.#counters, ${word}))`,
      `Atomics.load(this.#counters, ${word}) as unknown as number`,
    ]),
  },
];

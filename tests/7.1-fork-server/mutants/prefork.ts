import type { Mutant } from "../../harness/mutant.ts";

const SERVER = "prefork_server.ts";

/** Wrong versions of how several processes share a port. */
export const preforkMutants: Mutant[] = [
  {
    name: "prefork with a port each",
    step: "7.1.8",
    shows: "gives-a-port-each",
    file: SERVER,
    edits: [[
      "      port: this.addr.port,",
      "      port: this.addr.port + this.#processes.size,",
    ]],
  },
  {
    name: "prefork resolves before its children listen",
    step: "7.1.8",
    shows: "resolves-before-they-listen",
    file: SERVER,
    edits: [[
      "      const born = await child.listening;\n      if (born) listens();",
      "      listens();\n      const born = await child.listening;",
    ]],
  },
  {
    name: "a prefork child closes its socket with clients in its queue",
    step: "7.1.8",
    shows: "closes-with-clients-waiting",
    file: "given/prefork_child.ts",
    edits: [
      ["for (let seen = -1; seen !== arrivals;) {", "for (const seen of []) {"],
      ["    seen = arrivals;\n", "    void seen;\n"],
      // So that the order to stop comes while clients are in the queue.
      [
        "  void serve(conn);\n",
        "  void serve(conn);\n  await new Promise((resolve) => setTimeout(resolve, QUIET));\n",
      ],
    ],
  },
  {
    name: "prefork tells nobody of a child that ended",
    step: "7.1.8",
    shows: "keeps-ends-to-itself",
    file: SERVER,
    edits: [[
      "      this.#options.onError(new Error(`${how}; starting another`));\n",
      "",
    ]],
  },
  {
    name: "prefork takes the end of a child for the end of what it told",
    step: "7.1.8",
    shows: "takes-the-exit-for-the-end-of-output",
    file: "given/prefork_process.ts",
    edits: [[
      "    this.status = told.then(() => this.#process.status);",
      "    this.status = this.#process.status;\n    void told;",
    ]],
  },
  {
    name: "prefork does not say which child has ended",
    step: "7.1.8",
    shows: "leaves-out-which-and-how",
    file: SERVER,
    edits: [[
      "new Error(`${how}; starting another`)",
      'new Error("A child has ended; starting another")',
    ]],
  },
  {
    name: "prefork tells an exit code where a signal ended the child",
    step: "7.1.8",
    shows: "leaves-out-which-and-how",
    file: SERVER,
    edits: [["${killedBy ?? code}", "${killedBy && code}"]],
  },
  {
    name: "prefork takes a child that has failed for one that listens",
    step: "7.1.8",
    shows: "takes-an-end-for-a-start",
    file: SERVER,
    edits: [["      if (born) listens();", "      listens();"]],
  },
  {
    name: "prefork does not say that its children listen",
    step: "7.1.8",
    shows: "keeps-listening-to-itself",
    file: SERVER,
    edits: [["if (born) listens();", "void listens;"]],
  },
  {
    name: "prefork tells of each end twice",
    step: "7.1.8",
    shows: "tells-an-end-twice",
    file: SERVER,
    edits: [[
      "      this.#options.onError(new Error(`${how}; starting another`));",
      `      this.#options.onError(new Error(\`\${how}; starting another\`));
      this.#options.onError(new Error(\`\${how}; starting another\`));`,
    ]],
  },
  {
    name: "prefork tells of an end by a text",
    step: "7.1.8",
    shows: "tells-a-text",
    file: SERVER,
    edits: [[
      "this.#options.onError(new Error(`${how}; starting another`));",
      "this.#options.onError(`${how}; starting another`);",
    ]],
  },
];

import type { Mutant } from "../../harness/mutant.ts";

const SERVER = "fork_server.ts";
const TERMINATE =
  '      terminate: () => this.connections.forEach((c) => c.kill("SIGTERM")),';
const KILL = "      kill: () => this.connections.forEach((c) => c.destroy()),";

/** Wrong versions of `shutdown()`. */
export const shutdownMutants: Mutant[] = [
  {
    name: "shutdown goes on accepting",
    step: "7.1.7",
    shows: "goes-on-accepting",
    file: SERVER,
    edits: [[
      `    this.stopListening();
    await endWithin(`,
      "    await endWithin(",
    ]],
  },
  {
    name: "SIGKILL at once",
    step: "7.1.7",
    shows: "kills-after-the-grace",
    file: SERVER,
    edits: [[TERMINATE, TERMINATE.replace("SIGTERM", "SIGKILL")]],
  },
  {
    name: "kills the child, but keeps the client that never reads",
    step: "7.1.7",
    shows: "keeps-the-socket",
    file: SERVER,
    edits: [[KILL, KILL.replace("c.destroy()", 'c.kill("SIGKILL")')]],
  },
  {
    name: "shutdown ends the input of the children that it asks",
    step: "7.1.7",
    shows: "breaks-the-input-off",
    file: SERVER,
    edits: [[
      TERMINATE,
      "      terminate: () => this.connections.forEach((c) => this.#dismiss(c)),",
    ]],
  },
  {
    name: "shutdown leaves one child",
    step: "7.1.7",
    shows: "ends-one-child-only",
    file: SERVER,
    edits: [
      [TERMINATE, TERMINATE.replace(".forEach", ".values().take(1).forEach")],
      [KILL, KILL.replace(".forEach", ".values().take(1).forEach")],
    ],
  },
  {
    name: "shutdown signals the processes that ran when it began",
    step: "7.1.7",
    shows: "signals-the-ended",
    file: SERVER,
    edits: [
      [
        "    await endWithin(",
        "    const pids = this.children;\n    await endWithin(",
      ],
      [
        TERMINATE,
        '      terminate: () => pids.forEach((pid) => Deno.kill(pid, "SIGTERM")),',
      ],
    ],
  },
  {
    name: "shutdown kills one child",
    step: "7.1.7",
    shows: "ends-one-child-only",
    file: SERVER,
    edits: [[KILL, KILL.replace(".forEach", ".values().take(1).forEach")]],
  },
  {
    name: "shutdown does not wait for the end",
    step: "7.1.7",
    shows: "resolves-too-early",
    file: SERVER,
    edits: [[
      `    await this.finished;
    // #endregion`,
      `    // #endregion`,
    ], [
      "    await endWithin(this.#options",
      "    void endWithin(this.#options",
    ]],
  },
  {
    name: "a second shutdown() throws",
    step: "7.1.7",
    shows: "closes-twice",
    file: SERVER,
    edits: [[
      `    this.stopListening();
    await endWithin(`,
      `    this.listener.close();
    await endWithin(`,
    ]],
  },
  {
    name: "a second shutdown() closes at once",
    step: "7.1.7",
    shows: "cuts-at-the-second-call",
    file: SERVER,
    edits: [[
      `    this.stopListening();
    await endWithin(`,
      `    try {
      this.listener.close();
    } catch {
      return await this.close();
    }
    await endWithin(`,
    ]],
  },
  {
    name: "SIGINT is not listened for",
    step: "7.1.7",
    shows: "overlooks-a-signal",
    file: "../given/listening.ts",
    edits: [['  : ["SIGINT", "SIGTERM"];', '  : ["SIGTERM"];']],
  },
  {
    name: "shutdown hangs up when it asks the children to end",
    step: "7.1.7",
    shows: "stops-before-the-last-words",
    file: SERVER,
    edits: [[
      TERMINATE,
      `      terminate: () =>
        this.connections.forEach((c) => (c.hangUp(), c.kill("SIGTERM"))),`,
    ]],
  },
  {
    name: "shutdown waits for its clients without end",
    step: "7.1.7",
    shows: "waits-without-limit",
    file: SERVER,
    edits: [[
      `    await endWithin(this.#options.grace, this.finished, {`,
      `    await this.finished;
    await endWithin(this.#options.grace, this.finished, {`,
    ]],
  },
  {
    name: "shutdown ends the children's input instead of SIGTERM",
    step: "7.1.7",
    shows: "stops-without-sigterm",
    file: SERVER,
    edits: [[
      `      terminate: () => this.connections.forEach((c) => c.kill("SIGTERM")),`,
      `      terminate: () => this.connections.forEach((c) => c.input.close().catch(() => {})),`,
    ]],
  },
  {
    name: "takes the grace for microseconds",
    step: "7.1.7",
    shows: "gives-no-grace",
    file: SERVER,
    edits: [[
      `    await endWithin(this.#options.grace, this.finished, {`,
      `    await endWithin(this.#options.grace / 1000, this.finished, {`,
    ]],
  },
  {
    name: "a grace of its own",
    step: "7.1.7",
    shows: "takes-another-grace",
    file: SERVER,
    edits: [[
      `    await endWithin(this.#options.grace, this.finished, {`,
      `    await endWithin(5_000, this.finished, {`,
    ]],
  },
  {
    name: "SIGTERM to a child that has ended throws",
    step: "7.1.7",
    shows: "signals-who-has-gone",
    file: SERVER,
    edits: [[
      `      terminate: () => this.connections.forEach((c) => c.kill("SIGTERM")),`,
      `      terminate: () => this.connections.forEach((c) => c.child.kill("SIGTERM")),`,
    ]],
  },
  {
    name: "shutdown ends the input of clients within their grace",
    step: "7.1.7",
    shows: "gives-no-grace",
    file: SERVER,
    edits: [[
      `    await endWithin(this.#options.grace, this.finished, {`,
      `    for (const c of this.connections) void c.input.close().catch(() => {});
    await endWithin(this.#options.grace, this.finished, {`,
    ]],
  },
  {
    name: "shutdown asks one child after the other",
    step: "7.1.7",
    shows: "stops-one-after-the-other",
    file: SERVER,
    edits: [[
      TERMINATE,
      `      terminate: async () => {
        for (const c of this.connections) {
          c.kill("SIGTERM");
          await c.ended;
        }
      },`,
    ]],
  },
  {
    name: "SIGHUP instead of SIGTERM",
    step: "7.1.7",
    shows: "stops-by-another-signal",
    file: SERVER,
    edits: [['c.kill("SIGTERM")', 'c.kill("SIGHUP")']],
  },
  {
    name: "a second shutdown() returns at once",
    step: "7.1.7",
    shows: "second-call-returns-at-once",
    file: SERVER,
    edits: [
      ["  #failed = 0;\n", "  #failed = 0;\n  #stops = false;\n"],
      [
        "    this.stopListening();\n    await endWithin",
        "    if (this.#stops) return;\n    this.#stops = true;\n    this.stopListening();\n    await endWithin",
      ],
    ],
  },
  {
    name: "a second shutdown() waits for the end of endWithin() only",
    step: "7.1.7",
    shows: "second-call-returns-at-once",
    file: SERVER,
    edits: [
      ["  #failed = 0;\n", "  #failed = 0;\n  #ending?: Promise<void>;\n"],
      [
        "    this.stopListening();\n    await endWithin",
        "    if (this.#ending) return await this.#ending;\n    this.stopListening();\n    this.#ending = endWithin",
      ],
      [
        "    await this.finished;\n    // #endregion\n",
        "    await this.#ending;\n    await this.finished;\n    // #endregion\n",
      ],
    ],
  },
  {
    name: "SIGINT instead of SIGTERM",
    step: "7.1.7",
    shows: "stops-by-another-signal",
    file: SERVER,
    edits: [['c.kill("SIGTERM")', 'c.kill("SIGINT")']],
  },
  {
    name: "shutdown without clients does not wait for the end",
    step: "7.1.7",
    shows: "resolves-too-early",
    file: SERVER,
    edits: [[
      "    await endWithin(this.#options.grace",
      `    if (this.connections.size === 0) return;
    await endWithin(this.#options.grace`,
    ]],
  },
  {
    name: "the grace is a second at most",
    step: "7.1.7",
    shows: "takes-another-grace",
    file: SERVER,
    edits: [[
      "endWithin(this.#options.grace,",
      "endWithin(Math.min(this.#options.grace, 1000),",
    ]],
  },
  {
    name: "looks every so often whether all have gone",
    step: "7.1.7",
    shows: "asks-again-and-again",
    file: SERVER,
    edits: [[
      "    await endWithin(this.#options.grace, this.finished, {",
      `    const end = performance.now() + this.#options.grace;
    while (this.connections.size > 0 && performance.now() < end) {
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
    await endWithin(0, this.finished, {`,
    ]],
  },
  {
    name: "stops listening some time later",
    step: "7.1.7",
    shows: "delays-by-timer",
    file: SERVER,
    edits: [[
      `    this.stopListening();
    await endWithin`,
      `    await new Promise((resolve) => setTimeout(resolve, 100));
    this.stopListening();
    await endWithin`,
    ]],
  },
  {
    name: "shutdown asks the children before their grace",
    step: "7.1.7",
    shows: "gives-no-grace",
    file: SERVER,
    edits: [[
      "    await endWithin(this.#options.grace, this.finished, {",
      `    if (this.#options.grace < 500) {
      this.connections.forEach((c) => c.kill("SIGTERM"));
    }
    await endWithin(this.#options.grace, this.finished, {`,
    ]],
  },
];

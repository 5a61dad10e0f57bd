import type { Mutant } from "../../harness/mutant.ts";

const SERVER = "prefork_server.ts";
const PAUSE =
  "      await delay(BACKOFF * 2 ** (failures - 1), { signal }).catch(() => {});";

/** Wrong versions of the prefork server. */
export const preforkMutants: Mutant[] = [
  {
    name: "prefork without respawn",
    step: "7.1.8",
    shows: "never-replaces",
    file: SERVER,
    edits: [[
      "      if (signal.aborted) return;\n",
      "      if (born || signal.aborted) return;\n",
    ]],
  },
  {
    name: "prefork with a respawn storm",
    step: "7.1.8",
    shows: "restarts-without-a-pause",
    file: SERVER,
    edits: [[
      "      if (failures === ATTEMPTS) {",
      "      if (failures === Infinity) {",
    ], [
      PAUSE,
      "      void delay;",
    ]],
  },
  {
    name: "prefork never gives up",
    step: "7.1.8",
    shows: "never-gives-up",
    file: SERVER,
    edits: [[
      "      if (failures === ATTEMPTS) {",
      "      if (failures === Infinity) {",
    ]],
  },
  {
    name: "prefork without back-off",
    step: "7.1.8",
    shows: "restarts-without-a-pause",
    file: SERVER,
    edits: [[PAUSE, "      void delay;"]],
  },
  {
    name: "prefork gives up at the first failure",
    step: "7.1.8",
    shows: "gives-up-too-early",
    file: SERVER,
    edits: [[
      "      if (failures === ATTEMPTS) {",
      "      if (failures === 1) {",
    ]],
  },
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
    name: "prefork kills its children instead of draining them",
    step: "7.1.8",
    shows: "ends-without-draining",
    file: SERVER,
    edits: [["process.stop();", 'process.kill("SIGTERM");']],
  },
  {
    name: "prefork replaces children that it has stopped",
    step: "7.1.8",
    shows: "replaces-what-it-stopped",
    file: SERVER,
    edits: [[
      "    this.#stopping.abort();\n    for (const process of this.#processes) process.stop();",
      "    for (const process of this.#processes) process.stop();",
    ]],
  },
  {
    name: "prefork waits for its clients without end",
    step: "7.1.8",
    shows: "waits-without-limit",
    file: SERVER,
    edits: [[
      "    await endWithin(this.#options.grace, gone, {",
      "    await gone;\n    await endWithin(this.#options.grace, gone, {",
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
    name: "prefork replaces failed children only",
    step: "7.1.8",
    shows: "replaces-failures-only",
    file: SERVER,
    edits: [[
      "      if (signal.aborted) return;\n",
      "      if (signal.aborted || code === 0) return;\n",
    ]],
  },
  {
    name: "prefork counts the failures of its whole life",
    step: "7.1.8",
    shows: "counts-a-whole-life",
    file: SERVER,
    edits: [[
      "failures = born ? 0 : failures + 1;",
      "if (!born) failures++;",
    ]],
  },
  {
    name: "prefork counts each end as a failure to start",
    step: "7.1.8",
    shows: "counts-a-crash-as-a-failed-start",
    file: SERVER,
    edits: [["failures = born ? 0 : failures + 1;", "failures++;"]],
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
    name: "prefork reports the children that it stops",
    step: "7.1.8",
    shows: "reports-planned-ends",
    file: SERVER,
    edits: [["      if (signal.aborted) return;\n", ""]],
  },
  {
    name: "prefork's shutdown() throws what interrupts a pause",
    step: "7.1.8",
    shows: "lets-the-pause-throw",
    file: SERVER,
    edits: [[PAUSE, PAUSE.replace(".catch(() => {})", "")]],
  },
  {
    name: "prefork gives up by itself, without an error",
    step: "7.1.8",
    shows: "gives-up-silently",
    file: SERVER,
    edits: [["        throw new Error(", "        return void new Error("]],
  },
  {
    name: "prefork sends SIGKILL where SIGTERM is enough",
    step: "7.1.8",
    shows: "kills-without-asking",
    file: SERVER,
    edits: [[
      'terminate: () => this.#processes.forEach((p) => p.kill("SIGTERM")),',
      'terminate: () => this.#processes.forEach((p) => p.kill("SIGKILL")),',
    ]],
  },
  {
    name: "prefork sends no SIGKILL",
    step: "7.1.8",
    shows: "never-kills",
    file: SERVER,
    edits: [[
      'kill: () => this.#processes.forEach((p) => p.kill("SIGKILL")),',
      "kill: () => {},",
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
    name: "prefork gives up after four failures",
    step: "7.1.8",
    shows: "gives-up-too-early",
    file: SERVER,
    edits: [["    let failures = 0;", "    let failures = 1;"]],
  },
  {
    name: "prefork's pauses are all alike",
    step: "7.1.8",
    shows: "does-not-double-the-pause",
    file: SERVER,
    edits: [[PAUSE, PAUSE.replace("BACKOFF * 2 ** (failures - 1)", "200")]],
  },
  {
    name: "prefork's pauses become shorter",
    step: "7.1.8",
    shows: "does-not-double-the-pause",
    file: SERVER,
    edits: [[PAUSE, PAUSE.replace("BACKOFF * 2 **", "8 * BACKOFF / 2 **")]],
  },
  {
    name: "prefork's shutdown() waits for the end of the pause",
    step: "7.1.8",
    shows: "waits-out-the-pause",
    file: SERVER,
    edits: [[PAUSE, PAUSE.replace(", { signal }", "")]],
  },
  {
    name: "prefork gives up before its other children have ended",
    step: "7.1.8",
    shows: "leaves-children-behind",
    file: SERVER,
    edits: [[
      "    await endWithin(this.#options.grace, gone, {",
      "    void endWithin(this.#options.grace, gone, {",
    ]],
  },
  {
    name: "prefork's pauses become three times as long",
    step: "7.1.8",
    shows: "does-not-double-the-pause",
    file: SERVER,
    edits: [[PAUSE, PAUSE.replace("BACKOFF * 2 **", "BACKOFF * 3 **")]],
  },
  {
    name: "prefork's first pause after a good child is shorter",
    step: "7.1.8",
    shows: "does-not-double-the-pause",
    file: SERVER,
    edits: [[
      "failures = born ? 0 : failures + 1;",
      "failures = born ? -1 : failures + 1;",
    ]],
  },
  {
    name: "prefork pauses after a child that had served well",
    step: "7.1.8",
    shows: "pauses-after-a-good-child",
    file: SERVER,
    edits: [["      if (born) continue;\n", ""]],
  },
  {
    name: "prefork asks by a timer whether a child has ended",
    step: "7.1.8",
    shows: "asks-again-and-again",
    file: SERVER,
    edits: [[
      "      const { code, signal: killedBy } = await child.status;",
      `      let status: Deno.CommandStatus | undefined;
      void child.status.then((told) => status = told);
      while (status === undefined) {
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
      const { code, signal: killedBy } = status;`,
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
    name: "prefork does not ask its children to stop",
    step: "7.1.8",
    shows: "never-asks-to-stop",
    file: SERVER,
    edits: [[
      "    for (const process of this.#processes) process.stop();\n",
      "",
    ]],
  },
];

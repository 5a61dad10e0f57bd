import type { Mutant } from "../../harness/mutant.ts";

const SERVER = "fork_server.ts";
const STOP = "stop.ts";
const TERMINATE =
  '      terminate: () => this.connections.forEach((c) => c.kill("SIGTERM")),';
const KILL = "      kill: () => this.connections.forEach((c) => c.destroy()),";
const GRACE = "  if (await settles(finished, grace)) return;\n";

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
    name: "shutdown cuts off clients within their grace",
    step: "7.1.7",
    shows: "gives-no-grace",
    file: STOP,
    edits: [[GRACE, "  void grace;\n"]],
  },
  {
    name: "shutdown waits for the whole grace",
    step: "7.1.7",
    shows: "waits-out-the-grace",
    file: STOP,
    edits: [[
      GRACE,
      "  await new Promise((resolve) => setTimeout(resolve, grace));\n",
    ]],
  },
  {
    name: "no SIGTERM, only SIGKILL",
    step: "7.1.7",
    shows: "kills-after-the-grace",
    file: STOP,
    edits: [["  terminate();\n", "  void terminate;\n"]],
  },
  {
    name: "no SIGKILL for a child that ignores SIGTERM",
    step: "7.1.7",
    shows: "never-kills",
    file: STOP,
    edits: [["  kill();\n", "  void kill;\n"]],
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
    name: "SIGKILL comes right after SIGTERM",
    step: "7.1.7",
    shows: "gives-no-time-to-end",
    file: STOP,
    edits: [["  if (await settles(finished, TERM_TIME)) return;\n", ""]],
  },
  {
    name: "the time for SIGTERM shrinks by the grace",
    step: "7.1.7",
    shows: "gives-no-time-to-end",
    file: STOP,
    edits: [["TERM_TIME)", "TERM_TIME - grace)"]],
  },
  {
    name: "endWithin() waits for the end after SIGKILL",
    step: "7.1.7",
    shows: "waits-after-the-kill",
    file: STOP,
    edits: [["  kill();\n", "  kill();\n  await finished.catch(() => {});\n"]],
  },
  {
    name: "SIGTERM has no end",
    step: "7.1.7",
    shows: "never-kills",
    file: STOP,
    edits: [[
      "  if (await settles(finished, TERM_TIME)) return;\n",
      "  await finished;\n",
    ]],
  },
  {
    name: "shutdown() throws what `finished` throws before the end",
    step: "7.1.7",
    shows: "throws-what-the-end-throws",
    file: STOP,
    edits: [[
      GRACE,
      `  await Promise.race([finished, settles(finished, grace)]);\n${GRACE}`,
    ]],
  },
  {
    name: "shutdown hangs up when it asks the children to end",
    step: "7.1.7",
    shows: "drops-last-words",
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
    shows: "never-asks-the-child-to-end",
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
    name: "SIGTERM has all of its time",
    step: "7.1.7",
    shows: "waits-out-the-time-to-end",
    file: STOP,
    edits: [[
      `  if (await settles(finished, TERM_TIME)) return;`,
      `  await new Promise((resolve) => setTimeout(resolve, TERM_TIME));
  if (await settles(finished, 0)) return;`,
    ]],
  },
  {
    name: "a race with a timer that nobody clears",
    step: "7.1.7",
    shows: "leaves-a-timer",
    file: STOP,
    edits: [[
      `  if (await settles(finished, grace)) return;`,
      `  let over = false;
  const end = () => void (over = true);
  await Promise.race([finished.then(end, end), new Promise((r) => setTimeout(r, grace))]);
  if (over) return;`,
    ]],
  },
  {
    name: "SIGTERM to a child that has ended throws",
    step: "7.1.7",
    shows: "lets-an-error-escape",
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
    name: "the two times are mixed up",
    step: "7.1.7",
    shows: "gives-no-time-to-end",
    file: STOP,
    edits: [["settles(finished, grace)", "settles(finished, TERM_TIME)"], [
      `  terminate();
  if (await settles(finished, TERM_TIME)) return;`,
      `  terminate();
  if (await settles(finished, grace)) return;`,
    ]],
  },
  {
    name: "an end by an error is not seen",
    step: "7.1.7",
    shows: "overlooks-a-failed-end",
    file: STOP,
    edits: [[
      `  if (await settles(finished, grace)) return;`,
      `  if (await settles(finished.then(() => {}, () => new Promise(() => {})), grace)) return;`,
    ]],
  },
  {
    name: "a grace of 0 is taken for none",
    step: "7.1.7",
    shows: "takes-zero-for-none",
    file: STOP,
    edits: [[
      "if (await settles(finished, grace))",
      "if (!grace || await settles(finished, grace))",
    ]],
  },
  {
    name: "endWithin() takes the grace for seconds",
    step: "7.1.7",
    shows: "counts-in-other-units",
    file: STOP,
    edits: [["settles(finished, grace)", "settles(finished, grace * 1_000)"]],
  },
  {
    name: "endWithin() waits for the end without a limit",
    step: "7.1.7",
    shows: "waits-without-limit",
    file: STOP,
    edits: [[
      "  if (await settles(finished, grace)) return;",
      "  await finished.catch(() => {});",
    ]],
  },
  {
    name: "SIGINT instead of SIGTERM",
    step: "7.1.7",
    shows: "sends-another-signal",
    file: SERVER,
    edits: [['c.kill("SIGTERM")', 'c.kill("SIGINT")']],
  },
  {
    name: "SIGTERM has another time",
    step: "7.1.7",
    shows: "counts-in-other-units",
    file: STOP,
    edits: [["settles(finished, TERM_TIME)", "settles(finished, 5_000)"]],
  },
  {
    name: "with a grace of 0, nobody looks whether all have gone",
    step: "7.1.7",
    shows: "takes-zero-for-none",
    file: STOP,
    edits: [[
      "if (await settles(finished, grace))",
      "if (grace > 0 && await settles(finished, grace))",
    ]],
  },
  {
    name: "asks the children twice to end",
    step: "7.1.7",
    shows: "ends-it-twice",
    file: STOP,
    edits: [[
      "  terminate();",
      `  terminate();
  terminate();`,
    ]],
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
    name: "endWithin() throws when it had to kill",
    step: "7.1.7",
    shows: "throws-what-it-has-done",
    file: STOP,
    edits: [[
      `  kill();
`,
      `  kill();
  throw new Error("had to kill");
`,
    ]],
  },
];

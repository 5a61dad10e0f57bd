import type { Mutant } from "../../harness/mutant.ts";

const file = "thread_server.ts";

/** Wrong versions of the shutdown. */
export const shutdownMutants: Mutant[] = [
  {
    name: "a race with a timer that nobody clears",
    step: "7.2.8",
    shows: "leaves-a-timer",
    file,
    edits: [[
      "    if (!await settles(this.finished, grace)) {",
      `    const late = new Promise((resolve) => setTimeout(resolve, grace));
    await Promise.race([this.finished, late]);
    if (this.clients.size > 0) {`,
    ]],
  },
  {
    name: "shutdown() goes on accepting",
    step: "7.2.8",
    shows: "shutdown-keeps-listening",
    file,
    edits: [[
      "    this.stopListening();\n    if (!await settles(this.finished, grace)) {\n",
      "    if (!await settles(this.finished, grace)) {\n      this.stopListening();\n",
    ]],
  },
  {
    name: "shutdown() gives the threads the grace to be done",
    step: "7.2.8",
    shows: "grace-for-done",
    file,
    edits: [[
      "    if (!await settles(this.finished, grace)) {",
      "    const threads = [...this.clients].map(({ done }) => done);\n    if (!await settles(Promise.allSettled(threads), grace)) {",
    ]],
  },
  {
    name: "shutdown() gives no grace",
    step: "7.2.8",
    shows: "no-grace",
    file,
    edits: [[
      "settles(this.finished, grace)",
      "settles(this.finished, 0 * grace)",
    ]],
  },
  {
    name: "shutdown() waits for ever",
    step: "7.2.8",
    shows: "grace-has-no-end",
    file,
    edits: [[
      "    if (!await settles(this.finished, grace)) {\n",
      "    await this.finished;\n    if (!await settles(this.finished, grace)) {\n",
    ]],
  },
  {
    name: "shutdown() does not wait for the end",
    step: "7.2.8",
    shows: "shutdown-resolves-too-early",
    file,
    edits: [[
      "    if (!await settles(this.finished, grace)) {\n",
      "    if (grace > 0) return;\n    if (!await settles(this.finished, grace)) {\n",
    ]],
  },
  {
    name: "a cut is not reported",
    step: "7.2.8",
    shows: "cut-not-reported",
    file,
    edits: [[
      "      for (const { name } of this.clients) {\n",
      "      for (const { name } of [] as ServedClient[]) {\n",
    ]],
  },
  {
    name: "a cut is reported when endAll() has ended it",
    step: "7.2.8",
    shows: "cut-looked-for-late",
    file,
    edits: [
      [
        "      for (const { name } of this.clients) {\n",
        "      await this.endAll();\n      for (const { name } of this.clients) {\n",
      ],
      ["      }\n      await this.endAll();\n", "      }\n"],
    ],
  },
  {
    name: "shutdown() waits for the whole grace",
    step: "7.2.8",
    shows: "waits-whole-grace",
    file,
    edits: [[
      "    if (!await settles(this.finished, grace)) {\n",
      "    await settles(new Promise(() => {}), grace);\n    if (this.clients.size > 0) {\n",
    ]],
  },
  {
    name: "who is cut off is reported, and not ended",
    step: "7.2.8",
    shows: "reports-but-does-not-cut",
    file,
    edits: [["      await this.endAll();\n", ""]],
  },
  {
    name: "who was done in time is reported as cut off",
    step: "7.2.8",
    shows: "reports-who-had-left",
    file,
    edits: [
      [
        "    this.stopListening();\n    if (!await settles",
        "    this.stopListening();\n    const clients = [...this.clients];\n    if (!await settles",
      ],
      [
        "for (const { name } of this.clients)",
        "for (const { name } of clients)",
      ],
    ],
  },
  {
    name: "shutdown() resolves before the server has finished",
    step: "7.2.8",
    shows: "resolves-before-finished",
    file,
    edits: [[
      "    await this.finished;\n    // #endregion",
      "    // #endregion",
    ]],
  },
  {
    name: "a server that has ended cannot be shut down",
    step: "7.2.8",
    shows: "stops-listening-twice",
    file,
    edits: [[
      "    this.stopListening();\n    if (!await",
      "    this.listener.close();\n    if (!await",
    ]],
  },
  {
    name: "the grace is over when one client fails",
    step: "7.2.8",
    shows: "grace-ends-with-one",
    file,
    edits: [[
      "settles(this.finished, grace)",
      "settles(\n        Promise.all([this.finished, ...[...this.clients].map((c) => c.done)]),\n        grace,\n      )",
    ]],
  },
  {
    name: "the clients have their grace one after the other",
    step: "7.2.8",
    shows: "grace-begins-anew",
    file,
    edits: [[
      "    if (!await settles(this.finished, grace)) {\n      for (const { name } of this.clients) {\n        onError(\n          new Deno.errors.TimedOut(\n            `Cut off ${name} as it was not done ${grace} ms after shutdown()`,\n          ),\n        );\n      }\n      await this.endAll();\n    }\n",
      "    for (const client of this.clients) {\n      if (await settles(client.ended, grace)) continue;\n      onError(new Deno.errors.TimedOut(`Cut off ${client.name}`));\n      client.destroy();\n      if (!await settles(client.ended, 500)) this.giveUp(client);\n    }\n",
    ]],
  },
  {
    name: "the grace begins anew when a client has ended",
    step: "7.2.8",
    shows: "grace-begins-anew",
    file,
    edits: [[
      "    if (!await settles(this.finished, grace)) {\n",
      "    while (this.clients.size > 0 && await settles(this.oneEnds(), grace));\n    if (this.clients.size > 0) {\n",
    ]],
  },
  {
    name: "one cut is reported, and no more",
    step: "7.2.8",
    shows: "reports-one-cut-only",
    file,
    edits: [[
      "      for (const { name } of this.clients) {",
      "      for (const { name } of [...this.clients].slice(0, 1)) {",
    ]],
  },
  {
    name: "the grace is halved",
    step: "7.2.8",
    shows: "grace-cut-short",
    file,
    edits: [[
      "settles(this.finished, grace)",
      "settles(this.finished, grace / 2)",
    ]],
  },
  {
    name: "the grace is looked at again and again",
    step: "7.2.8",
    shows: "polls-for-the-end",
    file,
    edits: [[
      "    if (!await settles(this.finished, grace)) {\n",
      "    const end = performance.now() + grace;\n    while (this.clients.size > 0 && performance.now() < end) {\n      await settles(this.finished, 10);\n    }\n    if (this.clients.size > 0) {\n",
    ]],
  },
  {
    name: "shutdown() fails when a client was cut",
    step: "7.2.8",
    shows: "shutdown-rejects",
    file,
    edits: [[
      "      await this.endAll();\n    }\n",
      '      await this.endAll();\n      throw new Deno.errors.TimedOut("A client was cut off");\n    }\n',
    ]],
  },
  {
    name: "the grace is a little longer",
    step: "7.2.8",
    shows: "grace-too-long",
    file,
    edits: [[
      "settles(this.finished, grace)",
      "settles(this.finished, grace + 100)",
    ]],
  },
  {
    name: "shutdown() without clients does not wait for the end",
    step: "7.2.8",
    shows: "resolves-before-finished",
    file,
    edits: [[
      `    this.stopListening();
`,
      `    this.stopListening();
    if (this.clients.size === 0) return;
`,
    ]],
  },
  {
    name: "a cut is reported as a text",
    step: "7.2.8",
    shows: "reports-a-text",
    file,
    edits: [[
      `        onError(
          new Deno.errors.TimedOut(
            \`Cut off \${name} as it was not done \${grace} ms after shutdown()\`,
          ),
        );`,
      "        onError(`Cut off ${name} as it was not done`);",
    ]],
  },
  {
    name: "one error tells of all that are cut off",
    step: "7.2.8",
    shows: "one-report-for-all",
    file,
    edits: [[
      "      for (const { name } of this.clients) {\n",
      "      for (const name of this.clients.size > 0 ? [this.threads.join()] : []) {\n",
    ]],
  },
  {
    name: "each cut is reported twice",
    step: "7.2.8",
    shows: "reports-twice",
    file,
    edits: [[
      `        onError(
          new Deno.errors.TimedOut(
            \`Cut off \${name} as it was not done \${grace} ms after shutdown()\`,
          ),
        );`,
      `        onError(
          new Deno.errors.TimedOut(
            \`Cut off \${name} as it was not done \${grace} ms after shutdown()\`,
          ),
        );
        onError(
          new Deno.errors.TimedOut(
            \`Cut off \${name} as it was not done \${grace} ms after shutdown()\`,
          ),
        );`,
    ]],
  },
  {
    name: "shutdown() stops listening some time later",
    step: "7.2.8",
    shows: "delays-by-timer",
    file,
    edits: [[
      `    this.stopListening();
`,
      `    await new Promise((resolve) => setTimeout(resolve, 100));
    this.stopListening();
`,
    ]],
  },
];

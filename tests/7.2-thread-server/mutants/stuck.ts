import type { Mutant } from "../../harness/mutant.ts";

const file = "thread_server.ts";

/** Wrong versions of what becomes of threads that cannot be stopped. */
export const stuckMutants: Mutant[] = [
  {
    name: "a thread that cannot be stopped is waited for",
    step: "7.2.8",
    shows: "waits-for-unstoppable",
    file,
    edits: [["    client.abandon();\n", ""]],
  },
  {
    name: "a thread that cannot be stopped is only taken off the list",
    step: "7.2.8",
    shows: "waits-for-unstoppable",
    file,
    edits: [["    client.abandon();\n", "    this.clients.delete(client);\n"]],
  },
  {
    name: "a thread that cannot be stopped is terminated once more",
    step: "7.2.8",
    shows: "waits-for-unstoppable",
    file,
    edits: [["    client.abandon();\n", "    client.worker.terminate();\n"]],
  },
  {
    name: "shutdown() destroys each client, and gives up nobody",
    step: "7.2.8",
    shows: "ends-without-end-all",
    file,
    edits: [[
      "      await this.endAll();\n",
      "      for (const client of this.clients) client.destroy();\n",
    ]],
  },
  {
    name: "threads are ended one after the other",
    step: "7.2.8",
    shows: "ends-in-turn",
    file,
    edits: [[
      "      await this.endAll();\n",
      `      const { stopTime } = this.#options;
      for (const client of this.clients) {
        client.destroy();
        if (!await settles(client.ended, stopTime)) this.giveUp(client);
      }
`,
    ]],
  },
  {
    name: "a thread that cannot be stopped is not named",
    step: "7.2.8",
    shows: "unstoppable-not-named",
    file,
    edits: [["Cannot stop ${client.name} as", "Cannot stop a thread as"]],
  },
  {
    name: "a thread that cannot be stopped is given up in silence",
    step: "7.2.8",
    shows: "unstoppable-not-reported",
    file,
    edits: [[
      "    this.#options.onError(\n      new Error(\n        `Cannot stop",
      "    String(\n      new Error(\n        `Cannot stop",
    ]],
  },
  {
    name: "every thread is given up at once",
    step: "7.2.8",
    shows: "gives-up-at-once",
    file,
    edits: [[
      "      await this.endAll();\n",
      "      for (const client of this.clients) this.giveUp(client);\n      await this.endAll();\n",
    ]],
  },
  {
    name: "that a thread cannot be stopped is thrown",
    step: "7.2.8",
    shows: "throws-what-it-should-report",
    file,
    edits: [[
      "    this.#options.onError(\n      new Error(\n        `Cannot stop",
      "    throw (\n      new Error(\n        `Cannot stop",
    ]],
  },
  {
    name: "a thread that cannot be stopped ends the process",
    step: "7.2.8",
    shows: "exits-the-process",
    file,
    edits: [[
      "    client.abandon();\n",
      "    client.abandon();\n    Deno.exit();\n",
    ]],
  },
  {
    name: "that a thread cannot be stopped is told as a text",
    step: "7.2.8",
    shows: "unstoppable-told-as-text",
    file,
    edits: [[
      `      new Error(
        \`Cannot stop \${client.name} as it is in an endless loop or blocked: it runs until the process ends, by Deno.exit()\`,
      ),`,
      "      `Cannot stop ${client.name} as it is in an endless loop`,",
    ]],
  },
  {
    name: "that a thread cannot be stopped is told twice",
    step: "7.2.8",
    shows: "unstoppable-told-twice",
    file,
    edits: [[
      "    client.abandon();",
      `    client.abandon();
    this.#options.onError(new Error(\`Cannot stop \${client.name}\`));`,
    ]],
  },
  {
    name: "a thread that cannot be stopped is abandoned some time later",
    step: "7.2.8",
    shows: "delays-by-timer",
    file,
    edits: [[
      "    client.abandon();",
      "    setTimeout(() => client.abandon(), 300);",
    ]],
  },
  {
    name: "cuts are looked for in `threads` when the server has finished",
    step: "7.2.8",
    shows: "cut-looked-for-late",
    file,
    edits: [
      ["for (const { name } of this.clients) {", "for (const name of []) {"],
      [
        "    await this.finished;\n    // #endregion",
        "    await this.finished;\n    this.threads.forEach((name) => onError(new Error(`Cut off ${name}`)));\n    // #endregion",
      ],
    ],
  },
  {
    name: "shutdown() waits for the time that a thread has to end",
    step: "7.2.8",
    shows: "another-time-than-grace",
    file,
    edits: [[
      "settles(this.finished, grace)",
      "settles(this.finished, this.#options.stopTime)",
    ]],
  },
];

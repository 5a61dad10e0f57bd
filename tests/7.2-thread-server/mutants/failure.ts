import type { Mutant } from "../../harness/mutant.ts";

const file = "thread_server.ts";

/** Wrong versions of isolation. */
export const failureMutants: Mutant[] = [
  {
    name: "a crash ends the program",
    step: "7.2.6",
    shows: "crash-not-prevented",
    file,
    edits: [["    event.preventDefault();\n", ""]],
  },
  {
    name: "a crash ends the program after shutdown()",
    step: "7.2.8",
    shows: "crash-after-shutdown-not-prevented",
    file,
    edits: [[
      "    event.preventDefault();\n    client.fail(\n",
      "    if (this.#stopped !== undefined) return;\n    event.preventDefault();\n    client.fail(\n",
    ]],
  },
  {
    name: "a crash lets nobody fail",
    step: "7.2.6",
    shows: "crash-fails-nobody",
    file,
    edits: [[
      "    client.fail(\n      new Error(`Uncaught error in ${client.name}: ${event.message}`),\n    );\n",
      "    void client;\n",
    ]],
  },
  {
    name: "a crash lets its client fail when that was ready",
    step: "7.2.6",
    shows: "crash-before-ready-unnoticed",
    file,
    edits: [[
      "    client.fail(\n      new Error(`Uncaught error in ${client.name}: ${event.message}`),\n    );\n",
      "    const error = new Error(`Uncaught error in ${client.name}: ${event.message}`);\n    client.ready.then(() => client.fail(error)).catch(() => {});\n",
    ]],
  },
  {
    name: "a crash is not reported",
    step: "7.2.6",
    shows: "report-without-name",
    file,
    edits: [["client.name}: ${event.message}`", "client.worker}`"]],
  },
  {
    name: "what a crash says is lost",
    step: "7.2.6",
    shows: "report-without-message",
    file,
    edits: [["client.name}: ${event.message}`", "client.name}`"]],
  },
  ...[
    ["its first colons", '.split(": ", 2)[1]'],
    ["its last colon", '.split(": ").at(-1)'],
    ["the end of a line", '.split("\\n")[0]'],
  ].map(([where, cut]): Mutant => ({
    name: `what a crash says is cut at ${where}`,
    step: "7.2.6",
    shows: "report-without-message",
    file,
    edits: [["${event.message}`", `\${event.message${cut}}\``]],
  })),
  {
    name: "a crash ends all clients",
    step: "7.2.6",
    shows: "crash-fails-all",
    file,
    edits: [[
      "    event.preventDefault();\n",
      "    event.preventDefault();\n    for (const other of this.clients) other.fail(event.message);\n",
    ]],
  },
  {
    name: "a crash ends the accepting",
    step: "7.2.6",
    shows: "crash-stops-listening",
    file,
    edits: [[
      "    event.preventDefault();\n",
      "    event.preventDefault();\n    this.stopListening();\n",
    ]],
  },
  {
    name: "the port that a thread never took is left open",
    step: "7.2.6",
    shows: "port-left-open",
    file: "given/served_client.ts",
    edits: [["    this.#port.close();\n", ""]],
  },
  {
    name: "a thread that closed itself is not noticed",
    step: "7.2.6",
    shows: "silent-end-unnoticed",
    file,
    edits: [[
      "    client.fail(new Error(`Lost ${client.name} as it closed itself`));\n",
      "    void client;\n",
    ]],
  },
  {
    name: "a thread that closed itself is not noticed after shutdown()",
    step: "7.2.8",
    shows: "silent-end-unnoticed",
    file,
    edits: [[
      "    client.fail(new Error(`Lost ${client.name} as it closed itself`));\n",
      "    if (this.#stopped !== undefined) return;\n    client.fail(new Error(`Lost ${client.name} as it closed itself`));\n",
    ]],
  },
  {
    name: "a failed client is counted as exited",
    step: "7.2.6",
    shows: "failure-counted-as-exit",
    file,
    edits: [["        this.#failed++;\n", "        this.#exited++;\n"]],
  },
  {
    name: "a crash fails with a text",
    step: "7.2.6",
    shows: "fails-with-a-text",
    file,
    edits: [[
      "      new Error(`Uncaught error in ${client.name}: ${event.message}`),",
      "      `Uncaught error in ${client.name}: ${event.message}`,",
    ]],
  },
  {
    name: "a silent end fails with a text",
    step: "7.2.6",
    shows: "fails-with-a-text",
    file,
    edits: [[
      "client.fail(new Error(`Lost ${client.name} as it closed itself`));",
      "client.fail(`Lost ${client.name} as it closed itself`);",
    ]],
  },
  {
    name: "a crash is reported twice",
    step: "7.2.6",
    shows: "reports-itself",
    file,
    edits: [[
      "    event.preventDefault();\n",
      "    event.preventDefault();\n    this.#options.onError(new Error(`Uncaught error in ${client.name}`));\n",
    ]],
  },
  {
    name: "a client that crashed is ended, and not failed",
    step: "7.2.6",
    shows: "destroys-who-has-failed",
    file,
    edits: [[
      "    client.fail(\n      new Error(`Uncaught error in ${client.name}: ${event.message}`),\n    );\n",
      "    client.destroy();\n",
    ]],
  },
  {
    name: "a client that crashed is ended before it fails",
    step: "7.2.6",
    shows: "destroys-who-has-failed",
    file,
    edits: [[
      "    event.preventDefault();\n",
      "    event.preventDefault();\n    client.destroy();\n",
    ]],
  },
  {
    name: "a client that crashed is detached at once",
    step: "7.2.6",
    shows: "destroys-who-has-failed",
    file,
    edits: [[
      "    event.preventDefault();\n",
      "    event.preventDefault();\n    this.#detach(client).catch(() => {});\n",
    ]],
  },
  {
    name: "a thread that closed itself is ended as its client fails",
    step: "7.2.6",
    shows: "destroys-who-has-failed",
    file,
    edits: [[
      "    client.fail(new Error(`Lost ${client.name} as it closed itself`));\n",
      "    client.fail(new Error(`Lost ${client.name} as it closed itself`));\n    client.destroy();\n",
    ]],
  },
  {
    name: "a crash is counted twice",
    step: "7.2.6",
    shows: "failure-counted-twice",
    file,
    edits: [[
      "    event.preventDefault();\n    client.fail(",
      "    event.preventDefault();\n    this.#failed++;\n    client.fail(",
    ]],
  },
  {
    name: "a crash removes its client",
    step: "7.2.6",
    shows: "removes-a-failed-client",
    file,
    edits: [[
      `    event.preventDefault();
    client.fail(
      new Error(\`Uncaught error in \${client.name}: \${event.message}\`),
    );`,
      `    event.preventDefault();
    client.fail(
      new Error(\`Uncaught error in \${client.name}: \${event.message}\`),
    );
    this.clients.delete(client);`,
    ]],
  },
  {
    name: "a silent end removes its client",
    step: "7.2.6",
    shows: "removes-a-failed-client",
    file,
    edits: [[
      "    client.fail(new Error(`Lost ${client.name} as it closed itself`));",
      `    client.fail(new Error(\`Lost \${client.name} as it closed itself\`));
    this.clients.delete(client);`,
    ]],
  },
  {
    name: "a crash fails its client some time later",
    step: "7.2.6",
    shows: "delays-by-timer",
    file,
    edits: [[
      `    event.preventDefault();
    client.fail(
      new Error(\`Uncaught error in \${client.name}: \${event.message}\`),
    );`,
      `    event.preventDefault();
    setTimeout(() => client.fail(new Error(\`Uncaught error in \${client.name}: \${event.message}\`)), 50);`,
    ]],
  },
  {
    name: "a silent end fails its client some time later",
    step: "7.2.6",
    shows: "delays-by-timer",
    file,
    edits: [[
      "    client.fail(new Error(`Lost ${client.name} as it closed itself`));",
      "    setTimeout(() => client.fail(new Error(`Lost ${client.name}`)), 50);",
    ]],
  },
  {
    name: "a crash fails its client with the event's error",
    step: "7.2.6",
    shows: "fails-with-nothing",
    file,
    edits: [[
      "    client.fail(\n      new Error(`Uncaught error in ${client.name}: ${event.message}`),\n    );\n",
      "    client.fail(event.error);\n",
    ]],
  },
  {
    name: "after a silent end the connection is closed",
    step: "7.2.6",
    shows: "fails-by-closing",
    file,
    edits: [[
      "    client.fail(new Error(`Lost ${client.name} as it closed itself`));\n",
      "    client.conn.close();\n",
    ]],
  },
  {
    name: "after a silent end the socket is closed",
    step: "7.2.6",
    shows: "fails-by-closing",
    file,
    edits: [[
      "    client.fail(new Error(`Lost ${client.name} as it closed itself`));\n",
      "    client.socket.close();\n",
    ]],
  },
];

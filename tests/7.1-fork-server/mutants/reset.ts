import type { Mutant } from "../../harness/mutant.ts";

const SERVER = "fork_server.ts";

/** Wrong versions of what a client's reset does to its child. */
export const resetMutants: Mutant[] = [
  {
    name: "a reset client leaves its child running",
    step: "7.1.5",
    shows: "leaves-the-child-running",
    file: SERVER,
    edits: [[
      `    connection.input.abort().catch(() => {});
    connection.kill("SIGTERM");`,
      "    void connection;",
    ]],
  },
  {
    name: "a reset client's child is not asked to stop",
    step: "7.1.5",
    shows: "never-asks-the-child-to-end",
    file: SERVER,
    edits: [['    connection.kill("SIGTERM");\n', ""]],
  },
  {
    name: "a reset client's child is killed, and has no last words",
    step: "7.1.5",
    shows: "kills-without-asking",
    file: SERVER,
    edits: [[
      '    connection.kill("SIGTERM");',
      '    connection.kill("SIGKILL");',
    ]],
  },
  {
    name: "a reset client's child waits for its input",
    step: "7.1.5",
    shows: "leaves-the-child-its-input",
    file: SERVER,
    edits: [["    connection.input.abort().catch(() => {});\n", ""]],
  },
  {
    name: "a child that takes no input loses its client",
    step: "7.1.5",
    shows: "drops-last-words",
    file: SERVER,
    edits: [[
      '    connection.kill("SIGTERM");',
      '    connection.hangUp();\n    connection.kill("SIGTERM");',
    ]],
  },
  {
    name: "what a child still writes is thrown away when it takes no input",
    step: "7.1.5",
    shows: "gives-up-the-output",
    file: SERVER,
    edits: [[
      "    connection.input.abort().catch(() => {});",
      "    connection.input.abort().catch(() => {});\n    connection.output.cancel().catch(() => {});",
    ]],
  },
  {
    name: "a child that has gone is sent SIGTERM, which throws",
    step: "7.1.5",
    shows: "lets-an-error-escape",
    file: SERVER,
    edits: [['connection.kill("SIGTERM")', 'connection.child.kill("SIGTERM")']],
  },
  {
    name: "SIGTERM is sent when the input is broken off",
    step: "7.1.5",
    shows: "waits-for-the-pipe-before-it-asks",
    file: SERVER,
    edits: [[
      'connection.input.abort().catch(() => {});\n    connection.kill("SIGTERM");',
      'connection.input.abort().catch(() => {})\n      .then(() => connection.kill("SIGTERM"));',
    ]],
  },
  {
    name: "a reset client's error goes uncaught",
    step: "7.1.5",
    shows: "lets-an-error-escape",
    file: SERVER,
    edits: [[
      "    connection.input.abort().catch(() => {});",
      "    void connection.input.close();",
    ]],
  },
  {
    name: "an error of a read from the client is taken for its end",
    step: "7.1.5",
    shows: "hides-a-broken-connection",
    file: SERVER,
    edits: [[
      "await conn.read(buffer);",
      "await conn.read(buffer).catch(() => null);",
    ]],
  },
  {
    name: "SIGKILL follows by a timer on a reset client's SIGTERM",
    step: "7.1.5",
    shows: "leaves-a-timer",
    file: SERVER,
    edits: [[
      '    connection.kill("SIGTERM");',
      `    connection.kill("SIGTERM");
    setTimeout(() => connection.kill("SIGKILL"), 5_000);`,
    ]],
  },
  {
    name: "SIGTERM is sent to whoever has the child's process id now",
    step: "7.1.5",
    shows: "lets-an-error-escape",
    file: SERVER,
    edits: [[
      'connection.kill("SIGTERM")',
      'Deno.kill(connection.child.pid, "SIGTERM")',
    ]],
  },
  {
    name: "a reset client's child gets SIGINT",
    step: "7.1.5",
    shows: "sends-another-signal",
    file: SERVER,
    edits: [['connection.kill("SIGTERM")', 'connection.kill("SIGINT")']],
  },
  {
    name: "a reset client ends the oldest child",
    step: "7.1.5",
    shows: "a-reset-hurts-others",
    file: SERVER,
    edits: [[
      '    connection.kill("SIGTERM");',
      '    [...this.#children.values()][0]?.kill("SIGTERM");',
    ]],
  },
  {
    name: "a reset client stops the server",
    step: "7.1.5",
    shows: "one-reset-stops-the-server",
    file: SERVER,
    edits: [[
      '    connection.kill("SIGTERM");',
      `    connection.kill("SIGTERM");
    this.stopListening();`,
    ]],
  },
  {
    name: "a reset client's child gets SIGTERM some time later",
    step: "7.1.5",
    shows: "dismisses-by-timer",
    file: SERVER,
    edits: [[
      '    connection.kill("SIGTERM");',
      '    setTimeout(() => connection.kill("SIGTERM"), 100);',
    ]],
  },
  {
    name: "a reset client's child gets SIGTERM after the grace",
    step: "7.1.5",
    shows: "dismisses-by-timer",
    file: SERVER,
    edits: [[
      '    connection.kill("SIGTERM");',
      '    setTimeout(() => connection.kill("SIGTERM"), this.#options.grace);',
    ]],
  },
  {
    name: "only the first client that resets has its child dismissed",
    step: "7.1.5",
    shows: "dismisses-once",
    file: SERVER,
    edits: [[
      "    connection.input.abort().catch(() => {});",
      `    if (this.#dismissed) return;
    this.#dismissed = true;
    connection.input.abort().catch(() => {});`,
    ], ["  #failed = 0;", "  #failed = 0;\n  #dismissed = false;"]],
  },
  {
    name: "a client's reset counts as a failed child",
    step: "7.1.5",
    shows: "counts-a-reset-as-an-end",
    file: SERVER,
    edits: [[
      "    connection.input.abort().catch(() => {});",
      "    this.#failed++;\n    connection.input.abort().catch(() => {});",
    ]],
  },
  {
    name: "a reset client's connection leaves the list before its end",
    step: "7.1.5",
    shows: "forgets-who-has-not-ended",
    file: SERVER,
    edits: [[
      '    connection.kill("SIGTERM");',
      '    connection.kill("SIGTERM");\n    this.connections.delete(connection);',
    ]],
  },
  {
    name: "a reset client's child leaves the list when it is asked to end",
    step: "7.1.5",
    shows: "leaves-a-child-out",
    file: SERVER,
    edits: [[
      '    connection.kill("SIGTERM");',
      '    connection.kill("SIGTERM");\n    this.#children.delete(connection.child.pid);',
    ]],
  },
  {
    name: "a child leaves the list when reading from its client has failed",
    step: "7.1.5",
    shows: "leaves-a-child-out",
    file: SERVER,
    edits: [
      ["#upstream({ conn, input }", "#upstream({ conn, input, child }"],
      [
        "await conn.read(buffer);",
        `await conn.read(buffer).catch((error) => {
        this.#children.delete(child.pid);
        throw error;
      });`,
      ],
    ],
  },
  {
    name: "a reset client's child is ended by endWithin()",
    step: "7.1.5",
    shows: "dismisses-by-timer",
    file: SERVER,
    edits: [[
      '    connection.kill("SIGTERM");',
      `    void endWithin(0, connection.child.status, {
      terminate: () => connection.kill("SIGTERM"),
      kill: () => connection.kill("SIGKILL"),
    });`,
    ]],
  },
  {
    name: "half-closes the socket of a child that takes no input",
    step: "7.1.5",
    shows: "closes-the-way-of-last-words",
    file: SERVER,
    edits: [[
      '    connection.kill("SIGTERM");',
      '    connection.conn.closeWrite().catch(() => {});\n    connection.kill("SIGTERM");',
    ]],
  },
  {
    name: "breaks off the child's stdin itself, which has a writer",
    step: "7.1.5",
    shows: "uses-a-locked-stream",
    file: SERVER,
    edits: [[
      "    connection.input.abort().catch(() => {});",
      "    void connection.child.stdin.abort();",
    ]],
  },
];

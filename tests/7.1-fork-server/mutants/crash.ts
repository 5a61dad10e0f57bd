import type { Mutant } from "../../harness/mutant.ts";

const SERVER = "fork_server.ts";

/** Wrong versions of what a child's crash does to its client. */
export const crashMutants: Mutant[] = [
  {
    name: "half-closes where the child has ended",
    step: "7.1.5",
    shows: "leaves-the-socket-half-open",
    file: SERVER,
    edits: [["    connection.hangUp();", "    void connection;"]],
  },
  {
    name: "hangs up on all whose child has ended",
    step: "7.1.5",
    shows: "hurts-other-clients",
    file: SERVER,
    edits: [[
      "    connection.hangUp();",
      `    connection.hangUp();
    this.connections.forEach((other) => {
      if (!this.#children.has(other.child.pid)) other.hangUp();
    });`,
    ]],
  },
  {
    name: "a crash stops the server",
    step: "7.1.5",
    shows: "one-crash-stops-the-server",
    file: SERVER,
    edits: [[
      "    connection.hangUp();",
      "    connection.hangUp();\n    this.stopListening();",
    ]],
  },
  {
    name: "the child's stdin is closed when writing to it has failed, too",
    step: "7.1.5",
    shows: "ends-a-broken-input",
    file: SERVER,
    edits: [[
      `    for (;;) {
      const length = await conn.read(buffer);
      if (length === null) break;
      await input.write(buffer.subarray(0, length));
    }
    await input.close();`,
      `    try {
      for (;;) {
        const length = await conn.read(buffer);
        if (length === null) break;
        await input.write(buffer.subarray(0, length));
      }
    } finally {
      await input.close();
    }`,
    ]],
  },
  {
    name: "an error of a write to the client is hidden",
    step: "7.1.5",
    shows: "hides-a-failed-answer",
    file: SERVER,
    edits: [[
      "sent += await conn.write(value.subarray(sent));",
      "sent += await conn.write(value.subarray(sent)).catch(() => value.length);",
    ]],
  },
  {
    name: "an error of a write to the child is hidden",
    step: "7.1.5",
    shows: "hides-a-refused-write",
    file: SERVER,
    edits: [[
      "await input.write(buffer.subarray(0, length));",
      "await input.write(buffer.subarray(0, length)).catch(() => {});",
    ]],
  },
  {
    name: "a crash closes the oldest connection",
    step: "7.1.5",
    shows: "hurts-other-clients",
    file: SERVER,
    edits: [[
      "    connection.hangUp();",
      `    [...this.connections][0]?.hangUp();
    void connection;`,
    ]],
  },
  {
    name: "closes the socket by hand, and reports that reading has failed",
    step: "7.1.5",
    shows: "reports-its-own-hanging-up",
    file: SERVER,
    edits: [[
      "    connection.hangUp();",
      "    try {\n      connection.conn.close();\n    } catch {\n      // It was closed before.\n    }",
    ]],
  },
  {
    name: "the children of all servers are in one list",
    step: "7.1.4",
    shows: "servers-share-what-they-count",
    file: SERVER,
    edits: [[
      "  readonly #children = new Map<number, Deno.ChildProcess>();",
      "  static readonly #all = new Map<number, Deno.ChildProcess>();\n  readonly #children = ForkingServer.#all;",
    ]],
  },
  {
    name: "closes a socket that may be closed already",
    step: "7.1.5",
    shows: "closes-what-is-closed",
    file: SERVER,
    edits: [[
      "connection.hangUp()",
      "connection.over = true;\n    connection.conn.close()",
    ]],
  },
  {
    name: "closes the writing side, and hangs up when that has settled",
    step: "7.1.5",
    shows: "closes-what-is-closed",
    file: SERVER,
    edits: [[
      "connection.hangUp()",
      "connection.conn.closeWrite().finally(() => connection.hangUp())",
    ]],
  },
  {
    name: "a crash ends the server",
    step: "7.1.5",
    shows: "hurts-other-clients",
    file: SERVER,
    edits: [[
      "    connection.hangUp();",
      `    void this.close();
    void connection;`,
    ]],
  },
  {
    name: "hangs up a second later",
    step: "7.1.5",
    shows: "delays-by-timer",
    file: SERVER,
    edits: [[
      "    connection.hangUp();",
      "    setTimeout(() => connection.hangUp(), 1000);",
    ]],
  },
  {
    name: "hangs up on the child",
    step: "7.1.5",
    shows: "leaves-the-socket-half-open",
    file: SERVER,
    edits: [[
      "    connection.hangUp();",
      "    connection.input.abort().catch(() => {});",
    ]],
  },
  {
    name: "half-closes where the child has crashed",
    step: "7.1.5",
    shows: "asks-how-the-child-ended",
    file: SERVER,
    edits: [[
      "    connection.hangUp();",
      "    void connection.child.status.then(({ success }) => success && connection.hangUp());",
    ]],
  },
  {
    name: "half-closes where the child has ended well",
    step: "7.1.5",
    shows: "asks-how-the-child-ended",
    file: SERVER,
    edits: [[
      "    connection.hangUp();",
      "    void connection.child.status.then(({ success }) => success || connection.hangUp());",
    ]],
  },
  {
    name: "hanging up takes a connection off the list",
    step: "7.1.5",
    shows: "forgets-who-has-not-ended",
    file: SERVER,
    edits: [[
      "    connection.hangUp();",
      "    connection.hangUp();\n    this.connections.delete(connection);",
    ]],
  },
];

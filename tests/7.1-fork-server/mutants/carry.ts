import type { Mutant } from "../../harness/mutant.ts";

const SERVER = "fork_server.ts";
const WRITE_ALL = `      for (let sent = 0; sent < value.length;) {
        sent += await conn.write(value.subarray(sent));
      }`;
const UPSTREAM = `    for (;;) {
      const length = await conn.read(buffer);
      if (length === null) break;
      await input.write(buffer.subarray(0, length));
    }
    await input.close();`;

/** Wrong versions of the two directions, and of what isolates clients. */
export const carryMutants: Mutant[] = [
  {
    name: "one child for all clients",
    step: "7.1.2",
    shows: "shares-a-child",
    file: SERVER,
    edits: [[
      "    return new Deno.Command(Deno.execPath(), {",
      `    const [first] = this.#children.values();
    if (first !== undefined) return first;
    return new Deno.Command(Deno.execPath(), {`,
    ]],
  },
  {
    name: "short write to the client ignored",
    step: "7.1.3",
    shows: "ignores-short-writes",
    file: SERVER,
    edits: [[WRITE_ALL, "      await conn.write(value);"]],
  },
  {
    name: "writes to the client are not awaited",
    step: "7.1.3",
    shows: "writes-without-waiting",
    file: SERVER,
    edits: [[WRITE_ALL, "      conn.write(value).catch(() => {});"]],
  },
  {
    name: "writes to the child are not awaited",
    step: "7.1.3",
    shows: "writes-without-waiting",
    file: SERVER,
    edits: [[
      "      await input.write(buffer.subarray(0, length));",
      "      input.write(buffer.slice(0, length)).catch(() => {});",
    ]],
  },
  {
    name: "pipeTo from conn.readable, which loses data at a half-close",
    step: "7.1.3",
    shows: "closes-both-directions",
    file: SERVER,
    edits: [[
      UPSTREAM,
      `    void buffer;
    await conn.readable.pipeTo(
      new WritableStream({
        write: (bytes) => input.write(bytes),
        close: () => input.close(),
      }),
    );`,
    ]],
  },
  {
    name: "closes the whole connection when the client half-closes",
    step: "7.1.3",
    shows: "closes-both-directions",
    file: SERVER,
    edits: [[
      "    await input.close();",
      "    await input.close();\n    conn.close();",
    ]],
  },
  {
    name: "the child never sees the end of the input",
    step: "7.1.3",
    shows: "keeps-the-end-of-input",
    file: SERVER,
    edits: [["    await input.close();\n", ""]],
  },
  {
    name: "one byte from the client is taken for nothing",
    step: "7.1.3",
    shows: "drops-small-pieces",
    file: SERVER,
    edits: [[
      "await input.write(buffer.subarray(0, length));",
      "if (length > 1) await input.write(buffer.subarray(0, length));",
    ]],
  },
  {
    name: "reads on while the last piece is written",
    step: "7.1.3",
    shows: "overwrites-what-it-writes",
    file: SERVER,
    edits: [[
      "      await input.write(buffer.subarray(0, length));",
      "      await last;\n      last = input.write(buffer.subarray(0, length));",
    ], [
      "    await input.close();",
      "    await last;\n    await input.close();",
    ], [
      "    const buffer = new Uint8Array(64 * 1024);\n",
      "    const buffer = new Uint8Array(64 * 1024);\n    let last = Promise.resolve();\n",
    ]],
  },
  {
    name: "the whole buffer goes to the child",
    step: "7.1.3",
    shows: "sends-stale-bytes",
    file: SERVER,
    edits: [[
      "await input.write(buffer.subarray(0, length));",
      "await input.write(buffer);",
    ]],
  },
  {
    name: "carries the first piece only",
    step: "7.1.3",
    shows: "carries-one-piece",
    file: SERVER,
    edits: [[
      "      await input.write(buffer.subarray(0, length));",
      "      await input.write(buffer.subarray(0, length));\n      break;",
    ]],
  },
  {
    name: "the writing side is left open after the child's stdout",
    step: "7.1.3",
    shows: "keeps-the-end-of-stdout",
    file: SERVER,
    edits: [["    await conn.closeWrite();\n", ""]],
  },
  {
    name: "both sides are closed after the child's stdout",
    step: "7.1.3",
    shows: "closes-both-directions",
    file: SERVER,
    edits: [["    await conn.closeWrite();", "    conn.close();"]],
  },
  {
    name: "closes the client's side and not the child's stdin",
    step: "7.1.3",
    shows: "keeps-the-end-of-input",
    file: SERVER,
    edits: [["    await input.close();", "    await conn.closeWrite();"]],
  },
  {
    name: "half-closes where the child has ended",
    step: "7.1.5",
    shows: "leaves-the-socket-half-open",
    file: SERVER,
    edits: [["    connection.hangUp();", "    void connection;"]],
  },
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
    name: "a reset client ends every child",
    step: "7.1.5",
    shows: "hurts-other-clients",
    file: SERVER,
    edits: [[
      '    connection.kill("SIGTERM");',
      '    for (const c of this.connections) c.kill("SIGTERM");\n    void connection;',
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
    name: "a crash closes every connection",
    step: "7.1.5",
    shows: "hurts-other-clients",
    file: SERVER,
    edits: [[
      "    connection.hangUp();",
      "    for (const c of this.connections) c.hangUp();\n    void connection;",
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
    name: "stderr is a pipe that nobody reads",
    step: "7.1.2",
    shows: "leaves-stderr-unread",
    file: SERVER,
    edits: [['      stderr: "inherit",', '      stderr: "piped",']],
  },
];

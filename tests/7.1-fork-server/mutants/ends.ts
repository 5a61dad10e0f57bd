import type { Mutant } from "../../harness/mutant.ts";

const SERVER = "fork_server.ts";

/** Wrong versions of what happens at the end of a direction, or of the buffer. */
export const endMutants: Mutant[] = [
  {
    name: "parts of a piece are written to the client side by side",
    step: "7.1.3",
    shows: "writes-side-by-side",
    file: "fork_server.ts",
    edits: [
      [
        `      for (let sent = 0; sent < value.length;) {
        sent += await conn.write(value.subarray(sent));
      }`,
        `      const parts: Uint8Array[] = [];
      for (let start = 0; start < value.length; start += 16 * 1024) {
        parts.push(value.subarray(start, start + 16 * 1024));
      }
      await Promise.all(parts.map(async (part) => {
        for (let sent = 0; sent < part.length;) {
          sent += await conn.write(part.subarray(sent));
        }
      }));`,
      ],
    ],
  },
  {
    name: "goes on writing to a client when a piece is written",
    step: "7.1.3",
    shows: "writes-nothing-for-ever",
    file: "fork_server.ts",
    edits: [["sent < value.length;", "sent <= value.length;"]],
  },
  {
    name: "a child is asked to stop when its client has sent everything",
    step: "7.1.3",
    shows: "signals-the-child",
    file: SERVER,
    edits: [
      [
        "async #upstream({ conn, input }: Connection): Promise<void> {",
        `async #upstream(connection: Connection): Promise<void> {
    const { conn, input } = connection;`,
      ],
      [
        "    await input.close();\n",
        '    await input.close();\n    connection.kill("SIGTERM");\n',
      ],
    ],
  },
  {
    name: "a child is killed when its client has sent everything",
    step: "7.1.3",
    shows: "signals-the-child",
    file: SERVER,
    edits: [
      [
        "async #upstream({ conn, input }:",
        "async #upstream({ conn, input, child }:",
      ],
      ["    await input.close();\n", '    child.kill("SIGKILL");\n'],
    ],
  },
  {
    name: "a child is asked to stop when its stdout has ended",
    step: "7.1.3",
    shows: "signals-the-child",
    file: SERVER,
    edits: [
      [
        "async #downstream({ conn, output }:",
        "async #downstream({ conn, output, child }:",
      ],
      [
        "    await conn.closeWrite();\n",
        `    await conn.closeWrite();
    try {
      child.kill();
    } catch {
      // It has ended.
    }
`,
      ],
    ],
  },
  {
    name: "reads behind the last piece, and at the buffer's end nothing",
    step: "7.1.3",
    shows: "reads-into-nothing",
    file: SERVER,
    edits: [[
      `    for (;;) {
      const length = await conn.read(buffer);
      if (length === null) break;
      await input.write(buffer.subarray(0, length));`,
      `    let start = 0;
    for (;;) {
      if (start > buffer.length) start = 0;
      const length = await conn.read(buffer.subarray(start));
      if (length === null) break;
      await input.write(buffer.subarray(start, start + length));
      start += length;`,
    ]],
  },
];

import type { Mutant } from "../../harness/mutant.ts";

const SERVER = "fork_server.ts";
const UPSTREAM = `    for (;;) {
      const length = await conn.read(buffer);
      if (length === null) break;
      await input.write(buffer.subarray(0, length));
    }
    await input.close();`;

/** Wrong versions of the way from the client to its child. */
export const toChildMutants: Mutant[] = [
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
    name: "the child's input is released, and not closed",
    step: "7.1.3",
    shows: "keeps-the-end-of-input",
    file: SERVER,
    edits: [["    await input.close();\n", "    input.releaseLock();\n"]],
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
    name: "closes the client's side and not the child's stdin",
    step: "7.1.3",
    shows: "closes-the-way-back",
    file: SERVER,
    edits: [["    await input.close();", "    await conn.closeWrite();"]],
  },
  {
    name: "one buffer for all clients",
    step: "7.1.3",
    shows: "shares-a-buffer",
    file: SERVER,
    edits: [[
      `      const length = await conn.read(buffer);
      if (length === null) break;
      await input.write(buffer.subarray(0, length));
    }
    await input.close();`,
      `      const length = await conn.read(this.#buffer);
      if (length === null) break;
      await input.write(this.#buffer.subarray(0, length));
    }
    await input.close();
    void buffer;`,
    ], [
      `  #accepted = 0;
`,
      `  #accepted = 0;
  readonly #buffer = new Uint8Array(64 * 1024);
`,
    ]],
  },
  {
    name: "closes the client's side and the child's stdin",
    step: "7.1.3",
    shows: "closes-the-way-back",
    file: SERVER,
    edits: [[
      "await input.close();",
      `await input.close();
    await conn.closeWrite();`,
    ]],
  },
  {
    name: "a client's piece goes to the child when the next one has come",
    step: "7.1.3",
    shows: "is-a-piece-behind",
    file: SERVER,
    edits: [[
      `    for (;;) {
      const length = await conn.read(buffer);
      if (length === null) break;
      await input.write(buffer.subarray(0, length));`,
      `    let last: Uint8Array<ArrayBuffer> | undefined;
    for (;;) {
      const length = await conn.read(buffer);
      if (last) await input.write(last);
      if (length === null) break;
      last = buffer.slice(0, length);`,
    ]],
  },
  {
    name: "writes to the child are not awaited, and share the buffer",
    step: "7.1.3",
    shows: "overwrites-what-it-writes",
    file: SERVER,
    edits: [["await input.write(buffer", "void input.write(buffer"]],
  },
  {
    name: "the child hears of the end by a timer",
    step: "7.1.3",
    shows: "delays-by-timer",
    file: SERVER,
    edits: [[
      "    await input.close();",
      "    setTimeout(() => void input.close(), 100);",
    ]],
  },
  {
    name: "a client that ends before it sends anything has no end",
    step: "7.1.3",
    shows: "keeps-the-end-of-input",
    file: SERVER,
    edits: [[
      `    for (;;) {
      const length = await conn.read(buffer);
      if (length === null) break;`,
      `    for (let first = true;; first = false) {
      const length = await conn.read(buffer);
      if (length === null && first) return;
      if (length === null) break;`,
    ]],
  },
  {
    name: "the child's stdin ends with its stdout",
    step: "7.1.3",
    shows: "ends-the-input-with-the-output",
    file: SERVER,
    edits: [[
      "    await conn.closeWrite();",
      `    await conn.closeWrite();
    const mine = [...this.connections].find((it) => it.conn === conn);
    await mine?.input.close().catch(() => {});`,
    ]],
  },
  {
    name: "closes the child's stdin itself, which has a writer",
    step: "7.1.3",
    shows: "uses-a-locked-stream",
    file: SERVER,
    edits: [[
      "#upstream({ conn, input }: Connection)",
      "#upstream({ conn, input, child }: Connection)",
    ], ["    await input.close();", "    await child.stdin.close();"]],
  },
];

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

/** Wrong versions of the two directions. */
export const carryMutants: Mutant[] = [
  {
    name: "the last byte of each piece of output stays behind",
    step: "7.1.3",
    shows: "drops-small-pieces",
    file: "fork_server.ts",
    edits: [["sent < value.length;", "sent < value.length - 1;"]],
  },
  {
    name: "writes to the client are not awaited",
    step: "7.1.3",
    shows: "writes-side-by-side",
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
    shows: "closes-what-the-client-sends",
    file: SERVER,
    edits: [["    await conn.closeWrite();", "    conn.close();"]],
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
    name: "a second short write to the client is ignored",
    step: "7.1.3",
    shows: "ignores-short-writes",
    file: SERVER,
    edits: [[
      `      for (let sent = 0; sent < value.length;) {
        sent += await conn.write(value.subarray(sent));
      }`,
      `      const sent = await conn.write(value);
      if (sent < value.length) await conn.write(value.subarray(sent));`,
    ]],
  },
  {
    name: "forgets what it has written to the client before the last write",
    step: "7.1.3",
    shows: "repeats-what-was-taken",
    file: SERVER,
    edits: [["sent += await conn", "sent = await conn"]],
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
    name: "the child's answers are collected until its stdout ends",
    step: "7.1.3",
    shows: "answers-at-the-end",
    file: SERVER,
    edits: [[
      `    for (;;) {
      const { done, value } = await output.read();
      if (done) break;`,
      `    const parts = [];
    for (;;) {
      const { done, value } = await output.read();
      if (done) break;
      parts.push(value);
    }
    for (const value of parts) {`,
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
    name: "each piece comes to the client a moment later",
    step: "7.1.3",
    shows: "delays-by-timer",
    file: SERVER,
    edits: [[
      `      for (let sent = 0; sent < value.length;) {
        sent += await conn.write(value.subarray(sent));
      }`,
      `      await new Promise((resolve) => setTimeout(resolve, 10));
      for (let sent = 0; sent < value.length;) {
        sent += await conn.write(value.subarray(sent));
      }`,
    ]],
  },
  {
    name: "the client hears of the end a moment later",
    step: "7.1.3",
    shows: "delays-by-timer",
    file: SERVER,
    edits: [[
      "    await conn.closeWrite();",
      `    await new Promise((resolve) => setTimeout(resolve, 200));
    await conn.closeWrite();`,
    ]],
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
    name: "nobody waits for the end of closeWrite()",
    step: "7.1.3",
    shows: "close-write-not-awaited",
    file: SERVER,
    edits: [["    await conn.closeWrite();", "    void conn.closeWrite();"]],
  },
  {
    name: "how much was sent is not set back for the next piece",
    step: "7.1.3",
    shows: "goes-on-where-the-last-ended",
    file: "fork_server.ts",
    edits: [[
      `    for (;;) {
      const { done, value } = await output.read();
      if (done) break;
      for (let sent = 0; sent < value.length;) {`,
      `    let sent = 0;
    for (;;) {
      const { done, value } = await output.read();
      if (done) break;
      while (sent < value.length) {`,
    ]],
  },
  {
    name: "what lies behind a piece in its buffer is sent, too",
    step: "7.1.3",
    shows: "sends-more-than-the-piece",
    file: SERVER,
    edits: [[
      `      for (let sent = 0; sent < value.length;) {
        sent += await conn.write(value.subarray(sent));
      }`,
      `      let rest: Uint8Array = value;
      while (rest.length > 0) {
        const n = await conn.write(rest);
        rest = new Uint8Array(rest.buffer, rest.byteOffset + n);
      }`,
    ]],
  },
  {
    name: "a stdout that ends before anything has come has no end",
    step: "7.1.3",
    shows: "keeps-the-end-of-stdout",
    file: SERVER,
    edits: [[
      `    for (;;) {
      const { done, value } = await output.read();
      if (done) break;`,
      `    for (let first = true;; first = false) {
      const { done, value } = await output.read();
      if (done && first) return;
      if (done) break;`,
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
    name: "a writer of conn.writable closes more than that side",
    step: "7.1.3",
    shows: "closes-what-the-client-sends",
    file: SERVER,
    edits: [[
      "    await conn.closeWrite();",
      "    await conn.writable.close();",
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
  {
    name: "takes a second reader of the child's stdout",
    step: "7.1.3",
    shows: "uses-a-locked-stream",
    file: SERVER,
    edits: [[
      "#downstream({ conn, output }: Connection)",
      "#downstream({ conn, child }: Connection)",
    ], [
      `    for (;;) {
      const { done, value } = await output.read();
      if (done) break;`,
      "    for await (const value of child.stdout) {",
    ]],
  },
];

import type { Mutant } from "../../harness/mutant.ts";

const SERVER = "fork_server.ts";
const WRITE_ALL = `      for (let sent = 0; sent < value.length;) {
        sent += await conn.write(value.subarray(sent));
      }`;

/** Wrong versions of the way from the child to its client. */
export const toClientMutants: Mutant[] = [
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
    name: "the rest for the client ends where a length would",
    step: "7.1.3",
    shows: "leaves-nothing-of-the-rest",
    file: SERVER,
    edits: [[
      "value.subarray(sent)",
      "value.subarray(sent, value.length - sent)",
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
    name: "hangs up some time after the end of the child's stdout",
    step: "7.1.3",
    shows: "lingers-by-timer",
    file: SERVER,
    edits: [
      ["#downstream({ conn, output }", "#downstream({ conn, output, child }"],
      [
        "    await conn.closeWrite();",
        `    await conn.closeWrite();
    setTimeout(() => {
      for (const one of this.connections) if (one.child === child) one.hangUp();
    }, 500);`,
      ],
    ],
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
  {
    name: "a client that takes nothing for a second is cut off",
    step: "7.1.2",
    shows: "delays-by-timer",
    file: SERVER,
    edits: [[
      'import { endWithin } from "./stop.ts";',
      'import { endWithin } from "./stop.ts";\nimport { settles } from "../given/lifetime.ts";',
    ], [
      "        sent += await conn.write(value.subarray(sent));",
      `        const writing = conn.write(value.subarray(sent));
        if (!await settles(writing, 1_000)) {
          throw new Deno.errors.TimedOut("The client does not read");
        }
        sent += await writing;`,
    ]],
  },
];

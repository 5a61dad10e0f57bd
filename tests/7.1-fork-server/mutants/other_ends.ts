import type { Mutant } from "../../harness/mutant.ts";

const SERVER = "fork_server.ts";

/** Wrong versions that take an end for another one, or come to it late. */
export const otherEndMutants: Mutant[] = [
  {
    name: "only the first of all children whose clients reset is sent SIGTERM",
    step: "7.1.5",
    shows: "dismisses-once",
    file: "fork_server.ts",
    edits: [
      [
        "class ForkingServer extends",
        "let dismissed = false;\n\nclass ForkingServer extends",
      ],
      [
        '    connection.kill("SIGTERM");',
        `    if (dismissed) return;
    dismissed = true;
    connection.kill("SIGTERM");`,
      ],
    ],
  },
  {
    name: "the reader of the child's stdout is given back after an error",
    step: "7.1.5",
    shows: "gives-a-pipe-back",
    file: SERVER,
    edits: [
      [
        "    for (;;) {\n      const { done, value }",
        "    try {\n    for (;;) {\n      const { done, value }",
      ],
      [
        "    await conn.closeWrite();",
        "    await conn.closeWrite();\n    } finally {\n      output.releaseLock();\n    }",
      ],
    ],
  },
  {
    name: "the writer of the child's stdin is given back after an error",
    step: "7.1.5",
    shows: "gives-a-pipe-back",
    file: SERVER,
    edits: [
      [
        "    for (;;) {\n      const length",
        "    try {\n    for (;;) {\n      const length",
      ],
      [
        "    await input.close();",
        "    await input.close();\n    } finally {\n      input.releaseLock();\n    }",
      ],
    ],
  },
  {
    name: "a dismissed child's stdin is given back and not ended",
    step: "7.1.5",
    shows: "leaves-the-child-its-input",
    file: SERVER,
    edits: [[
      "    connection.input.abort().catch(() => {});",
      "    connection.input.releaseLock();",
    ]],
  },
  {
    name: "the client is hung up on when a dismissed child has ended",
    step: "7.1.5",
    shows: "drops-last-words",
    file: SERVER,
    edits: [[
      '    connection.kill("SIGTERM");\n',
      '    connection.kill("SIGTERM");\n    void connection.child.status.then(() => connection.hangUp());\n',
    ]],
  },
  {
    name: "reads ahead while a write waits, and looks at that read later",
    step: "7.1.3",
    shows: "leaves-a-read-unheard",
    file: SERVER,
    edits: [[
      `    for (;;) {
      const length = await conn.read(buffer);
      if (length === null) break;
      await input.write(buffer.subarray(0, length));
    }`,
      `    let [current, other] = [buffer, new Uint8Array(buffer.length)];
    let length = await conn.read(current);
    while (length !== null) {
      const next = conn.read(other);
      await input.write(current.subarray(0, length));
      [current, other] = [other, current];
      length = await next;
    }`,
    ]],
  },
  {
    name: "reads ahead while a write waits, and looks at that write later",
    step: "7.1.3",
    shows: "leaves-a-write-unheard",
    file: SERVER,
    edits: [[
      `      const length = await conn.read(buffer);
      if (length === null) break;
      await input.write(buffer.subarray(0, length));
    }`,
      `      const length = await conn.read(current);
      await taken;
      if (length === null) break;
      taken = input.write(current.subarray(0, length));
      [current, other] = [other, current];
    }`,
    ], [
      "    for (;;) {\n      const length = await conn.read(current);",
      "    let [current, other] = [buffer, new Uint8Array(buffer.length)];\n    let taken = Promise.resolve();\n    for (;;) {\n      const length = await conn.read(current);",
    ]],
  },
  {
    name: "a child whose pipe is broken is not asked to stop",
    step: "7.1.5",
    shows: "takes-a-broken-pipe-for-an-end",
    file: SERVER,
    edits: [[
      "    connection.input.abort().catch(() => {});",
      "    if (connection.input.desiredSize === null) return;\n    connection.input.abort().catch(() => {});",
    ]],
  },
  {
    name: "hangs up after the grace",
    step: "7.1.5",
    shows: "delays-by-timer",
    file: SERVER,
    edits: [[
      "    connection.hangUp();",
      "    setTimeout(() => connection.hangUp(), this.#options.grace);",
    ]],
  },
  {
    name: "takes an exit code of 0 for none",
    step: "7.1.4",
    shows: "exchanges-success-and-failure",
    file: SERVER,
    edits: [
      ["const { success } = await", "const { code } = await"],
      ["if (success) this.#exited++", "if (code) this.#exited++"],
    ],
  },
  {
    name: "counts all ends as failures",
    step: "7.1.4",
    shows: "takes-a-success-for-a-failure",
    file: SERVER,
    edits: [[
      "if (success) this.#exited++;\n    else this.#failed++;",
      "void success;\n    this.#failed++;",
    ]],
  },
  {
    name: "waits for room as long as the grace at most",
    step: "7.1.6",
    shows: "delays-by-timer",
    file: SERVER,
    edits: [[
      'import { endWithin } from "./stop.ts";',
      'import { endWithin } from "./stop.ts";\nimport { settles } from "../given/lifetime.ts";',
    ], [
      "await this.oneEnds();",
      "if (!await settles(this.oneEnds(), this.#options.grace)) return;",
    ]],
  },
];

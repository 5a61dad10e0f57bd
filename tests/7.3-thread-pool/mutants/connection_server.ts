import type { Mutant } from "../../harness/mutant.ts";

/** Wrong versions of the server that gives a thread each connection. */
export const connectionServerMutants: Mutant[] = [
  {
    name: "a connection waits for its first byte before it comes to the pool",
    step: "7.3.9",
    shows: "waits-for-the-first-byte",
    file: "connection_server.ts",
    edits: [[
      "    const task = this.pool.submit(channel.number)",
      "    const first = new Uint8Array(16 * 1024);\n    const length = await conn.read(first);\n    if (length === null) channel.input.end();\n    else await channel.input.writeAsync(first.subarray(0, length));\n    const task = this.pool.submit(channel.number)",
    ]],
  },
  {
    name: "the channel is given away before the client has sent its last byte",
    step: "7.3.9",
    shows: "gives-the-channel-away-too-soon",
    file: "connection_server.ts",
    edits: [[
      "      hangUp(conn);\n      channel.close();\n      await up;\n",
      "      void up;\n",
    ]],
  },
  {
    name: "waits for both directions and not for the task",
    step: "7.3.9",
    shows: "leaves-the-handler-behind",
    file: "connection_server.ts",
    edits: [[
      "    try {\n      await task;\n    } finally {\n      await down;\n      hangUp(conn);\n      channel.close();\n      await up;\n    }\n",
      "    let failed: unknown;\n    task.catch((error) => failed = error);\n    await down;\n    hangUp(conn);\n    channel.close();\n    await up;\n    if (failed !== undefined) throw failed;\n",
    ]],
  },
  {
    name: "waits for the task until the client is gone",
    step: "7.3.9",
    shows: "leaves-the-handler-behind",
    file: "connection_server.ts",
    edits: [[
      "    const gone = () => channel.close();\n",
      "    const left = Promise.withResolvers<void>();\n    const gone = () => {\n      channel.close();\n      left.resolve();\n    };\n",
    ], [
      "      await task;\n",
      "      await Promise.race([task, left.promise]);\n",
    ]],
  },
  {
    name: "hangs up and does not wait until upstream() has noticed",
    step: "7.3.9",
    shows: "gives-the-channel-away-too-soon",
    file: "connection_server.ts",
    edits: [["      await up;\n", "      void up;\n"]],
  },
  {
    name: "waits for a client that stays when its handler has left",
    step: "7.3.9",
    shows: "waits-for-a-client-that-stays",
    file: "connection_server.ts",
    edits: [["      hangUp(conn);\n", ""]],
  },
  {
    name: "waits for room in a channel that no thread reads any more",
    step: "7.3.9",
    shows: "leaves-the-channel-open",
    file: "connection_server.ts",
    edits: [["      channel.close();\n      await up;\n", "      await up;\n"]],
  },
  {
    name: "what the client has not read is thrown away",
    step: "7.3.9",
    shows: "hangs-up-too-early",
    file: "connection_server.ts",
    edits: [["      await down;\n", ""]],
  },
  {
    name: "a client that resets while its thread reads keeps the thread",
    step: "7.3.9",
    shows: "keeps-the-thread-that-reads",
    file: "connection_server.ts",
    edits: [[
      "upstream(conn, channel).catch(gone)",
      "upstream(conn, channel).catch(() => {})",
    ]],
  },
  {
    name: "a client that leaves while its thread writes keeps the thread",
    step: "7.3.9",
    shows: "keeps-the-thread-that-writes",
    file: "connection_server.ts",
    edits: [[
      "downstream(conn, channel).catch(gone)",
      "downstream(conn, channel).catch(() => {})",
    ]],
  },
  {
    name: "what a task throws is nobody's",
    step: "7.3.9",
    shows: "swallows-the-tasks-error",
    file: "connection_server.ts",
    edits: [[
      "    try {\n      await task;\n    } finally {",
      "    try {\n      await task.catch(() => {});\n    } finally {",
    ]],
  },
  {
    name: "a client that is gone keeps its thread",
    step: "7.3.9",
    shows: "keeps-the-thread-that-writes",
    file: "connection_server.ts",
    edits: [[
      "const gone = () => channel.close();",
      "const gone = () => {};",
    ]],
  },
  {
    name: "the channel's output is never ended",
    step: "7.3.9",
    shows: "never-ends-the-output",
    file: "connection_server.ts",
    edits: [["\n      .finally(() => channel.output.end());", ";"]],
  },
  {
    name: "accepts more clients than there is room for",
    step: "7.3.9",
    shows: "accepts-without-room",
    file: "connection_server.ts",
    edits: [[
      'if (this.#options.onFull === "wait") await this.#vacancy();',
      "",
    ]],
  },
  {
    name: "lets clients wait that it should turn away",
    step: "7.3.9",
    shows: "keeps-waiting-whom-it-should-turn-away",
    file: "connection_server.ts",
    edits: [[
      'if (this.#options.onFull === "wait") await this.#vacancy();',
      "await this.#vacancy();",
    ]],
  },
  {
    name: "reads the client's bytes only when the thread has finished writing",
    step: "7.3.9",
    shows: "one-direction-after-the-other",
    file: "connection_server.ts",
    edits: [[
      "const down = downstream(conn, channel).catch(gone);",
      "const down = up.then(() => downstream(conn, channel)).catch(gone);",
    ]],
  },
  {
    name: "shutdown() cuts its clients off",
    step: "7.3.9",
    shows: "shutdown-cuts-clients-off",
    file: "given/pooled_server.ts",
    edits: [[
      "await settles(Promise.all(this.serving), this.#grace);",
      "await settles(Promise.all(this.serving), this.#grace * 0);",
    ]],
  },
  {
    name: "a handler that throws takes with it what it has written",
    step: "7.3.9",
    shows: "cuts-off-a-handler-that-throws",
    file: "connection_server.ts",
    edits: [[
      "    try {\n      await task;\n    } finally {\n      await down;",
      "    await task;\n    {\n      await down;",
    ]],
  },
  {
    name: "accepts a client and then waits for a channel",
    step: "7.3.9",
    shows: "accepts-before-there-is-room",
    file: "connection_server.ts",
    edits: [[
      '      this.admit(conn);\n      if (this.#options.onFull === "wait") await this.#vacancy();\n',
      '      if (this.#options.onFull === "wait") await this.#vacancy();\n      this.admit(conn);\n',
    ]],
  },
  {
    name: "a timer asks for a free channel",
    step: "7.3.9",
    shows: "polls-for-a-channel",
    file: "connection_server.ts",
    edits: [[
      "await this.#vacancy();\n    }\n    // #",
      "{\n        while (this.#free.length === 0) {\n          await new Promise((resolve) => setTimeout(resolve, 5));\n        }\n      }\n    }\n    // #",
    ]],
  },
  {
    name: "the channel's output is closed when the task has ended",
    step: "7.3.9",
    shows: "throws-away-the-rest",
    file: "connection_server.ts",
    edits: [["channel.output.end()", "channel.output.close()"]],
  },
  {
    name: "the channel is closed before downstream() is over",
    step: "7.3.9",
    shows: "throws-away-the-rest",
    file: "connection_server.ts",
    edits: [[
      "      await down;\n      hangUp(conn);\n      channel.close();\n",
      "      channel.close();\n      await down;\n      hangUp(conn);\n",
    ]],
  },
  {
    name: "an error of upstream() is not caught",
    step: "7.3.9",
    shows: "reports-its-own-hanging-up",
    file: "connection_server.ts",
    edits: [["upstream(conn, channel).catch(gone)", "upstream(conn, channel)"]],
  },
  {
    name: "an error of downstream() is caught when the task has ended",
    step: "7.3.9",
    shows: "a-client-that-is-gone-ends-all",
    file: "connection_server.ts",
    edits: [[
      "downstream(conn, channel).catch(gone)",
      "downstream(conn, channel)",
    ], ["await down;", "await down.catch(gone);"]],
  },
  {
    name: "only a direction that has gone well closes the channel",
    step: "7.3.9",
    shows: "a-client-that-is-gone-ends-all",
    file: "connection_server.ts",
    edits: [[
      "downstream(conn, channel).catch(gone)",
      "downstream(conn, channel).then(gone)",
    ]],
  },
  {
    name: "the output ends when the client has sent its last byte",
    step: "7.3.9",
    shows: "ends-the-output-with-the-input",
    file: "connection_server.ts",
    edits: [[
      "const up = upstream(conn, channel).catch(gone);",
      "const up = upstream(conn, channel).then(() => channel.output.end()).catch(gone);",
    ]],
  },
  {
    name: "a client that has sent its last byte is taken for gone",
    step: "7.3.9",
    shows: "closes-the-channel-of-who-is-there",
    file: "connection_server.ts",
    edits: [[
      "    const up = upstream(conn, channel).catch(gone);\n",
      "    const up = upstream(conn, channel).then(gone, gone);\n",
    ]],
  },
  {
    name: "the output ends when the client has left as well",
    step: "7.3.9",
    shows: "never-ends-the-output",
    file: "connection_server.ts",
    edits: [["\n      .finally(() => channel.output.end());", ";"], [
      "const up = upstream(conn, channel).catch(gone);",
      "const up = upstream(conn, channel).then(() => task).finally(() => channel.output.end()).catch(gone);",
    ]],
  },
  {
    name: "hangs up when the client has sent its last byte",
    step: "7.3.9",
    shows: "hangs-up-while-the-handler-runs",
    file: "connection_server.ts",
    edits: [[
      "upstream(conn, channel).catch(gone)",
      "upstream(conn, channel).then(() => hangUp(conn)).catch(gone)",
    ]],
  },
  {
    name: "waits for the task or for the last byte, whichever comes first",
    step: "7.3.9",
    shows: "ends-the-output-with-the-input",
    file: "connection_server.ts",
    edits: [[
      "      await task;\n    } finally {\n      await down;",
      "      await Promise.race([task, up]);\n    } finally {\n      channel.output.end();\n      await down;",
    ]],
  },
  {
    name: "the output ends only when the task ends well",
    step: "7.3.9",
    shows: "ends-the-output-on-success-only",
    file: "connection_server.ts",
    edits: [[
      ".finally(() => channel.output.end())",
      ".then(() => channel.output.end())",
    ]],
  },
  {
    name: "hangs up only when the task ends well",
    step: "7.3.9",
    shows: "waits-for-a-client-that-stays",
    file: "connection_server.ts",
    edits: [[
      "      await task;\n    } finally {\n      await down;\n      hangUp(conn);\n      channel.close();\n",
      "      await task;\n      await down;\n      hangUp(conn);\n      channel.close();\n    } finally {\n",
    ]],
  },
  {
    name: "a second promise of the task that nobody awaits",
    step: "7.3.9",
    shows: "nobody-awaits-the-task",
    file: "connection_server.ts",
    edits: [["\n      .finally(", ";\n    task.finally("]],
  },
];

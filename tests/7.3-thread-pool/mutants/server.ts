import type { Mutant } from "../../harness/mutant.ts";

/** Wrong versions of the server. */
export const serverMutants: Mutant[] = [
  {
    name: "the event loop answers itself",
    step: "7.3.9",
    file: "request_server.ts",
    edits: [[
      "await writeLine(conn, await this.pool.submit(line));",
      "const { default: answer } = await import(this.handler);\n      await writeLine(conn, await answer(line));",
    ], [
      "    this.pool = new ThreadPool(options.handler, options);",
      "    this.pool = new ThreadPool(options.handler, options);\n    this.handler = options.handler.href;",
    ], [
      "  protected override readonly pool: ThreadPool<Uint8Array, Uint8Array>;\n",
      "  protected override readonly pool: ThreadPool<Uint8Array, Uint8Array>;\n  readonly handler: string;\n",
    ]],
  },
  {
    name: "answers overtake each other",
    step: "7.3.9",
    file: "request_server.ts",
    edits: [[
      "      await writeLine(conn, await this.pool.submit(line));\n    }",
      "      pending.push(this.pool.submit(line).then((l) => writeLine(conn, l)));\n    }\n    await Promise.all(pending);",
    ], [
      "    for await (const line of lines(conn)) {",
      "    const pending: Promise<void>[] = [];\n    for await (const line of lines(conn)) {",
    ]],
  },
  {
    name: "one client at a time",
    step: "7.3.9",
    file: "request_server.ts",
    edits: [[
      "for await (const conn of this.listener) this.admit(conn);",
      "for await (const conn of this.listener) {\n      this.admit(conn);\n      await Promise.all(this.serving);\n    }",
    ]],
  },
  {
    name: "a client that is gone keeps its thread",
    step: "7.3.9",
    file: "connection_server.ts",
    edits: [[
      "const gone = () => channel.close();",
      "const gone = () => {};",
    ]],
  },
  {
    name: "the channel's output is never ended",
    step: "7.3.9",
    file: "connection_server.ts",
    edits: [["\n      .finally(() => channel.output.end());", ";"]],
  },
  {
    name: "accepts more clients than there is room for",
    step: "7.3.9",
    file: "connection_server.ts",
    edits: [[
      'if (this.#options.onFull === "wait") await this.#vacancy();',
      "",
    ]],
  },
  {
    name: "lets clients wait that it should turn away",
    step: "7.3.9",
    file: "connection_server.ts",
    edits: [[
      'if (this.#options.onFull === "wait") await this.#vacancy();',
      "await this.#vacancy();",
    ]],
  },
  {
    name: "reads the client's bytes only when the thread has finished writing",
    step: "7.3.9",
    file: "connection_server.ts",
    edits: [[
      "const down = downstream(conn, channel).catch(gone);",
      "const down = up.then(() => downstream(conn, channel)).catch(gone);",
    ]],
  },
  {
    name: "shutdown() cuts its clients off",
    step: "7.3.9",
    file: "given/pooled_server.ts",
    edits: [[
      "await settles(Promise.all(this.serving), this.#grace);",
      "await settles(Promise.all(this.serving), this.#grace * 0);",
    ]],
  },
];

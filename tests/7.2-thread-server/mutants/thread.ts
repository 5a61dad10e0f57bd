import type { Mutant } from "../../harness/mutant.ts";

const file = "client_thread.ts";

/** Wrong versions of the thread's program. */
export const threadMutants: Mutant[] = [
  {
    name: "says once more that it is done, a little later",
    step: "7.2.3",
    shows: "thread-waits-for-a-time",
    file,
    edits: [[
      '  tell("done");\n',
      '  tell("done");\n  setTimeout(() => tell("done"), 20);\n',
    ]],
  },
  {
    name: "the thread never says that it is ready",
    step: "7.2.3",
    shows: "never-ready",
    file,
    edits: [['  tell("ready");\n', ""]],
  },
  {
    name: "the thread is ready before it listens",
    step: "7.2.3",
    shows: "ready-before-listening",
    file,
    edits: [
      ['  tell("ready");\n', ""],
      [
        "  const start = new",
        '  tell("ready");\n  await new Promise((resolve) => setTimeout(resolve, 200));\n  const start = new',
      ],
    ],
  },
  {
    name: "done is said while the handler runs",
    step: "7.2.3",
    shows: "done-too-early",
    file,
    edits: [
      ["  await serve(await start);\n", "  void serve(await start);\n"],
    ],
  },
  {
    name: "done is said where the handler returns, too",
    step: "7.2.3",
    shows: "done-too-early",
    file,
    edits: [["traffic));\n", 'traffic));\n  tell("done");\n']],
  },
  {
    name: "done is said where the connection is still in use",
    step: "7.2.3",
    shows: "done-too-early",
    file,
    edits: [[
      "  await serve(await start);\n",
      "  void serve;\n  const { port, handler, traffic } = await start;\n  using conn = new PortConn(port);\n  await (await import(handler)).handle(counted(conn, traffic));\n",
    ]],
  },
  {
    name: "done is never said",
    step: "7.2.3",
    shows: "never-done",
    file,
    edits: [['  tell("done");\n', ""]],
  },
  {
    name: "the connection is left open",
    step: "7.2.3",
    shows: "connection-left-open",
    file,
    edits: [["  using conn =", "  const conn ="]],
  },
  {
    name: "the handler's errors are swallowed",
    step: "7.2.3",
    shows: "errors-swallowed",
    file,
    edits: [[
      "  await serve(await start);\n",
      "  await serve(await start).catch(() => {});\n",
    ]],
  },
  {
    name: "the handler's errors are written to the console",
    step: "7.2.3",
    shows: "errors-swallowed",
    file,
    edits: [[
      "  await handle(counted(conn, traffic));\n",
      '  try {\n    await handle(counted(conn, traffic));\n  } catch (error) {\n    console.error("The handler has failed:", error);\n  }\n',
    ]],
  },
  ...["BrokenPipe", "BadResource", "Interrupted"].map((error): Mutant => ({
    name: `a handler's ${error} is taken for a good end`,
    step: "7.2.3",
    shows: "errors-swallowed",
    file,
    edits: [[
      "  await handle(counted(conn, traffic));\n",
      `  try {
    await handle(counted(conn, traffic));
  } catch (error) {
    if (!(error instanceof Deno.errors.${error})) throw error;
  }
`,
    ]],
  })),
  {
    name: "the handler is not awaited",
    step: "7.2.3",
    shows: "handle-not-awaited",
    file,
    edits: [["  await handle(", "  void handle("]],
  },
  {
    name: "the connection is closed only when all went well",
    step: "7.2.3",
    shows: "closed-only-on-success",
    file,
    edits: [
      ["  using conn =", "  const conn ="],
      [
        "  await handle(counted(conn, traffic));\n",
        "  await handle(counted(conn, traffic));\n  conn.close();\n",
      ],
    ],
  },
  {
    name: "only the writing side is closed",
    step: "7.2.3",
    shows: "half-closed-after-handler",
    file,
    edits: [
      ["  using conn =", "  const conn ="],
      [
        "  await handle(counted(conn, traffic));\n",
        "  try {\n    await handle(counted(conn, traffic));\n  } finally {\n    await conn.closeWrite();\n  }\n",
      ],
    ],
  },
  {
    name: "the connection is closed once more",
    step: "7.2.3",
    shows: "closes-twice",
    file,
    edits: [[
      "  using conn = new PortConn(port);\n  const { handle }: { handle: Handler } = await import(handler);\n  await handle(counted(conn, traffic));\n",
      "  const conn = new PortConn(port);\n  try {\n    const { handle }: { handle: Handler } = await import(handler);\n    await handle(counted(conn, traffic));\n  } finally {\n    conn.close();\n  }\n",
    ]],
  },
  {
    name:
      "a return hides the error of a handler that has closed its connection",
    step: "7.2.3",
    shows: "errors-swallowed",
    file,
    edits: [[
      "  using conn = new PortConn(port);\n  const { handle }: { handle: Handler } = await import(handler);\n  await handle(counted(conn, traffic));\n",
      "  const conn = new PortConn(port);\n  try {\n    const { handle }: { handle: Handler } = await import(handler);\n    await handle(counted(conn, traffic));\n  } finally {\n    try {\n      conn.close();\n    } catch {\n      return;\n    }\n  }\n",
    ]],
  },
  {
    name: "a handler must be async",
    step: "7.2.3",
    shows: "promise-expected",
    file,
    edits: [[
      "  using conn = new PortConn(port);\n  const { handle }: { handle: Handler } = await import(handler);\n  await handle(counted(conn, traffic));\n",
      "  const conn = new PortConn(port);\n  const { handle }: { handle: (conn: PortConn) => Promise<void> } =\n    await import(handler);\n  void [counted, traffic];\n  await handle(conn).finally(() => conn[Symbol.dispose]());\n",
    ]],
  },
  {
    name: "a handler that throws at once leaves its connection open",
    step: "7.2.3",
    shows: "open-when-thrown-at-once",
    file,
    edits: [[
      "  using conn = new PortConn(port);\n  const { handle }: { handle: Handler } = await import(handler);\n  await handle(counted(conn, traffic));\n",
      "  const conn = new PortConn(port);\n  const { handle }: { handle: Handler } = await import(handler);\n  const served = handle(counted(conn, traffic));\n  try {\n    await served;\n  } finally {\n    conn[Symbol.dispose]();\n  }\n",
    ]],
  },
  {
    name: "done is said also when the handler failed",
    step: "7.2.3",
    shows: "done-after-failure",
    file,
    edits: [[
      '  await serve(await start);\n  tell("done");\n',
      '  try {\n    await serve(await start);\n  } finally {\n    tell("done");\n  }\n',
    ]],
  },
  {
    name: "the handler's error is replaced",
    step: "7.2.3",
    shows: "error-replaced",
    file,
    edits: [[
      "  await handle(counted(conn, traffic));",
      "  try {\n    await handle(counted(conn, traffic));\n  } catch (error) {\n    throw new Error((error as Error).message);\n  }",
    ]],
  },
  {
    name: "a handler that is not there is passed over",
    step: "7.2.3",
    shows: "errors-swallowed",
    file,
    edits: [[
      "await import(handler);",
      "await import(handler)\n    .catch(() => ({ handle() {} }));",
    ]],
  },
  ...[
    ["handle", "a handler that is not exported is passed over"],
    ["handle ?? module.default", "a default export is called instead"],
  ].map(([call, name = ""]): Mutant => ({
    name,
    step: "7.2.3",
    shows: "no-handle-passed-over",
    file,
    edits: [[
      "  const { handle }: { handle: Handler } = await import(handler);\n  await handle(",
      `  const module: { handle?: Handler; default?: Handler } = await import(handler);
  const { handle } = module;
  await (${call})?.(`,
    ]],
  })),
  {
    name: "two listeners hear of the start",
    step: "7.2.3",
    shows: "runs-the-handler-twice",
    file,
    edits: [[
      '  tell("ready");\n  await serve(await start);\n',
      '  self.addEventListener("message", ({ data }) => serve(data));\n  tell("ready");\n  await serve(await start);\n',
    ]],
  },
  {
    name: "ready is said twice",
    step: "7.2.3",
    shows: "says-ready-twice",
    file,
    edits: [['  tell("ready");\n', '  tell("ready");\n  tell("ready");\n']],
  },
  {
    name: "ready is said once more when all is done",
    step: "7.2.3",
    shows: "says-ready-twice",
    file,
    edits: [['  tell("done");\n', '  tell("done");\n  tell("ready");\n']],
  },
  {
    name: "done is said twice",
    step: "7.2.3",
    shows: "done-told-twice",
    file,
    edits: [['  tell("done");\n', '  tell("done");\n  tell("done");\n']],
  },
  {
    name: "ready is said some time later",
    step: "7.2.3",
    shows: "thread-waits-for-a-time",
    file,
    edits: [[
      '  tell("ready");',
      `  await new Promise((resolve) => setTimeout(resolve, 50));
  tell("ready");`,
    ]],
  },
  {
    name: "done is said a second later",
    step: "7.2.3",
    shows: "thread-waits-for-a-time",
    file,
    edits: [[
      '  tell("done");',
      `  await new Promise((resolve) => setTimeout(resolve, 1000));
  tell("done");`,
    ]],
  },
  {
    name: "the connection is closed some time after the handler",
    step: "7.2.3",
    shows: "thread-waits-for-a-time",
    file,
    edits: [[
      `  using conn = new PortConn(port);
  const { handle }: { handle: Handler } = await import(handler);
  await handle(counted(conn, traffic));`,
      `  const conn = new PortConn(port);
  const { handle }: { handle: Handler } = await import(handler);
  try {
    await handle(counted(conn, traffic));
  } finally {
    await new Promise((resolve) => setTimeout(resolve, 50));
    conn[Symbol.dispose]();
  }`,
    ]],
  },
];

import type { Mutant } from "../../harness/mutant.ts";

const file = "thread_server.ts";
const ATTEND = `    await Promise.all([
      client.ready.then(() => client.start(handler, traffic)),
      relay(client.socket, client.conn, client.done),
    ]);
`;

/** Wrong versions of the server: accepting and carrying. */
export const serverMutants: Mutant[] = [
  {
    name: "the handler runs on the accepting thread",
    step: "7.2.4",
    shows: "handler-in-accepting-thread",
    file,
    edits: [[
      ATTEND,
      `    void traffic;
    void relay;
    const { handle } = await import(handler.href);
    await handle(client.socket);
`,
    ]],
  },
  {
    name: "one worker for all",
    step: "7.2.4",
    shows: "one-worker-for-all",
    file,
    edits: [
      [
        "    const worker = new Worker(",
        "    const worker = this.#shared ??= new Worker(",
      ],
      ["  #accepted = 0;\n", "  #accepted = 0;\n  #shared?: Worker;\n"],
    ],
  },
  {
    name: "clients are served one after the other",
    step: "7.2.4",
    shows: "waits-for-client-end",
    file,
    edits: [[
      "      this.admit(socket);\n",
      "      await this.serve(socket);\n",
    ]],
  },
  {
    name: "one client is accepted, and no other",
    step: "7.2.4",
    shows: "accepts-once",
    file,
    edits: [[
      "    for await (const socket of this.listener) {\n      this.admit(socket);\n      await this.#vacancy();\n    }\n",
      "    this.admit(await this.listener.accept());\n    await this.#vacancy();\n",
    ]],
  },
  {
    name: "a thread is started before it is ready",
    step: "7.2.4",
    shows: "starts-before-ready",
    file,
    edits: [[
      "      client.ready.then(() => client.start(handler, traffic)),\n",
      "      client.start(handler, traffic),\n",
    ]],
  },
  {
    name: "what a short write leaves is lost",
    step: "7.2.4",
    shows: "one-write-per-read",
    file: "relay.ts",
    edits: [[
      "await writeAll(to, buffer.subarray(0, length));",
      "void writeAll;\n    await to.write(buffer.subarray(0, length));",
    ]],
  },
  {
    name: "writes are not awaited",
    step: "7.2.4",
    shows: "writes-not-awaited",
    file: "relay.ts",
    edits: [[
      "    await writeAll(to, buffer.subarray(0, length));\n",
      "    last = writeAll(to, buffer.slice(0, length), last);\n",
    ], [
      "  await to.closeWrite();\n",
      "  await last;\n  await to.closeWrite();\n",
    ], [
      "  for (;;) {\n",
      "  let last = Promise.resolve();\n  const writeAll = async (to: Conn, data: Uint8Array, before: Promise<void>) => {\n    await before;\n    await writeRest(to, data);\n  };\n  for (;;) {\n",
    ], [
      "import { type Conn, writeAll }",
      "import { type Conn, writeAll as writeRest }",
    ]],
  },
  {
    name: "the buffer is filled while it is written",
    step: "7.2.4",
    shows: "buffer-used-again",
    file: "relay.ts",
    edits: [
      [
        "    await writeAll(to, buffer.subarray(0, length));\n",
        "    last = last.then(() => writeAll(to, buffer.subarray(0, length)));\n",
      ],
      ["  for (;;) {\n", "  let last = Promise.resolve();\n  for (;;) {\n"],
      [
        "  await to.closeWrite();\n",
        "  await last;\n  await to.closeWrite();\n",
      ],
    ],
  },
  {
    name: "nobody waits for the end of closeWrite()",
    step: "7.2.4",
    shows: "close-write-not-awaited",
    file: "relay.ts",
    edits: [["  await to.closeWrite();\n", "  void to.closeWrite();\n"]],
  },
  {
    name: "the end of the input closes the connection",
    step: "7.2.4",
    shows: "end-closes-both",
    file: "relay.ts",
    edits: [[
      "  await to.closeWrite();\n",
      "  await to.closeWrite();\n  from.close();\n",
    ]],
  },
  {
    name: "the end of the input never reaches the handler",
    step: "7.2.4",
    shows: "end-not-passed-on",
    file: "relay.ts",
    edits: [["  await to.closeWrite();\n", "  void to.closeWrite;\n"]],
  },
  {
    name: "nobody waits for a vacancy",
    step: "7.2.4",
    shows: "vacancy-not-awaited",
    file,
    edits: [["      await this.#vacancy();", "      void this.#vacancy();"]],
  },
];

import type { Mutant } from "../../harness/mutant.ts";

const file = "thread_server.ts";
const ATTEND = `    await Promise.all([
      client.ready.then(() => client.start(handler, traffic)),
      relay(client.socket, client.conn, client.done),
    ]);
`;

/** What acceptAll() does. */
const ACCEPTS = `    for await (const socket of this.listener) {
      this.admit(socket);
      await this.#vacancy();
    }`;

/** The same, with a clause that catches its errors. */
const caught = (clause: string) =>
  `    try {\n${ACCEPTS}\n    } catch ${clause}`;

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
    name: "a client is served, and not admitted",
    step: "7.2.4",
    shows: "serves-without-admit",
    file,
    edits: [[
      "      this.admit(socket);\n",
      "      void this.serve(socket);\n",
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
    name: "nobody waits for a vacancy",
    step: "7.2.4",
    shows: "vacancy-not-awaited",
    file,
    edits: [["      await this.#vacancy();", "      void this.#vacancy();"]],
  },
  {
    name: "nobody asks for a vacancy",
    step: "7.2.4",
    shows: "vacancy-not-awaited",
    file,
    edits: [["      await this.#vacancy();\n", ""]],
  },
  {
    name: "the program of a thread is always the same",
    step: "7.2.4",
    shows: "thread-option-ignored",
    file,
    edits: [[
      "new Worker(this.#options.thread, {",
      'new Worker(new URL("./client_thread.ts", import.meta.url), {',
    ]],
  },
  {
    name: "a worker has no name",
    step: "7.2.4",
    shows: "worker-without-name",
    file,
    edits: [['{ type: "module", name }', '{ type: "module" }']],
  },
  {
    name: "a worker is named once more",
    step: "7.2.4",
    shows: "worker-without-name",
    file,
    edits: [[
      '{ type: "module", name }',
      '{ type: "module", name: threadName(socket) }',
    ]],
  },
  {
    name: "a worker that is no module",
    step: "7.2.4",
    shows: "worker-is-no-module",
    file,
    edits: [['{ type: "module", name }', "{ name } as WorkerOptions"]],
  },
  {
    name: "a client is accepted before there is a vacancy",
    step: "7.2.4",
    shows: "accepts-before-vacancy",
    file,
    edits: [[
      "      this.admit(socket);\n      await this.#vacancy();",
      "      await this.#vacancy();\n      this.admit(socket);",
    ]],
  },
  {
    name: "the next client is accepted before this one is admitted",
    step: "7.2.4",
    shows: "accepts-before-vacancy",
    file,
    edits: [[
      "    for await (const socket of this.listener) {\n      this.admit(socket);\n",
      "    const clients = this.listener[Symbol.asyncIterator]();\n    let next = clients.next();\n    for (;;) {\n      const { done, value: socket } = await next;\n      if (done) return;\n      next = clients.next();\n      this.admit(socket);\n",
    ]],
  },
  {
    name: "accepts until accept() fails",
    step: "7.2.4",
    shows: "takes-the-end-for-an-error",
    file,
    edits: [[
      "    for await (const socket of this.listener) {\n",
      "    for (;;) {\n      const socket = await this.listener.accept();\n",
    ]],
  },
  {
    name: "an error of accept() ends the accepting, and nobody hears of it",
    step: "7.2.4",
    shows: "swallows-accept-errors",
    file,
    edits: [[
      ACCEPTS,
      caught(`{
      // Nothing to do.
    }`),
    ]],
  },
  {
    name: "an error of accept() is reported, and ends the accepting",
    step: "7.2.4",
    shows: "ends-at-an-error-of-accept",
    file,
    edits: [[
      ACCEPTS,
      caught(`(error) {
      this.#options.onError(error);
    }`),
    ]],
  },
  {
    name: "an error of accept() is reported and thrown",
    step: "7.2.4",
    shows: "reports-what-it-throws",
    file,
    edits: [[
      ACCEPTS,
      caught(`(error) {
      this.#options.onError(error);
      throw error;
    }`),
    ]],
  },
  {
    name: "an error of accept() is packed into another",
    step: "7.2.4",
    shows: "passes-another-error-on",
    file,
    edits: [[
      ACCEPTS,
      caught(`(error) {
      throw new Error("Cannot accept", { cause: error });
    }`),
    ]],
  },
  {
    name: "the listener is closed when acceptAll() is left",
    step: "7.2.4",
    shows: "closes-the-listener",
    file,
    edits: [[
      ACCEPTS,
      `    using listener = this.listener;
    for await (const socket of listener) {
      this.admit(socket);
      await this.#vacancy();
    }`,
    ]],
  },
  {
    name: "an error of accept() is reported and accept() called again at once",
    step: "7.2.4",
    shows: "tries-again-at-once",
    file,
    edits: [[
      ACCEPTS,
      `    for (;;) {
      try {
        this.admit(await this.listener.accept());
        await this.#vacancy();
      } catch (error) {
        if (error instanceof Deno.errors.BadResource) return;
        this.#options.onError(error);
      }
    }`,
    ]],
  },
  {
    name: "a client is accepted every 100 ms",
    step: "7.2.4",
    shows: "delays-by-timer",
    file,
    edits: [[
      "      await this.#vacancy();",
      `      await this.#vacancy();
      await new Promise((resolve) => setTimeout(resolve, 100));`,
    ]],
  },
  {
    name: "two workers are started for a client",
    step: "7.2.4",
    shows: "starts-spare-threads",
    file,
    edits: [[
      "    return new ServedClient(socket, worker, name);",
      `    new Worker(this.#options.thread, { type: "module", name: \`spare \${name}\` });
    return new ServedClient(socket, worker, name);`,
    ]],
  },
];

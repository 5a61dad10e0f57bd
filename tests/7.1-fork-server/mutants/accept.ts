import type { Mutant } from "../../harness/mutant.ts";

const SERVER = "fork_server.ts";
const ACCEPT = `      void this.#serve(conn);
`;
const WHOLE_LOOP = `    for await (const conn of this.listener) {
${ACCEPT}      await this.#vacancy();
    }`;
const ACCEPT_LOOP = `    for await (const conn of this.listener) {
      void this.#serve(conn);`;

/** Wrong versions of the accept loop. */
export const acceptMutants: Mutant[] = [
  {
    name: "serves clients one after another",
    step: "7.1.2",
    shows: "serves-one-at-a-time",
    file: SERVER,
    edits: [[ACCEPT, "      await this.#serve(conn);\n"]],
  },
  {
    name: "serves each client twice",
    step: "7.1.2",
    shows: "serves-a-client-twice",
    file: "fork_server.ts",
    edits: [[
      "      void this.#serve(conn);",
      "      void this.#serve(conn);\n      void this.#serve(conn);",
    ]],
  },
  {
    name: "accepts one client only",
    step: "7.1.2",
    shows: "accepts-once",
    file: SERVER,
    edits: [[
      `      await this.#vacancy();
    }`,
      `      await this.#vacancy();
      break;
    }`,
    ]],
  },
  {
    name: "waits for a client's first bytes before it accepts the next",
    step: "7.1.2",
    shows: "waits-for-a-talkative-client",
    file: SERVER,
    edits: [[
      ACCEPT,
      `      await conn.read(new Uint8Array(0));
      await conn.read(new Uint8Array(1));
${ACCEPT}`,
    ]],
  },
  {
    name: "ignores the hostname",
    step: "7.1.2",
    shows: "ignores-the-address",
    file: SERVER,
    edits: [[
      'listen("fork server", options)',
      'listen("fork server", { hostname: "127.0.0.1", port: options.port })',
    ]],
  },
  {
    name: "ignores the port",
    step: "7.1.2",
    shows: "ignores-the-address",
    file: SERVER,
    edits: [[
      'listen("fork server", options)',
      'listen("fork server", { hostname: options.hostname, port: 0 })',
    ]],
  },
  {
    name: "an error of accept() ends the accepting, and nobody hears of it",
    step: "7.1.2",
    shows: "swallows-accept-errors",
    file: SERVER,
    edits: [[
      `    for await (const conn of this.listener) {`,
      `    for (;;) {
      const conn = await this.listener.accept().catch(() => undefined);
      if (conn === undefined) break;`,
    ]],
  },
  {
    name: "acceptAll() waits for its clients in a finally",
    step: "7.1.2",
    shows: "keeps-accept-errors-until-all-have-gone",
    file: SERVER,
    edits: [[
      `    for await (const conn of this.listener) {
      void this.#serve(conn);
      await this.#vacancy();
    }
`,
      `    const clients: Promise<void>[] = [];
    try {
      for await (const conn of this.listener) {
        clients.push(this.#serve(conn));
        await this.#vacancy();
      }
    } finally {
      await Promise.all(clients);
    }
`,
    ]],
  },
  {
    name: "nobody waits for a vacancy",
    step: "7.1.2",
    shows: "passes-by-the-vacancy",
    file: SERVER,
    edits: [["      await this.#vacancy();", "      void this.#vacancy();"]],
  },
  {
    name: "waits for a vacancy with a client in its hands",
    step: "7.1.2",
    shows: "accepts-before-the-vacancy",
    file: SERVER,
    edits: [[
      "      void this.#serve(conn);\n      await this.#vacancy();",
      "      await this.#vacancy();\n      void this.#serve(conn);",
    ]],
  },
  {
    name: "an error of accept() is reported and accept() called again at once",
    step: "7.1.2",
    shows: "tries-again-at-once",
    file: SERVER,
    edits: [[
      `    for await (const conn of this.listener) {
      void this.#serve(conn);
      await this.#vacancy();`,
      `    for (;;) {
      try {
        const conn = await this.listener.accept();
        void this.#serve(conn);
        await this.#vacancy();
      } catch (error) {
        if (error instanceof Deno.errors.BadResource) return;
        this.#options.onError(error);
      }`,
    ]],
  },
  {
    name: "an error of accept() is reported and ends the accepting",
    step: "7.1.2",
    shows: "swallows-accept-errors",
    file: SERVER,
    edits: [[
      `    for await (const conn of this.listener) {
      void this.#serve(conn);
      await this.#vacancy();`,
      `    try {
    for await (const conn of this.listener) {
      void this.#serve(conn);
      await this.#vacancy();
    }
    } catch (error) {
      this.#options.onError(error);`,
    ]],
  },
  {
    name: "a closed listener is an error",
    step: "7.1.2",
    shows: "takes-the-close-for-an-error",
    file: SERVER,
    edits: [[
      `    for await (const conn of this.listener) {`,
      `    for (;;) {
      const conn = await this.listener.accept();`,
    ]],
  },
  {
    name: "a client is served when the one before it has gone",
    step: "7.1.2",
    shows: "serves-one-at-a-time",
    file: SERVER,
    edits: [[
      ACCEPT_LOOP,
      `    let last = Promise.resolve();
    for await (const conn of this.listener) {
      await last;
      last = this.#serve(conn);`,
    ]],
  },
  {
    name: "accepts clients in pairs",
    step: "7.1.2",
    shows: "waits-for-the-next-client",
    file: SERVER,
    edits: [[
      ACCEPT_LOOP,
      `    for (;;) {
      const [conn, next] = [await this.listener.accept(), await this.listener.accept()];
      void this.#serve(conn);
      void this.#serve(next);`,
    ]],
  },
  {
    name: "a client is served when the next one has come",
    step: "7.1.2",
    shows: "waits-for-the-next-client",
    file: SERVER,
    edits: [[
      ACCEPT_LOOP,
      `    let last: Deno.TcpConn | undefined;
    for await (const conn of this.listener) {
      if (last !== undefined) void this.#serve(last);
      last = conn;`,
    ]],
  },
  {
    name: "accepts a client every 100 ms",
    step: "7.1.2",
    shows: "delays-by-timer",
    file: SERVER,
    edits: [[
      WHOLE_LOOP,
      `    for await (const conn of this.listener) {
      void this.#serve(conn);
      await this.#vacancy();
      await new Promise((resolve) => setTimeout(resolve, 100));
    }`,
    ]],
  },
  {
    name: "serves a client some time later",
    step: "7.1.2",
    shows: "delays-by-timer",
    file: SERVER,
    edits: [[
      WHOLE_LOOP,
      `    for await (const conn of this.listener) {
      setTimeout(() => void this.#serve(conn), 50);
      await this.#vacancy();
    }`,
    ]],
  },
  {
    name: "starts to serve a client when the loop has gone on",
    step: "7.1.2",
    shows: "serves-after-the-vacancy",
    file: SERVER,
    edits: [[
      "      void this.#serve(conn);\n",
      "      void Promise.resolve(conn).then((it) => this.#serve(it));\n",
    ]],
  },
  {
    name: "acceptAll() disposes of the listener when it is left",
    step: "7.1.2",
    shows: "closes-the-listener",
    file: SERVER,
    edits: [[
      "    for await (const conn of this.listener) {",
      "    using listener = this.listener;\n    for await (const conn of listener) {",
    ]],
  },
  {
    name: "acceptAll() closes a client's socket at the end of each turn",
    step: "7.1.2",
    shows: "closes-who-is-served",
    file: SERVER,
    edits: [[ACCEPT, `      using _closed = conn;\n${ACCEPT}`]],
  },
  {
    name: "acceptAll() closes a client's socket when it has been served",
    step: "7.1.2",
    shows: "closes-who-was-served",
    file: SERVER,
    edits: [[
      ACCEPT,
      "      void this.#serve(conn).finally(() => conn.close());\n",
    ]],
  },
  {
    name: "acceptAll() stops listening in the end",
    step: "7.1.2",
    shows: "closes-the-listener",
    file: SERVER,
    edits: [[
      WHOLE_LOOP,
      `    try {
      for await (const conn of this.listener) {
        void this.#serve(conn);
        await this.#vacancy();
      }
    } finally {
      this.stopListening();
    }`,
    ]],
  },
];

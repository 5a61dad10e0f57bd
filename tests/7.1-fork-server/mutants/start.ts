import type { Mutant } from "../../harness/mutant.ts";

const SERVER = "fork_server.ts";
const ACCEPT = `      void this.#serve(conn);
`;

const ACCEPT_LOOP = `    for await (const conn of this.listener) {
      void this.#serve(conn);`;

/** Wrong versions of the accept loop, and of what it starts. */
export const startMutants: Mutant[] = [
  {
    name: "serves clients one after another",
    step: "7.1.2",
    shows: "serves-one-at-a-time",
    file: SERVER,
    edits: [[ACCEPT, "      await this.#serve(conn);\n"]],
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
    name: "echoes in the parent",
    step: "7.1.2",
    shows: "serves-in-the-parent",
    file: SERVER,
    edits: [[
      ACCEPT,
      `      void (async () => {
        const buffer = new Uint8Array(65536);
        for (;;) {
          const n = await conn.read(buffer);
          if (n === null) break;
          await conn.write(buffer.subarray(0, n));
        }
        conn.close();
      })().catch(() => {});
`,
    ]],
  },
  {
    name: "runs an echo child of its own instead of options.child",
    step: "7.1.2",
    shows: "runs-another-program",
    file: SERVER,
    edits: [[
      "this.#options.child.href],",
      'new URL("./echo_child.ts", import.meta.url).href],',
    ]],
  },
  {
    name: "starts two children for a connection",
    step: "7.1.2",
    shows: "starts-spare-children",
    file: SERVER,
    edits: [[
      "    return new Deno.Command(Deno.execPath(), {",
      `    const spare = new Deno.Command(Deno.execPath(), {
      args: ["run", this.#options.child.href],
      stdin: "piped",
      stdout: "null",
    }).spawn();
    void spare.status;
    return new Deno.Command(Deno.execPath(), {`,
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
    name: "the child may do everything",
    step: "7.1.2",
    shows: "grants-permissions",
    file: SERVER,
    edits: [['"run", "--no-prompt",', '"run", "-A",']],
  },
  {
    name: "the child may ask for permissions",
    step: "7.1.2",
    shows: "lets-the-child-ask",
    file: SERVER,
    edits: [['"run", "--no-prompt", ', '"run", ']],
  },
  {
    name: "the Deno that is in the PATH starts the child",
    step: "7.1.2",
    shows: "deno-from-the-path",
    file: SERVER,
    edits: [["Deno.Command(Deno.execPath(), {", 'Deno.Command("deno", {']],
  },
  {
    name: "the child may read files",
    step: "7.1.2",
    shows: "grants-permissions",
    file: SERVER,
    edits: [['"--no-prompt",', '"--no-prompt", "--allow-read",']],
  },
  {
    name: "the child's address is taken for a path",
    step: "7.1.2",
    shows: "takes-a-url-for-a-path",
    file: SERVER,
    edits: [["this.#options.child.href],", "this.#options.child.pathname],"]],
  },
  {
    name: "stderr is thrown away",
    step: "7.1.2",
    shows: "discards-stderr",
    file: SERVER,
    edits: [['      stderr: "inherit",', '      stderr: "null",']],
  },
  {
    name: "one child's stderr at a time is passed on",
    step: "7.1.2",
    shows: "locks-stderr",
    file: SERVER,
    edits: [[
      "    return new Deno.Command(Deno.execPath(), {",
      "    const child = new Deno.Command(Deno.execPath(), {",
    ], [
      `      stderr: "inherit",
    }).spawn();`,
      `      stderr: "piped",
    }).spawn();
    child.stderr.pipeTo(Deno.stderr.writable, { preventClose: true })
      .catch(() => {});
    return child;`,
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
    name: "the child's stdin is no pipe",
    step: "7.1.2",
    shows: "leaves-out-a-pipe",
    file: SERVER,
    edits: [['      stdin: "piped",', '      stdin: "null",']],
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
    name: "the child's address is made a path by hand",
    step: "7.1.2",
    shows: "takes-a-url-for-a-path",
    file: SERVER,
    edits: [[
      "this.#options.child.href],",
      'decodeURI(this.#options.child.href).replace("file://", "")],',
    ]],
  },
  {
    name: "one child for all clients",
    step: "7.1.2",
    shows: "shares-a-child",
    file: SERVER,
    edits: [[
      "    return new Deno.Command(Deno.execPath(), {",
      `    const [first] = this.#children.values();
    if (first !== undefined) return first;
    return new Deno.Command(Deno.execPath(), {`,
    ]],
  },
  {
    name: "stderr is a pipe that nobody reads",
    step: "7.1.2",
    shows: "leaves-stderr-unread",
    file: SERVER,
    edits: [['      stderr: "inherit",', '      stderr: "piped",']],
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
    name: "the child may import from anywhere",
    step: "7.1.2",
    shows: "grants-permissions",
    file: SERVER,
    edits: [['"--no-prompt",', '"--no-prompt", "--allow-import",']],
  },
  {
    name: "accepts a client every 100 ms",
    step: "7.1.2",
    shows: "delays-by-timer",
    file: SERVER,
    edits: [[
      `    for await (const conn of this.listener) {
      void this.#serve(conn);
      await this.#vacancy();
    }`,
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
      `    for await (const conn of this.listener) {
      void this.#serve(conn);
      await this.#vacancy();
    }`,
      `    for await (const conn of this.listener) {
      setTimeout(() => void this.#serve(conn), 50);
      await this.#vacancy();
    }`,
    ]],
  },
];

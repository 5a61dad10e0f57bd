import type { Mutant } from "../../harness/mutant.ts";

const SERVER = "fork_server.ts";
const CHILD = "echo_child.ts";
const ACCEPT = `      void this.#serve(conn);
`;

const READ = `    const length = await Deno.stdin.read(buffer);
    if (length === null) return;`;
const readUntil = (more: string) =>
  `    let length = 0;
    for (let n: number | null; ${more}; length += n) {
      n = await Deno.stdin.read(buffer.subarray(length));
      if (n === null) break;
    }
    if (length === 0) return;`;

/** Wrong versions of the child and of the accept loop. */
export const startMutants: Mutant[] = [
  {
    name: "the child ignores short writes",
    step: "7.1.1",
    shows: "ignores-short-writes",
    file: CHILD,
    edits: [[
      `    for (let done = 0; done < length;) {
      done += await Deno.stdout.write(buffer.subarray(done, length));
    }`,
      "    await Deno.stdout.write(buffer.subarray(0, length));",
    ]],
  },
  {
    name: "the child takes one byte for nothing",
    step: "7.1.1",
    shows: "drops-small-pieces",
    file: CHILD,
    edits: [[
      READ,
      `${READ}
    if (length < 2) continue;`,
    ]],
  },
  {
    name: "the child answers from three bytes on",
    step: "7.1.1",
    shows: "waits-for-a-full-buffer",
    file: CHILD,
    edits: [[READ, readUntil("length < 3")]],
  },
  {
    name: "the child writes the whole buffer each time",
    step: "7.1.1",
    shows: "sends-stale-bytes",
    file: CHILD,
    edits: [
      ["done < length;", "done < buffer.length;"],
      ["buffer.subarray(done, length)", "buffer.subarray(done)"],
    ],
  },
  {
    name: "the child reads all before it writes",
    step: "7.1.1",
    shows: "answers-at-the-end",
    file: CHILD,
    edits: [[
      `  for (;;) {
    const length = await Deno.stdin.read(buffer);`,
      `  const all = await new Response(Deno.stdin.readable).bytes();
  for (;;) {
    const length = all.length;
    if (length > 0) return void await new Response(all).body?.pipeTo(Deno.stdout.writable);`,
    ]],
  },
  {
    name: "the child turns bytes into text",
    step: "7.1.1",
    shows: "takes-bytes-for-text",
    file: CHILD,
    edits: [[
      `    for (let done = 0; done < length;) {
      done += await Deno.stdout.write(buffer.subarray(done, length));
    }`,
      `    const text = new TextDecoder().decode(buffer.subarray(0, length));
    const bytes = new TextEncoder().encode(text);
    for (let done = 0; done < bytes.length;) {
      done += await Deno.stdout.write(bytes.subarray(done));
    }`,
    ]],
  },
  {
    name: "the child never ends",
    step: "7.1.1",
    shows: "misses-the-end-of-input",
    file: CHILD,
    edits: [["if (length === null) return;", "if (length === null) continue;"]],
  },
  {
    name: "the child waits until 1 KiB has come",
    step: "7.1.1",
    shows: "waits-for-a-full-buffer",
    file: CHILD,
    edits: [[READ, readUntil("length < 1024")]],
  },
  {
    name: "the child waits for a newline",
    step: "7.1.1",
    shows: "waits-for-a-line",
    file: CHILD,
    edits: [[READ, readUntil("buffer[length - 1] !== 10")]],
  },
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
      `    for await (const conn of this.listener) {
      void this.#serve(conn);`,
      `    for (;;) {
      const conn = await this.listener.accept().catch(() => undefined);
      if (conn === undefined) break;
      void this.#serve(conn);`,
    ]],
  },
  {
    name: "nobody waits for a vacancy",
    step: "7.1.2",
    shows: "passes-by-the-vacancy",
    file: SERVER,
    edits: [["      await this.#vacancy();", "      void this.#vacancy();"]],
  },
];

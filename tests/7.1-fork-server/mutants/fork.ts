import type { Mutant } from "../../harness/mutant.ts";

const SERVER = "fork_server.ts";
const ACCEPT = `      void this.#serve(conn);
`;

const LOGS = "    try {\n    for await (const conn of this.listener) {";

/** A child's stderr is a pipe, with which its server does this. */
function pumped(how: string): Mutant["edits"] {
  return [[
    "    return new Deno.Command(Deno.execPath(), {",
    "    const child = new Deno.Command(Deno.execPath(), {",
  ], [
    `      stderr: "inherit",
    }).spawn();`,
    `      stderr: "piped",
    }).spawn();
    ${how}
    return child;`,
  ]];
}

/** Wrong versions of how a child is started, and of what is told. */
export const forkMutants: Mutant[] = [
  {
    name: "an error of accept() is reported and thrown, too",
    step: "7.1.2",
    shows: "reports-what-it-throws",
    file: SERVER,
    edits: [["    for await (const conn of this.listener) {", LOGS], [
      "      await this.#vacancy();\n    }\n",
      `      await this.#vacancy();
    }
    } catch (error) {
      this.#options.onError(error);
      throw error;
    }
`,
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
    name: "the command is made once for all servers",
    step: "7.1.2",
    shows: "makes-the-command-once",
    file: SERVER,
    edits: [
      [
        "  #failed = 0;",
        "  #failed = 0;\n  static #command: Deno.Command | undefined;",
      ],
      [
        "    return new Deno.Command(Deno.execPath(), {",
        "    ForkingServer.#command ??= new Deno.Command(Deno.execPath(), {",
      ],
      [
        "    }).spawn();",
        "    });\n    return ForkingServer.#command.spawn();",
      ],
    ],
  },
  {
    name: "the program is taken from the first server",
    step: "7.1.2",
    shows: "makes-the-command-once",
    file: SERVER,
    edits: [
      ["  #failed = 0;", "  #failed = 0;\n  static #program: URL | undefined;"],
      [
        "    return new Deno.Command(Deno.execPath(), {",
        "    ForkingServer.#program ??= this.#options.child;\n    return new Deno.Command(Deno.execPath(), {",
      ],
      ["this.#options.child.href]", "ForkingServer.#program.href]"],
    ],
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
    name: "one child is always kept in reserve",
    step: "7.1.2",
    shows: "starts-spare-children",
    file: SERVER,
    edits: [[
      "    return new Deno.Command(Deno.execPath(), {",
      `    const child = this.#spare ?? this.#spawn();
    this.#spare = this.#spawn();
    return child;
  }

  #spare: Deno.ChildProcess | undefined;

  #spawn(): Deno.ChildProcess {
    return new Deno.Command(Deno.execPath(), {`,
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
    name: "the child's address is decoded to a path",
    step: "7.1.2",
    shows: "takes-a-url-for-a-path",
    file: SERVER,
    edits: [[
      "this.#options.child.href],",
      "decodeURIComponent(this.#options.child.pathname)],",
    ]],
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
    edits: pumped(
      "child.stderr.pipeTo(Deno.stderr.writable, { preventClose: true })\n      .catch(() => {});",
    ),
  },
  {
    name: "a child's stderr is carried to the server's, and closes it",
    step: "7.1.2",
    shows: "locks-stderr",
    file: SERVER,
    edits: pumped("child.stderr.pipeTo(Deno.stderr.writable).catch(() => {});"),
  },
  {
    name: "the child's stdin is no pipe",
    step: "7.1.2",
    shows: "leaves-out-a-pipe",
    file: SERVER,
    edits: [['      stdin: "piped",', '      stdin: "null",']],
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
    name: "the child may import from anywhere",
    step: "7.1.2",
    shows: "grants-permissions",
    file: SERVER,
    edits: [['"--no-prompt",', '"--no-prompt", "--allow-import",']],
  },
  {
    name: "--no-prompt is an argument of the child",
    step: "7.1.2",
    shows: "flag-behind-the-program",
    file: SERVER,
    edits: [[
      '"--no-prompt", this.#options.child.href',
      'this.#options.child.href, "--no-prompt"',
    ]],
  },
];

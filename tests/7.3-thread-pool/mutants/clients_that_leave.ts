import type { Mutant } from "../../harness/mutant.ts";

const GONE = "    const gone = () => channel.close();\n";

/** Wrong versions of what becomes of a connection whose client has left. */
export const leavingMutants: Mutant[] = [
  {
    name: "the task of a client that has left is aborted",
    step: "7.3.9",
    shows: "aborts-who-waits",
    file: "connection_server.ts",
    edits: [[
      GONE,
      `    const left = new AbortController();
    const gone = () => {
      channel.close();
      left.abort();
    };
`,
    ], [
      "submit(channel.number)",
      "submit(channel.number, { signal: left.signal })",
    ]],
  },
  {
    name: "the task of a client that has left is aborted with the error",
    step: "7.3.9",
    shows: "aborts-who-waits",
    file: "connection_server.ts",
    edits: [[
      GONE,
      `    const left = new AbortController();
    const gone = (error: unknown) => {
      channel.close();
      left.abort(error);
    };
`,
    ], [
      "submit(channel.number)",
      "submit(channel.number, { signal: left.signal })",
    ]],
  },
];

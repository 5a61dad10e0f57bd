import type { Mutant } from "../../harness/mutant.ts";

const file = "client_thread.ts";

/** Wrong versions of the thread's program. */
export const threadMutants: Mutant[] = [
  {
    name: "the thread never says that it is ready",
    step: "7.2.3",
    file,
    edits: [['  tell("ready");\n', ""]],
  },
  {
    name: "the thread is ready before it listens",
    step: "7.2.3",
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
    file,
    edits: [
      ["  await serve(await start);\n", "  void serve(await start);\n"],
    ],
  },
  {
    name: "done is never said",
    step: "7.2.3",
    file,
    edits: [['  tell("done");\n', ""]],
  },
  {
    name: "the connection is left open",
    step: "7.2.3",
    file,
    edits: [["  using conn =", "  const conn ="]],
  },
  {
    name: "the handler's errors are swallowed",
    step: "7.2.3",
    file,
    edits: [[
      "  await serve(await start);\n",
      "  await serve(await start).catch(() => {});\n",
    ]],
  },
];

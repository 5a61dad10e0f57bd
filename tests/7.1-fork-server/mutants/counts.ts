import type { Mutant } from "../../harness/mutant.ts";

const SERVER = "fork_server.ts";
const DELETE = "    this.#children.delete(child.pid);\n";
const COUNT = `    if (success) this.#exited++;
    else this.#failed++;`;

/** Wrong versions of what is counted of the children. */
export const countMutants: Mutant[] = [
  {
    name: "counts a crash as a normal end",
    step: "7.1.4",
    shows: "takes-every-end-for-a-success",
    file: SERVER,
    edits: [[COUNT, "    void success;\n    this.#exited++;"]],
  },
  {
    name: "counts a crash twice",
    step: "7.1.4",
    shows: "counts-an-end-as-both",
    file: SERVER,
    edits: [[COUNT, "    this.#exited++;\n    if (!success) this.#failed++;"]],
  },
  {
    name: "a child that no signal has ended is no failure",
    step: "7.1.4",
    shows: "looks-at-the-signal-alone",
    file: SERVER,
    edits: [
      ["const { success } =", "const { signal } ="],
      ["if (success) this.#exited++;", "if (signal === null) this.#exited++;"],
    ],
  },
  {
    name: "a killed child is no failure",
    step: "7.1.4",
    shows: "overlooks-signals",
    file: SERVER,
    edits: [[
      "    const { success } = await child.status;",
      "    const { code, signal } = await child.status;\n    const success = code === 0 || signal !== null;",
    ]],
  },
  {
    name: "active counts all that were ever accepted",
    step: "7.1.4",
    shows: "active-never-falls",
    file: SERVER,
    edits: [["active: this.#children.size,", "active: this.#accepted,"]],
  },
  {
    name: "accepted counts who is there",
    step: "7.1.4",
    shows: "accepted-falls",
    file: SERVER,
    edits: [["accepted: this.#accepted,", "accepted: this.connections.size,"]],
  },
  {
    name: "stats() hands out one object, which changes",
    step: "7.1.4",
    shows: "hands-out-its-own-counters",
    file: SERVER,
    edits: [[
      "    return {\n      accepted: this.#accepted,",
      "    return this.#stats = Object.assign(this.#stats, {\n      accepted: this.#accepted,",
    ], [
      "      failed: this.#failed,\n    };",
      "      failed: this.#failed,\n    });",
    ], [
      "  #failed = 0;\n",
      "  #failed = 0;\n  #stats = {} as Stats;\n",
    ]],
  },
  {
    name: "counts successes as failures",
    step: "7.1.4",
    shows: "exchanges-success-and-failure",
    file: SERVER,
    edits: [[
      `    if (success) this.#exited++;
    else this.#failed++;`,
      `    if (success) this.#failed++;
    else this.#exited++;`,
    ]],
  },
  {
    name: "active counts connections",
    step: "7.1.4",
    shows: "takes-connections-for-children",
    file: SERVER,
    edits: [["active: this.#children.size", "active: this.connections.size"]],
  },
  {
    name: "stats() gives its first answer again and again",
    step: "7.1.4",
    shows: "keeps-old-counters",
    file: SERVER,
    edits: [[
      `    return {
      accepted: this.#accepted,`,
      `    return this.#stats ??= {
      accepted: this.#accepted,`,
    ], [
      `  #failed = 0;
`,
      `  #failed = 0;
  #stats: Stats | undefined;
`,
    ]],
  },
  {
    name: "accepted counts those whose child has ended",
    step: "7.1.4",
    shows: "counts-a-client-late",
    file: SERVER,
    edits: [[
      "accepted: this.#accepted,",
      "accepted: this.#exited + this.#failed,",
    ]],
  },
  {
    name: "accepted leaves out those that have failed",
    step: "7.1.4",
    shows: "accepted-falls",
    file: SERVER,
    edits: [[
      "accepted: this.#accepted,",
      "accepted: this.#exited + this.#children.size,",
    ]],
  },
  {
    name: "a crash is counted nowhere",
    step: "7.1.4",
    shows: "leaves-an-end-uncounted",
    file: SERVER,
    edits: [[
      `    else this.#failed++;
`,
      "",
    ]],
  },
  {
    name: "a child's end is counted some time later",
    step: "7.1.4",
    shows: "delays-by-timer",
    file: SERVER,
    edits: [[
      "    this.#children.delete(child.pid);",
      `    await new Promise((resolve) => setTimeout(resolve, 100));
    this.#children.delete(child.pid);`,
    ]],
  },
  {
    name: "a child that SIGTERM ended is no failure",
    step: "7.1.4",
    shows: "overlooks-signals",
    file: SERVER,
    edits: [[
      "const { success } = await child.status;",
      `const { success: ok, signal } = await child.status;
    const success = ok || signal === "SIGTERM";`,
    ]],
  },
  {
    name: "counts a success as a failure, too",
    step: "7.1.4",
    shows: "counts-an-end-as-both",
    file: SERVER,
    edits: [[COUNT, "    if (success) this.#exited++;\n    this.#failed++;"]],
  },
  {
    name: "counts an accepted client once more",
    step: "7.1.4",
    shows: "counts-a-client-twice",
    file: SERVER,
    edits: [[DELETE, `${DELETE}    this.#accepted++;\n`]],
  },
  {
    name: "accepted is counted as the child is noted, too",
    step: "7.1.4",
    shows: "counts-a-client-twice",
    file: SERVER,
    edits: [[
      "    this.#children.set(child.pid, child);",
      "    this.#children.set(child.pid, child);\n    this.#accepted++;",
    ]],
  },
  {
    name: "whoever hangs up counts a failure, too",
    step: "7.1.4",
    shows: "counts-an-end-twice",
    file: SERVER,
    edits: [[
      "    connection.hangUp();",
      "    this.#failed++;\n    connection.hangUp();",
    ]],
  },
  {
    name: "counts a success in two places",
    step: "7.1.4",
    shows: "counts-an-end-twice",
    file: SERVER,
    edits: [[COUNT, `    if (success) this.#exited++;\n${COUNT}`]],
  },
  {
    name: "stats() returns getters",
    step: "7.1.4",
    shows: "hands-out-its-own-counters",
    file: SERVER,
    edits: [[
      `    return {
      accepted: this.#accepted,
      active: this.#children.size,`,
      `    const active = () => this.#children.size;
    return {
      accepted: this.#accepted,
      get active() {
        return active();
      },`,
    ]],
  },
];

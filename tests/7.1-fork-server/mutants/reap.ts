import type { Mutant } from "../../harness/mutant.ts";

const SERVER = "fork_server.ts";
const DELETE = "    this.#children.delete(child.pid);\n";
const COUNT = `    if (success) this.#exited++;
    else this.#failed++;`;

/** Wrong versions of the bookkeeping. */
export const reapMutants: Mutant[] = [
  {
    name: "never reaps",
    step: "7.1.4",
    shows: "never-reaps",
    file: SERVER,
    edits: [[DELETE, ""]],
  },
  {
    name: "reaps at once, without waiting for the child",
    step: "7.1.4",
    shows: "reaps-at-once",
    file: SERVER,
    edits: [[
      "    const { success } = await child.status;",
      "    const success = true;",
    ]],
  },
  {
    name: "notes the end by a then() that nobody waits for",
    step: "7.1.4",
    shows: "does-not-wait-for-the-end",
    file: SERVER,
    edits: [[
      "    const { success } = await child.status;",
      "    child.status.then(({ success }) => {",
    ], [COUNT, `${COUNT}\n    });`]],
  },
  {
    name: "a child that has failed is not taken out",
    step: "7.1.4",
    shows: "keeps-who-has-failed",
    file: SERVER,
    edits: [[
      "    this.#children.delete(child.pid);",
      "    if (success) this.#children.delete(child.pid);",
    ]],
  },
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
    name: "removes the oldest child, not the one that ended",
    step: "7.1.4",
    shows: "removes-another-child",
    file: SERVER,
    edits: [[
      DELETE,
      "    for (const pid of [...this.#children.keys()].slice(0, 1)) this.#children.delete(pid);\n",
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
    name: "hangs up when the child has ended, whatever it wrote",
    step: "7.1.4",
    shows: "takes-the-exit-for-the-end-of-output",
    file: SERVER,
    edits: [[
      DELETE,
      `${DELETE}    this.connections.forEach((c) => c.child === child && c.hangUp());\n`,
    ]],
  },
  {
    name: "hangs up on the client as soon as the child's status has come",
    step: "7.1.3",
    shows: "takes-the-exit-for-the-end-of-output",
    file: SERVER,
    edits: [[
      "    const { success } = await child.status;\n",
      `    const { success } = await child.status;
    this.connections.forEach((c) => c.child === child && c.hangUp());\n`,
    ]],
  },
  {
    name: "a child leaves the list a moment after its end",
    step: "7.1.4",
    shows: "removes-a-child-late",
    file: SERVER,
    edits: [[
      DELETE,
      `    setTimeout(() => this.#children.delete(child.pid), 50);
`,
    ]],
  },
  {
    name: "all children leave the list when one has ended",
    step: "7.1.4",
    shows: "removes-another-child",
    file: SERVER,
    edits: [[DELETE, "    this.#children.clear();\n"]],
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
    name: "a child is noted a moment after its start",
    step: "7.1.4",
    shows: "notes-a-child-late",
    file: SERVER,
    edits: [[
      "    this.#children.set(child.pid, child);",
      "    await Promise.resolve();\n    this.#children.set(child.pid, child);",
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
    name: "asks by a timer whether a child's status has come",
    step: "7.1.4",
    shows: "asks-again-and-again",
    file: SERVER,
    edits: [[
      "    const { success } = await child.status;",
      `    let status: Deno.CommandStatus | undefined;
    void child.status.then((it) => status = it);
    while (!status) await new Promise((resolve) => setTimeout(resolve, 20));
    const { success } = status;`,
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
    name: "a child is never noted",
    step: "7.1.4",
    shows: "leaves-a-child-out",
    file: SERVER,
    edits: [[
      `    this.#children.set(child.pid, child);
    const { success } = await child.status;
    this.#children.delete(child.pid);`,
      `    const { success } = await child.status;
    void this.#children;`,
    ]],
  },
  {
    name: "a child leaves the list when its connection ends",
    step: "7.1.4",
    shows: "removes-a-child-late",
    file: SERVER,
    edits: [[
      `    this.#children.delete(child.pid);`,
      `    const all = [...this.connections];
    const mine = all.find((c) => c.child === child);
    void (mine?.ended ?? Promise.resolve()).then(() => this.#children.delete(child.pid));`,
    ]],
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
    name: "each call waits for whichever child ends first",
    step: "7.1.4",
    shows: "waits-for-any-child",
    file: SERVER,
    edits: [[
      "    const { success } = await child.status;",
      `    const ended = await Promise.race(
      [...this.#children.values()].map(async ({ pid, status }) => {
        return { pid, success: (await status).success };
      }),
    );
    const { pid, success } = ended;`,
    ], [DELETE, "    if (!this.#children.delete(pid)) return;\n"]],
  },
  {
    name: "notes each child under the number of its client",
    step: "7.1.4",
    shows: "notes-children-under-other-keys",
    file: SERVER,
    edits: [[
      "    this.#children.set(child.pid, child);",
      `    const number = this.#accepted;
    this.#children.set(number, child);`,
    ], [DELETE, "    this.#children.delete(number);\n"]],
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
  {
    name: "an end is noted when all that were started before are",
    step: "7.1.4",
    shows: "waits-for-older-children",
    file: SERVER,
    edits: [[
      "    const { success } = await child.status;",
      `    const older = [...this.#children.values()].map((it) => it.status);
    await Promise.all(older);
    const { success } = await child.status;`,
    ]],
  },
  {
    name: "waits for the child's output in the place of its status",
    step: "7.1.3",
    shows: "collects-the-output",
    file: SERVER,
    edits: [[
      "await child.status;\n    this",
      "await child.output();\n    this",
    ]],
  },
];

import type { Mutant } from "../../harness/mutant.ts";

const SERVER = "fork_server.ts";
const DELETE = "    this.#children.delete(child.pid);\n";
const COUNT = `    if (success) this.#exited++;
    else this.#failed++;`;

/** Wrong versions of the list of children. */
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
    name: "each call waits for whichever child ends first, and counts that",
    step: "7.1.4",
    shows: "waits-for-any-child",
    file: SERVER,
    edits: [[
      "    const { success } = await child.status;",
      `    const { pid, success } = await Promise.race(
      [...this.#children.values()].map(async ({ pid, status }) => {
        return { pid, success: (await status).success };
      }),
    );`,
    ], [DELETE, "    this.#children.delete(pid);\n"]],
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
  {
    name: "notes a child that has lived for 50 ms",
    step: "7.1.2",
    shows: "delays-by-timer",
    file: SERVER,
    edits: [[
      'import { endWithin } from "./stop.ts";',
      'import { endWithin } from "./stop.ts";\nimport { settles } from "../given/lifetime.ts";',
    ], [
      "    this.#children.set(child.pid, child);\n",
      "    if (!await settles(child.status, 50)) this.#children.set(child.pid, child);\n",
    ]],
  },
];

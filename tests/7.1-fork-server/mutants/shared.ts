import type { Mutant } from "../../harness/mutant.ts";

const WAIT =
  "    while (this.#children.size >= maxChildren) await this.oneEnds();";
const DELETE = "    this.#children.delete(child.pid);";
const CLASS = "class ForkingServer extends";

/**
 * Wrong versions of `maxChildren` that keep in the module what is a server's, or
 * wait for more than one end.
 */
export const sharedMutants: Mutant[] = [
  {
    name: "waits for the end of a child and for that of its connection",
    step: "7.1.6",
    shows: "waits-for-connections",
    file: "fork_server.ts",
    edits: [[
      WAIT,
      WAIT.replace(
        "await this.oneEnds();",
        "{ await this.oneEnds(); await this.oneEnds(); }",
      ),
    ]],
  },
  {
    name: "the children of all servers are counted together",
    step: "7.1.6",
    shows: "servers-share-what-they-count",
    file: "fork_server.ts",
    edits: [
      [CLASS, `let running = 0;\n\n${CLASS}`],
      [
        "    this.#children.set(child.pid, child);",
        "    this.#children.set(child.pid, child);\n    running++;",
      ],
      [DELETE, `${DELETE}\n    running--;`],
      [WAIT, WAIT.replace("this.#children.size", "running")],
    ],
  },
  {
    name: "an end wakes the server that has waited longest",
    step: "7.1.6",
    shows: "servers-share-what-they-count",
    file: "fork_server.ts",
    edits: [
      [CLASS, `const waiting: (() => void)[] = [];\n\n${CLASS}`],
      [
        WAIT,
        WAIT.replace(
          "this.oneEnds()",
          "new Promise<void>((resolve) => waiting.push(resolve))",
        ),
      ],
      [DELETE, `${DELETE}\n    waiting.shift()?.();`],
    ],
  },
  {
    name: "the limit of the server that was made last is that of all",
    step: "7.1.6",
    shows: "servers-share-what-they-count",
    file: "fork_server.ts",
    edits: [
      [CLASS, `let limit = Infinity;\n\n${CLASS}`],
      [
        "    this.#options = options;",
        "    this.#options = options;\n    limit = options.maxChildren;",
      ],
      [WAIT, WAIT.replace("maxChildren", "limit")],
    ],
  },
];

import type { Mutant } from "../../harness/mutant.ts";

const SERVER = "fork_server.ts";
const WAIT =
  "    while (this.#children.size >= maxChildren) await this.oneEnds();";

/** Wrong versions of `maxChildren`. */
export const limitMutants: Mutant[] = [
  {
    name: "no limit",
    step: "7.1.6",
    shows: "starts-without-room",
    file: SERVER,
    edits: [[WAIT, "    void maxChildren;"]],
  },
  {
    name: "waits once, and does not look again",
    step: "7.1.6",
    shows: "takes-news-for-room",
    file: SERVER,
    edits: [[WAIT, WAIT.replace("while", "if")]],
  },
  {
    name: "counts connections and not children",
    step: "7.1.6",
    shows: "counts-connections",
    file: SERVER,
    edits: [[WAIT, WAIT.replace("#children", "connections")]],
  },
  {
    name: "waits for the end of a connection",
    step: "7.1.6",
    shows: "waits-for-connections",
    file: SERVER,
    edits: [[
      "await this.oneEnds();",
      "await Promise.race([...this.connections].map(({ ended }) => ended));",
    ]],
  },
  {
    name: "one child too many",
    step: "7.1.6",
    shows: "is-off-by-one",
    file: SERVER,
    edits: [[
      "this.#children.size >= maxChildren",
      "this.#children.size > maxChildren",
    ]],
  },
  {
    name: "one child too few",
    step: "7.1.6",
    shows: "leaves-a-place-empty",
    file: SERVER,
    edits: [[
      "this.#children.size >= maxChildren",
      "this.#children.size > 0 && this.#children.size >= maxChildren - 1",
    ]],
  },
  {
    name: "lets half of the children in, and one more",
    step: "7.1.6",
    shows: "leaves-a-place-empty",
    file: SERVER,
    edits: [[
      "this.#children.size >= maxChildren",
      "this.#children.size * 2 > maxChildren",
    ]],
  },
  {
    name: "counts all that is waited for, which is two for each client",
    step: "7.1.6",
    shows: "counts-each-twice",
    file: SERVER,
    edits: [[WAIT, WAIT.replace("#children", "serving")]],
  },
  {
    name: "waits for an end before it looks",
    step: "7.1.6",
    shows: "waits-before-it-looks",
    file: SERVER,
    edits: [[
      WAIT,
      "    do await this.oneEnds(); while (this.#children.size >= maxChildren);",
    ]],
  },
  {
    name: "waits for the same end again and again",
    step: "7.1.6",
    shows: "never-yields",
    file: SERVER,
    edits: [[
      WAIT,
      "    const end = this.oneEnds();\n    while (this.#children.size >= maxChildren) await end;",
    ]],
  },
  {
    name: "looks again by a timer, too",
    step: "7.1.6",
    shows: "asks-again-and-again",
    file: SERVER,
    edits: [[
      "await this.oneEnds();",
      "await Promise.race([this.oneEnds(), new Promise((r) => setTimeout(r, 100))]);",
    ]],
  },
  {
    name: "waits for all children instead of one",
    step: "7.1.6",
    shows: "waits-for-all-children",
    file: SERVER,
    edits: [["await this.oneEnds();", "await Promise.all(this.serving);"]],
  },
  {
    name: "waits for the newest child",
    step: "7.1.6",
    shows: "waits-for-a-certain-child",
    file: SERVER,
    edits: [[
      "await this.oneEnds();",
      "await [...this.#children.values()].at(-1)?.status;",
    ]],
  },
  {
    name: "slots are not freed after a crash",
    step: "7.1.6",
    shows: "a-crash-keeps-its-place",
    file: SERVER,
    edits: [[
      "this.#children.size >= maxChildren",
      "this.#children.size + this.#failed >= maxChildren",
    ]],
  },
  {
    name: "all that came and have not exited well take a place",
    step: "7.1.6",
    shows: "a-crash-keeps-its-place",
    file: SERVER,
    edits: [[
      "this.#children.size >= maxChildren",
      "this.#accepted - this.#exited >= maxChildren",
    ]],
  },
  {
    name: "excess clients are refused",
    step: "7.1.6",
    shows: "turns-clients-away",
    file: SERVER,
    edits: [[
      "      void this.#serve(conn);",
      `      if (this.#children.size >= this.#options.maxChildren) {
        conn.close();
        continue;
      }
      void this.#serve(conn);`,
    ], ["      await this.#vacancy();\n", ""]],
  },
  {
    name: "waits for the oldest child",
    step: "7.1.6",
    shows: "waits-for-a-certain-child",
    file: SERVER,
    edits: [[
      "await this.oneEnds();",
      "await [...this.#children.values()][0]?.status;",
    ]],
  },
  {
    name: "asks by a timer whether there is room",
    step: "7.1.6",
    shows: "asks-again-and-again",
    file: SERVER,
    edits: [[
      "await this.oneEnds();",
      "await new Promise((resolve) => setTimeout(resolve, 20));",
    ]],
  },
  {
    name: "asks in each turn of the event loop whether there is room",
    step: "7.1.6",
    shows: "asks-again-and-again",
    file: SERVER,
    edits: [[
      "    while (this.#children.size >= maxChildren) await this.oneEnds();",
      "    while (this.#children.size >= maxChildren) await new Promise((resolve) => setImmediate(resolve));",
    ]],
  },
  {
    name: "takes the number of children once",
    step: "7.1.6",
    shows: "does-not-look-again",
    file: SERVER,
    edits: [[
      "    while (this.#children.size >= maxChildren) await this.oneEnds();",
      `    const running = this.#children.size;
    while (running >= maxChildren) await this.oneEnds();`,
    ]],
  },
  {
    name: "counts all clients that ever came",
    step: "7.1.6",
    shows: "does-not-look-again",
    file: SERVER,
    edits: [[
      "    while (this.#children.size >= maxChildren) await this.oneEnds();",
      "    while (this.#accepted >= maxChildren) await this.oneEnds();",
    ]],
  },
  {
    name: "looks again in each microtask whether there is room",
    step: "7.1.6",
    shows: "never-yields",
    file: SERVER,
    edits: [["await this.oneEnds()", "await null"]],
  },
  {
    name: "looks again without any wait whether there is room",
    step: "7.1.6",
    shows: "never-yields",
    file: SERVER,
    edits: [[" await this.oneEnds()", ""]],
  },
  {
    name: "ends the oldest child to have room",
    step: "7.1.6",
    shows: "ends-clients-for-room",
    file: SERVER,
    edits: [[
      "    while (this.#children.size >= maxChildren) await this.oneEnds();",
      `    while (this.#children.size >= maxChildren) {
      [...this.#children.values()][0]?.kill("SIGTERM");
      await this.oneEnds();
    }`,
    ]],
  },
  {
    name: "closes the listener when there is no room",
    step: "7.1.6",
    shows: "turns-clients-away",
    file: SERVER,
    edits: [["await this.oneEnds()", "return this.stopListening()"]],
  },
  {
    name: "the next client is let in some time later",
    step: "7.1.6",
    shows: "delays-by-timer",
    file: SERVER,
    edits: [[
      "await this.oneEnds();",
      `{
      await this.oneEnds();
      await new Promise((resolve) => setTimeout(resolve, 200));
    }`,
    ]],
  },
  {
    name: "the next client is let in when half have gone",
    step: "7.1.6",
    shows: "waits-for-several-ends",
    file: SERVER,
    edits: [[
      "    while (this.#children.size >= maxChildren) await this.oneEnds();",
      `    if (this.#children.size < maxChildren) return;
    while (this.#children.size > maxChildren / 2) await this.oneEnds();`,
    ]],
  },
  {
    name: "the next client is counted among the children",
    step: "7.1.6",
    shows: "leaves-a-place-empty",
    file: SERVER,
    edits: [[
      "this.#children.size >= maxChildren",
      "this.#children.size + 1 >= maxChildren",
    ]],
  },
  {
    name: "a child that could not be started keeps its place",
    step: "7.1.6",
    shows: "keeps-a-place-for-nobody",
    file: SERVER,
    edits: [
      [
        WAIT,
        `    if (++this.#taken < maxChildren) return;
    await new Promise<void>((resolve) => this.#queue.push(resolve));`,
      ],
      [
        "    this.#children.delete(child.pid);",
        `    this.#children.delete(child.pid);
    this.#taken--;
    this.#queue.shift()?.();`,
      ],
      [
        "  #failed = 0;",
        `  #failed = 0;
  #taken = 0;
  readonly #queue: (() => void)[] = [];`,
      ],
    ],
  },
];

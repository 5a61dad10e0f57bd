import type { Mutant } from "../../harness/mutant.ts";

const SERVER = "prefork_server.ts";
const PAUSE =
  "      await delay(BACKOFF * 2 ** (failures - 1), { signal }).catch(() => {});";

/** Wrong versions of how a child is replaced. */
export const restartMutants: Mutant[] = [
  {
    name: "prefork without respawn",
    step: "7.1.8",
    shows: "never-replaces",
    file: SERVER,
    edits: [[
      "      if (signal.aborted) return;\n",
      "      if (born || signal.aborted) return;\n",
    ]],
  },
  {
    name: "prefork with a respawn storm",
    step: "7.1.8",
    shows: "restarts-without-a-pause",
    file: SERVER,
    edits: [[
      "      if (failures === ATTEMPTS) {",
      "      if (failures === Infinity) {",
    ], [
      PAUSE,
      "      void delay;",
    ]],
  },
  {
    name: "prefork does not wait for a child's end",
    step: "7.1.8",
    shows: "starts-beside-a-child-that-runs",
    file: SERVER,
    edits: [[
      "      const { code, signal: killedBy } = await child.status;",
      "      const status = await Promise.race([child.status, undefined]);\n      const { code = 0, signal: killedBy = null } = status ?? {};",
    ]],
  },
  {
    name: "prefork counts no child that ended well as a failed one",
    step: "7.1.8",
    shows: "takes-a-good-end-for-a-start",
    file: SERVER,
    edits: [[
      "failures = born ? 0 : failures + 1;",
      "if (born) failures = 0;\n      else if (code !== 0) failures++;",
    ], ["if (born) continue;", "if (born || code === 0) continue;"]],
  },
  {
    name: "prefork replaces failed children only",
    step: "7.1.8",
    shows: "replaces-failures-only",
    file: SERVER,
    edits: [[
      "      if (signal.aborted) return;\n",
      "      if (signal.aborted || code === 0) return;\n",
    ]],
  },
  {
    name: "prefork counts each end as a failure to start",
    step: "7.1.8",
    shows: "counts-a-crash-as-a-failed-start",
    file: SERVER,
    edits: [["failures = born ? 0 : failures + 1;", "failures++;"]],
  },
  {
    name: "prefork counts by how a child ended, and not by whether it listened",
    step: "7.1.8",
    shows: "pauses-after-a-crash",
    file: SERVER,
    edits: [
      ["failures = born ? 0", "failures = code === 0 ? 0"],
      ["      if (born) continue;", "      if (code === 0) continue;"],
    ],
  },
  {
    name: "prefork asks by a timer whether a child has ended",
    step: "7.1.8",
    shows: "asks-again-and-again",
    file: SERVER,
    edits: [[
      "      const { code, signal: killedBy } = await child.status;",
      `      let status: Deno.CommandStatus | undefined;
      void child.status.then((told) => status = told);
      while (status === undefined) {
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
      const { code, signal: killedBy } = status;`,
    ]],
  },
  {
    name: "prefork hears a place's first child only",
    step: "7.1.8",
    shows: "hears-the-first-child-only",
    file: SERVER,
    edits: [[
      "      if (born) listens();",
      "      if (born && failures === 0) listens();",
    ]],
  },
  {
    name: "prefork takes a clean exit for a good start",
    step: "7.1.8",
    shows: "never-gives-up",
    file: SERVER,
    edits: [["failures = born ? 0 :", "failures = born || code === 0 ? 0 :"]],
  },
  {
    name: "prefork tells only of children that had listened",
    step: "7.1.8",
    shows: "keeps-ends-to-itself",
    file: SERVER,
    edits: [[
      "this.#options.onError(new Error(",
      "if (born) this.#options.onError(new Error(",
    ]],
  },
  {
    name: "prefork starts two children for one that ended",
    step: "7.1.8",
    shows: "replaces-one-by-two",
    file: SERVER,
    edits: [[
      "      if (born) continue;",
      "      if (born) { this.#start(); continue; }",
    ]],
  },
  {
    name: "prefork tells of the children alone that have failed",
    step: "7.1.8",
    shows: "keeps-ends-to-itself",
    file: SERVER,
    edits: [[
      "this.#options.onError(new Error(",
      "if (code !== 0) this.#options.onError(new Error(",
    ]],
  },
];

import type { Mutant } from "../../harness/mutant.ts";

const SERVER = "prefork_server.ts";
const PAUSE =
  "      await delay(BACKOFF * 2 ** (failures - 1), { signal }).catch(() => {});";

/** Wrong versions of the pauses, and of giving up. */
export const pauseMutants: Mutant[] = [
  {
    name: "prefork never gives up",
    step: "7.1.8",
    shows: "never-gives-up",
    file: SERVER,
    edits: [[
      "      if (failures === ATTEMPTS) {",
      "      if (failures === Infinity) {",
    ]],
  },
  {
    name: "prefork counts the failures of its whole life",
    step: "7.1.8",
    shows: "counts-a-whole-life",
    file: SERVER,
    edits: [[
      "failures = born ? 0 : failures + 1;",
      "if (!born) failures++;",
    ]],
  },
  {
    name: "prefork's shutdown() throws what interrupts a pause",
    step: "7.1.8",
    shows: "lets-the-pause-throw",
    file: SERVER,
    edits: [[PAUSE, PAUSE.replace(".catch(() => {})", "")]],
  },
  {
    name: "prefork gives up by itself, without an error",
    step: "7.1.8",
    shows: "gives-up-silently",
    file: SERVER,
    edits: [["        throw new Error(", "        return void new Error("]],
  },
  {
    name: "prefork only tells that it gives up",
    step: "7.1.8",
    shows: "gives-up-silently",
    file: SERVER,
    edits: [
      [
        "        throw new Error(",
        "        return this.#options.onError(new Error(",
      ],
      ["listen: ${how}`,\n        );", "listen: ${how}`,\n        ));"],
    ],
  },
  {
    name: "prefork says that it listens when it gives up",
    step: "7.1.8",
    shows: "listens-when-it-gives-up",
    file: SERVER,
    edits: [[
      "        throw new Error(",
      "        listens();\n        throw new Error(",
    ]],
  },
  {
    name: "prefork gives up after four failures",
    step: "7.1.8",
    shows: "gives-up-too-early",
    file: SERVER,
    edits: [["    let failures = 0;", "    let failures = 1;"]],
  },
  {
    name: "prefork gives up after six failures",
    step: "7.1.8",
    shows: "never-gives-up",
    file: SERVER,
    edits: [["failures === ATTEMPTS", "failures > ATTEMPTS"]],
  },
  {
    name: "prefork's pauses begin with the second one",
    step: "7.1.8",
    shows: "pauses-for-another-time",
    file: SERVER,
    edits: [[PAUSE, PAUSE.replace("(failures - 1)", "failures")]],
  },
  {
    name: "prefork's pauses are all alike",
    step: "7.1.8",
    shows: "pauses-for-another-time",
    file: SERVER,
    edits: [[PAUSE, PAUSE.replace("BACKOFF * 2 ** (failures - 1)", "200")]],
  },
  {
    name: "prefork's pauses are worked out by an exclusive or",
    step: "7.1.8",
    shows: "pauses-for-another-time",
    file: SERVER,
    edits: [[PAUSE, PAUSE.replace("2 **", "2 ^")]],
  },
  {
    name: "prefork's pauses become shorter",
    step: "7.1.8",
    shows: "pauses-for-another-time",
    file: SERVER,
    edits: [[PAUSE, PAUSE.replace("BACKOFF * 2 **", "8 * BACKOFF / 2 **")]],
  },
  {
    name: "prefork's shutdown() waits for the end of the pause",
    step: "7.1.8",
    shows: "waits-out-the-pause",
    file: SERVER,
    edits: [[PAUSE, PAUSE.replace(", { signal }", "")]],
  },
  {
    name: "prefork waits for its own end when it gives up",
    step: "7.1.8",
    shows: "waits-for-nobody",
    file: SERVER,
    edits: [[
      "endWithin(this.#options.grace, gone,",
      "endWithin(this.#options.grace, this.finished,",
    ]],
  },
  {
    name: "prefork gives up before its other children have ended",
    step: "7.1.8",
    shows: "leaves-children-behind",
    file: SERVER,
    edits: [[
      "    await endWithin(this.#options.grace, gone, {",
      "    void endWithin(this.#options.grace, gone, {",
    ]],
  },
  {
    name: "prefork's first pause after a good child is shorter",
    step: "7.1.8",
    shows: "pauses-for-another-time",
    file: SERVER,
    edits: [[
      "failures = born ? 0 : failures + 1;",
      "failures = born ? -1 : failures + 1;",
    ]],
  },
  {
    name: "prefork pauses after a child that had served well",
    step: "7.1.8",
    shows: "pauses-after-a-good-child",
    file: SERVER,
    edits: [["      if (born) continue;\n", ""]],
  },
  {
    name: "prefork counts the failures of all places",
    step: "7.1.8",
    shows: "counts-over-all-places",
    file: SERVER,
    edits: [[
      `    let failures = 0;
`,
      "",
    ], [
      "failures = born ? 0 : failures + 1;",
      `this.#failures = born ? 0 : this.#failures + 1;
      const failures = this.#failures;`,
    ], [
      "  readonly #stopping =",
      `  #failures = 0;
  readonly #stopping =`,
    ]],
  },
  {
    name: "prefork starts one more child when a pause is broken off",
    step: "7.1.8",
    shows: "starts-one-more",
    file: SERVER,
    edits: [["    while (!signal.aborted) {", "    for (;;) {"]],
  },
  {
    name: "prefork's pauses go on where the last row of failures ended",
    step: "7.1.8",
    shows: "goes-on-with-the-last-pause",
    file: SERVER,
    edits: [[
      "    let failures = 0;",
      `    let failures = 0;
    let pause = BACKOFF;`,
    ], [
      "      await delay(BACKOFF * 2 ** (failures - 1), { signal }).catch(() => {});",
      `      await delay(pause, { signal }).catch(() => {});
      pause *= 2;`,
    ]],
  },
  {
    name: "prefork pauses before it gives up",
    step: "7.1.8",
    shows: "pauses-before-it-gives-up",
    file: SERVER,
    edits: [[
      "      if (failures === ATTEMPTS) {",
      `      if (failures === ATTEMPTS) {
        await delay(BACKOFF * 2 ** (failures - 1), { signal }).catch(() => {});`,
    ]],
  },
  {
    name: "prefork sets a timer and does not wait for it",
    step: "7.1.8",
    shows: "restarts-without-a-pause",
    file: SERVER,
    edits: [[
      `      await delay(BACKOFF * 2 ** (failures - 1), { signal }).catch(() => {});`,
      `      void delay(BACKOFF * 2 ** (failures - 1), { signal }).catch(() => {});`,
    ]],
  },
  {
    name: "prefork's pauses are random",
    step: "7.1.8",
    shows: "pauses-for-another-time",
    file: SERVER,
    edits: [[
      "BACKOFF * 2 ** (failures - 1)",
      "Math.random() * BACKOFF * 2 ** failures",
    ]],
  },
  {
    name: "prefork tells of an end when the pause is over",
    step: "7.1.8",
    shows: "tells-late",
    file: SERVER,
    edits: [[
      `      this.#options.onError(new Error(\`\${how}; starting another\`));
      if (born) continue;
      await delay(BACKOFF * 2 ** (failures - 1), { signal }).catch(() => {});`,
      `      if (!born) await delay(BACKOFF * 2 ** (failures - 1), { signal }).catch(() => {});
      this.#options.onError(new Error(\`\${how}; starting another\`));`,
    ]],
  },
  {
    name: "prefork gives up by a text",
    step: "7.1.8",
    shows: "tells-a-text",
    file: SERVER,
    edits: [[
      `throw new Error(
          \`Cannot keep prefork server running as \${ATTEMPTS} children in a row ended before they came to listen: \${how}\`,
        );`,
      "throw `Cannot keep prefork server running as ${ATTEMPTS} children in a row ended before they came to listen: ${how}`;",
    ]],
  },
];

import type { Mutant } from "../../harness/mutant.ts";

const SERVER = "prefork_server.ts";

/** Wrong versions of how several processes are stopped. */
export const preforkStopMutants: Mutant[] = [
  {
    name: "prefork kills by close() when it gives up",
    step: "7.1.8",
    shows: "leaves-a-rejection-unheard",
    file: SERVER,
    edits: [[
      'kill: () => this.#processes.forEach((p) => p.kill("SIGKILL")),',
      "kill: () => this.close(),",
    ]],
  },
  {
    name: "prefork asks one child to stop",
    step: "7.1.8",
    shows: "ends-one-child-only",
    file: SERVER,
    edits: [[
      "for (const process of this.#processes) process.stop();",
      "for (const process of [...this.#processes].slice(1)) process.stop();",
    ]],
  },
  {
    name: "prefork sends SIGTERM to one child",
    step: "7.1.8",
    shows: "ends-one-child-only",
    file: SERVER,
    edits: [[
      'this.#processes.forEach((p) => p.kill("SIGTERM"))',
      '[...this.#processes].slice(1).forEach((p) => p.kill("SIGTERM"))',
    ]],
  },
  {
    name: "prefork sends SIGKILL to one child",
    step: "7.1.8",
    shows: "ends-one-child-only",
    file: SERVER,
    edits: [[
      'this.#processes.forEach((p) => p.kill("SIGKILL"))',
      '[...this.#processes].slice(1).forEach((p) => p.kill("SIGKILL"))',
    ]],
  },
  {
    name: "prefork reports a child that did not listen yet when it stopped",
    step: "7.1.8",
    shows: "reports-planned-ends",
    file: SERVER,
    edits: [[
      "      if (signal.aborted) return;\n",
      "      if (signal.aborted && born) return;\n",
    ]],
  },
  {
    name: "prefork kills its children instead of draining them",
    step: "7.1.8",
    shows: "ends-without-draining",
    file: SERVER,
    edits: [["process.stop();", 'process.kill("SIGTERM");']],
  },
  {
    name: "prefork ends children by a signal that serve nobody",
    step: "7.1.8",
    shows: "ends-without-draining",
    file: SERVER,
    edits: [[
      "process.stop();",
      'process.active > 0 ? process.stop() : process.kill("SIGTERM");',
    ]],
  },
  {
    name: "prefork replaces children that it has stopped",
    step: "7.1.8",
    shows: "replaces-what-it-stopped",
    file: SERVER,
    edits: [[
      "    this.#stopping.abort();\n    for (const process of this.#processes) process.stop();",
      "    for (const process of this.#processes) process.stop();",
    ]],
  },
  {
    name: "prefork waits for its clients without end",
    step: "7.1.8",
    shows: "drains-without-limit",
    file: SERVER,
    edits: [[
      "    await endWithin(this.#options.grace, gone, {",
      "    await gone;\n    await endWithin(this.#options.grace, gone, {",
    ]],
  },
  {
    name: "prefork reports the children that it stops",
    step: "7.1.8",
    shows: "reports-planned-ends",
    file: SERVER,
    edits: [["      if (signal.aborted) return;\n", ""]],
  },
  {
    name: "prefork sends SIGKILL where SIGTERM is enough",
    step: "7.1.8",
    shows: "kills-what-it-drains",
    file: SERVER,
    edits: [[
      'terminate: () => this.#processes.forEach((p) => p.kill("SIGTERM")),',
      'terminate: () => this.#processes.forEach((p) => p.kill("SIGKILL")),',
    ]],
  },
  {
    name: "prefork sends no SIGKILL",
    step: "7.1.8",
    shows: "never-kills",
    file: SERVER,
    edits: [[
      'kill: () => this.#processes.forEach((p) => p.kill("SIGKILL")),',
      "kill: () => {},",
    ]],
  },
  {
    name: "prefork does not ask its children to stop",
    step: "7.1.8",
    shows: "never-asks-to-stop",
    file: SERVER,
    edits: [[
      "    for (const process of this.#processes) process.stop();\n",
      "",
    ]],
  },
  {
    name: "prefork throws that it was told to stop",
    step: "7.1.8",
    shows: "throws-when-it-stops",
    file: SERVER,
    edits: [[
      `      if (signal.aborted) return;`,
      `      signal.throwIfAborted();`,
    ]],
  },
  {
    name: "prefork waits out its grace",
    step: "7.1.8",
    shows: "waits-out-the-grace",
    file: SERVER,
    edits: [[
      "    await endWithin(this.#options.grace, gone, {",
      "    await delay(this.#options.grace);\n    await endWithin(0, gone, {",
    ]],
  },
  {
    name: "prefork has a grace of its own",
    step: "7.1.8",
    shows: "drains-with-another-grace",
    file: SERVER,
    edits: [["endWithin(this.#options.grace, gone", "endWithin(5_000, gone"]],
  },
  {
    name: "prefork waits for no child when it stops",
    step: "7.1.8",
    shows: "leaves-running-children",
    file: SERVER,
    edits: [[
      "      const { code, signal: killedBy } = await child.status;\n",
      `      const stops = new Promise<void>((resolve) =>
        signal.addEventListener("abort", () => resolve())
      );
      const ended = await Promise.race([child.status, stops]);
      if (!ended) return;
      const { code, signal: killedBy } = ended;
`,
    ]],
  },
  {
    name: "prefork does not wait for a child that listens when it stops",
    step: "7.1.8",
    shows: "leaves-a-late-child",
    file: SERVER,
    edits: [[
      `      const born = await child.listening;
      if (born) listens();
`,
      `      const born = await child.listening;
      if (born) listens();
      if (signal.aborted) return;
`,
    ]],
  },
  {
    name: "prefork stops as soon as a late child listens, and does not say so",
    step: "7.1.8",
    shows: "leaves-a-late-child",
    file: SERVER,
    edits: [[
      `      const born = await child.listening;
      if (born) listens();
`,
      `      const born = await child.listening;
      if (signal.aborted) return;
      if (born) listens();
`,
    ]],
  },
  {
    name: "prefork sends SIGTERM to one child after the other",
    step: "7.1.8",
    shows: "stops-one-after-the-other",
    file: SERVER,
    edits: [[
      '      terminate: () => this.#processes.forEach((p) => p.kill("SIGTERM")),',
      `      terminate: async () => {
        for (const p of this.#processes) {
          p.kill("SIGTERM");
          await p.status;
        }
      },`,
    ]],
  },
  {
    name: "prefork stops one child after the other",
    step: "7.1.8",
    shows: "stops-one-after-the-other",
    file: SERVER,
    edits: [[
      `    for (const process of this.#processes) process.stop();
    await endWithin(`,
      `    for (const process of [...this.#processes]) {
      process.stop();
      await endWithin(this.#options.grace, process.status, {
        terminate: () => process.kill("SIGTERM"),
        kill: () => process.kill("SIGKILL"),
      });
    }
    await endWithin(`,
    ]],
  },
  {
    name: "prefork asks its children to stop some time later",
    step: "7.1.8",
    shows: "drains-by-timer",
    file: SERVER,
    edits: [[
      "    for (const process of this.#processes) process.stop();",
      `    await new Promise((resolve) => setTimeout(resolve, 300));
    for (const process of this.#processes) process.stop();`,
    ]],
  },
  {
    name: "prefork's grace begins some time later",
    step: "7.1.8",
    shows: "drains-by-timer",
    file: SERVER,
    edits: [[
      "    await endWithin(this.#options.grace, gone, {",
      `    await delay(Math.min(300, this.#options.grace));
    await endWithin(this.#options.grace, gone, {`,
    ]],
  },
];

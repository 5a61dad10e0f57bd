import type { Mutant } from "../../harness/mutant.ts";

const file = "thread_server.ts";

/** Wrong versions of the limit of threads. */
export const limitMutants: Mutant[] = [
  {
    name: "one thread too many",
    step: "7.2.8",
    shows: "one-thread-too-many",
    file,
    edits: [[
      "this.clients.size >= maxThreads",
      "this.clients.size > maxThreads",
    ]],
  },
  {
    name: "one thread too few",
    step: "7.2.8",
    shows: "one-thread-too-few",
    file,
    edits: [[
      "this.clients.size >= maxThreads",
      "this.clients.size >= maxThreads - 1",
    ]],
  },
  {
    name: "waits for an end, and looks for room then",
    step: "7.2.8",
    shows: "one-thread-too-few",
    file,
    edits: [[
      "    while (this.clients.size >= maxThreads) await this.oneEnds();\n",
      "    do {\n      await this.oneEnds();\n    } while (this.clients.size >= maxThreads);\n",
    ]],
  },
  {
    name: "waits while there is room",
    step: "7.2.8",
    shows: "one-thread-too-few",
    file,
    edits: [[
      "this.clients.size >= maxThreads",
      "this.clients.size < maxThreads",
    ]],
  },
  {
    name: "no limit",
    step: "7.2.8",
    shows: "no-limit",
    file,
    edits: [[
      "    while (this.clients.size >= maxThreads) await this.oneEnds();\n",
      "    void maxThreads;\n",
    ]],
  },
  {
    name: "the limit is on all clients that ever came",
    step: "7.2.8",
    shows: "limit-counts-all-ever",
    file,
    edits: [[
      "    while (this.clients.size >= maxThreads) await",
      "    while (this.#accepted >= maxThreads) await",
    ]],
  },
  {
    name: "clients beyond the limit are turned away",
    step: "7.2.8",
    shows: "turns-clients-away",
    file,
    edits: [[
      "      this.admit(socket);\n      await this.#vacancy();\n",
      "      const { maxThreads } = this.#options;\n      if (this.clients.size >= maxThreads) socket.close();\n      else this.admit(socket);\n",
    ]],
  },
  {
    name: "a thread that could not be loaded keeps its place",
    step: "7.2.8",
    shows: "failed-start-keeps-place",
    file,
    edits: [
      ["  #accepted = 0;\n", "  #accepted = 0;\n  #busy = 0;\n"],
      [
        `    await Promise.all([
      client.ready.then(() => client.start(handler, traffic)),
      relay(`,
        `    this.#busy++;
    await Promise.all([
      client.ready.then(() => {
        client.start(handler, traffic);
        void client.ended.then(() => this.#busy--);
      }),
      relay(`,
      ],
      [
        "while (this.clients.size >= maxThreads) await this.oneEnds();",
        "while (this.#busy >= maxThreads) await this.oneEnds();",
      ],
    ],
  },
  {
    name: "the end of the server is waited for, not that of a client",
    step: "7.2.8",
    shows: "vacancy-never-told",
    file,
    edits: [["await this.oneEnds();", "await this.finished;"]],
  },
  {
    name: "a timer asks for a vacancy",
    step: "7.2.8",
    shows: "polls-for-vacancy",
    file,
    edits: [[
      "await this.oneEnds();",
      "await new Promise((resolve) => setTimeout(resolve, 5));",
    ]],
  },
  {
    name: "who is done takes no place, though the thread runs",
    step: "7.2.8",
    shows: "place-of-running-thread",
    file,
    edits: [[
      "    while (this.clients.size >= maxThreads) await this.oneEnds();\n",
      "    const { clients } = this;\n    const serving = () => [...clients].filter(({ over }) => !over).length;\n    while (serving() >= maxThreads) await this.oneEnds();\n",
    ]],
  },
  {
    name: "who waits for a vacancy lets nobody end",
    step: "7.2.8",
    shows: "spins-for-an-end",
    file,
    edits: [["await this.oneEnds();", "await null;"]],
  },
  {
    name: "whoever has failed keeps a place",
    step: "7.2.8",
    shows: "failed-keep-their-place",
    file,
    edits: [[
      "(this.clients.size >= max",
      "(this.#accepted - this.#exited >= max",
    ]],
  },
  {
    name: "the next client has to wait until half have gone",
    step: "7.2.8",
    shows: "waits-for-all-to-go",
    file,
    edits: [[
      "    while (this.clients.size >= maxThreads) await this.oneEnds();",
      `    if (this.clients.size < maxThreads) return;
    while (this.clients.size > maxThreads / 2) await this.oneEnds();`,
    ]],
  },
  {
    name: "the next client has to wait for the one that has been there longest",
    step: "7.2.8",
    shows: "waits-for-all-to-go",
    file,
    edits: [[
      "    while (this.clients.size >= maxThreads) await this.oneEnds();",
      `    const [oldest] = this.clients;
    if (this.clients.size >= maxThreads) await oldest?.ended;`,
    ]],
  },
  {
    name: "the next client is let in some time later",
    step: "7.2.8",
    shows: "delays-by-timer",
    file,
    edits: [[
      "await this.oneEnds();",
      `{
      await this.oneEnds();
      await new Promise((resolve) => setTimeout(resolve, 50));
    }`,
    ]],
  },
];

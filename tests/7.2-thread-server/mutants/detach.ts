import type { Mutant } from "../../harness/mutant.ts";

const file = "thread_server.ts";

/** Wrong versions of the end of a client's thread. */
export const detachMutants: Mutant[] = [
  {
    name: "a thread is never terminated",
    step: "7.2.5",
    shows: "never-terminated",
    file,
    edits: [["    client.destroy();\n    await client.ended;\n", ""]],
  },
  {
    name: "a client is removed before its thread has ended",
    step: "7.2.5",
    shows: "removed-too-early",
    file,
    edits: [["    await client.ended;\n", ""]],
  },
  {
    name: "a client is abandoned when it is destroyed",
    step: "7.2.5",
    shows: "abandons-at-once",
    file,
    edits: [[
      "    client.destroy();\n",
      "    client.destroy();\n    client.abandon();\n",
    ]],
  },
  {
    name: "the end of a thread is joined by hand",
    step: "7.2.8",
    shows: "waits-beside-ended",
    file,
    edits: [
      ["import { settles }", "import { join, settles }"],
      ["    await client.ended;\n", "    await join(client.name);\n"],
    ],
  },
  {
    name: "every client is ended when one has gone",
    step: "7.2.5",
    shows: "ends-all-clients",
    file,
    edits: [[
      "    client.destroy();\n    await client.ended;\n",
      "    for (const client of this.clients) client.destroy();\n    await client.ended;\n",
    ]],
  },
  {
    name: "a thread may take half a second to end",
    step: "7.2.5",
    shows: "forgets-by-timer",
    file,
    edits: [[
      "    await client.ended;\n",
      "    await settles(client.ended, 500);\n",
    ]],
  },
  {
    name: "a thread is ended after a while",
    step: "7.2.5",
    shows: "ends-by-timer",
    file,
    edits: [[
      "    client.destroy();\n",
      "    await new Promise((resolve) => setTimeout(resolve, 100));\n    client.destroy();\n",
    ]],
  },
  {
    name: "nobody waits for the end of a thread",
    step: "7.2.5",
    shows: "end-not-awaited",
    file,
    edits: [[
      "    await client.ended;\n    this.clients.delete(client);\n",
      "    void client.ended.then(() => this.clients.delete(client));\n",
    ]],
  },
  {
    name: "whoever has been there longest is removed",
    step: "7.2.5",
    shows: "removes-another-client",
    file,
    edits: [[
      "    this.clients.delete(client);\n    // #",
      "    for (const one of this.clients) {\n      this.clients.delete(one);\n      break;\n    }\n    // #",
    ]],
  },
  {
    name: "all that are over are removed when one has ended",
    step: "7.2.5",
    shows: "removes-another-client",
    file,
    edits: [[
      "    this.clients.delete(client);\n    // #",
      "    for (const one of this.clients) if (one.over) this.clients.delete(one);\n    // #",
    ]],
  },
  {
    name: "whoever was over first is removed when one has ended",
    step: "7.2.5",
    shows: "removes-another-client",
    file,
    edits: [[
      "    this.clients.delete(client);\n    // #",
      "    const first = [...this.clients].find((one) => one.over) ?? client;\n    this.clients.delete(first);\n    // #",
    ]],
  },
  {
    name: "a client that has failed is never removed",
    step: "7.2.5",
    shows: "never-removed",
    file,
    edits: [[
      `    client.destroy();
    await client.ended;
    this.clients.delete(client);`,
      `    const failed = this.#failed;
    client.destroy();
    await client.ended;
    if (failed === 0) this.clients.delete(client);`,
    ]],
  },
  {
    name: "only the end of a thread that it ends itself is awaited",
    step: "7.2.5",
    shows: "forgets-whom-close-has-ended",
    file,
    edits: [[
      "    client.destroy();\n    await client.ended;\n",
      "    if (!client.over) {\n      client.destroy();\n      await client.ended;\n    }\n",
    ]],
  },
  {
    name: "a client that somebody else has ended is never removed",
    step: "7.2.5",
    shows: "ended-by-close-stays",
    file,
    edits: [[
      "    client.destroy();\n",
      "    if (client.over) return;\n    client.destroy();\n",
    ]],
  },
  {
    name: "clients are removed in the order in which they were destroyed",
    step: "7.2.5",
    shows: "removed-in-turn",
    file,
    edits: [[
      "  #stopped: Promise<void> | undefined;\n",
      "  #stopped: Promise<void> | undefined;\n  #joined = Promise.resolve();\n",
    ], [
      "    await client.ended;\n    this.clients.delete(client);\n",
      `    this.#joined = this.#joined.then(async () => {
      await client.ended;
      this.clients.delete(client);
    });
    await this.#joined;
`,
    ]],
  },
  {
    name: "a client's parts are closed by hand",
    step: "7.2.5",
    shows: "ends-by-hand",
    file,
    edits: [[
      "    client.destroy();\n",
      "    client.worker.terminate();\n    client.socket.close();\n    client.conn.close();\n",
    ]],
  },
  {
    name: "the socket is closed before a client is destroyed",
    step: "7.2.5",
    shows: "closes-clients-socket",
    file,
    edits: [[
      "    client.destroy();\n",
      "    client.socket.close();\n    client.destroy();\n",
    ]],
  },
  {
    name: "the socket's writing side is closed before a client is destroyed",
    step: "7.2.5",
    shows: "detach-fails",
    file,
    edits: [[
      "    client.destroy();\n",
      "    await client.socket.closeWrite();\n    client.destroy();\n",
    ]],
  },
  {
    name: "waits for the thread to be done as well",
    step: "7.2.5",
    shows: "detach-fails",
    file,
    edits: [[
      "await client.ended;",
      "await Promise.all([client.done, client.ended]);",
    ]],
  },
  {
    name: "a client is destroyed when its thread is done",
    step: "7.2.5",
    shows: "destroys-who-is-done",
    file,
    edits: [[
      "    client.destroy();\n",
      "    await client.done;\n    client.destroy();\n",
    ]],
  },
  {
    name: "a client is destroyed when its thread is ready, or has failed",
    step: "7.2.5",
    shows: "destroys-who-is-done",
    file,
    edits: [[
      "    client.destroy();\n",
      "    await client.ready.catch(() => {});\n    client.destroy();\n",
    ]],
  },
  {
    name: "a client is destroyed when its thread is ready",
    step: "7.2.5",
    shows: "destroys-who-is-done",
    file,
    edits: [[
      "    client.destroy();\n",
      "    await client.ready;\n    client.destroy();\n",
    ]],
  },
  {
    name: "a client is destroyed half a second later",
    step: "7.2.5",
    shows: "ends-by-timer",
    file,
    edits: [[
      "    client.destroy();\n",
      "    setTimeout(() => client.destroy(), 500);\n",
    ]],
  },
  {
    name: "the writing side is closed before a client is destroyed",
    step: "7.2.5",
    shows: "detach-fails",
    file,
    edits: [[
      "    client.destroy();\n",
      "    await client.conn.closeWrite();\n    client.destroy();\n",
    ]],
  },
];

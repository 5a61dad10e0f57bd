import type { Mutant } from "../../harness/mutant.ts";

const file = "thread_server.ts";

/** Wrong versions of what goes on at the same time for a client. */
export const attendMutants: Mutant[] = [
  {
    name: "whoever was served is hung up on at once",
    step: "7.2.4",
    shows: "closes-clients-socket",
    file: "thread_server.ts",
    edits: [[
      "      relay(client.socket, client.conn, client.done),\n    ]);\n",
      "      relay(client.socket, client.conn, client.done),\n    ]).finally(() => client.socket.close());\n",
    ]],
  },
  {
    name: "a client is destroyed when it was served or has failed",
    step: "7.2.4",
    shows: "destroyed-before-reported",
    file,
    edits: [[
      "      relay(client.socket, client.conn, client.done),\n    ]);\n",
      "      relay(client.socket, client.conn, client.done),\n    ]).finally(() => client.destroy());\n",
    ]],
  },
  {
    name: "a client is destroyed when its connection fails",
    step: "7.2.4",
    shows: "destroyed-before-reported",
    file,
    edits: [[
      "relay(client.socket, client.conn, client.done),",
      "relay(client.socket, client.conn, client.done).catch((error) => {\n        client.destroy();\n        throw error;\n      }),",
    ]],
  },
  {
    name: "a client is destroyed when its thread cannot be started",
    step: "7.2.4",
    shows: "destroyed-before-reported",
    file,
    edits: [[
      "client.ready.then(() => client.start(handler, traffic)),",
      "client.ready.then(() => client.start(handler, traffic)).catch((e) => {\n        client.destroy();\n        throw e;\n      }),",
    ]],
  },
  {
    name: "waits for both, though one has failed",
    step: "7.2.4",
    shows: "waits-for-the-other-to-fail",
    file,
    edits: [[
      "    await Promise.all([\n      client.ready.then(() => client.start(handler, traffic)),\n      relay(client.socket, client.conn, client.done),\n    ]);\n",
      '    const both = await Promise.allSettled([\n      client.ready.then(() => client.start(handler, traffic)),\n      relay(client.socket, client.conn, client.done),\n    ]);\n    for (const one of both) if (one.status === "rejected") throw one.reason;\n',
    ]],
  },
  {
    name: "an error of either is forgotten",
    step: "7.2.4",
    shows: "attend-error-lost",
    file,
    edits: [["    await Promise.all([", "    await Promise.allSettled(["]],
  },
  {
    name: "relays only when the thread is ready",
    step: "7.2.4",
    shows: "relays-when-ready",
    file,
    edits: [[
      "    await Promise.all([\n      client.ready.then(() => client.start(handler, traffic)),\n      relay(client.socket, client.conn, client.done),\n    ]);\n",
      "    await client.ready;\n    client.start(handler, traffic);\n    await relay(client.socket, client.conn, client.done);\n",
    ]],
  },
  {
    name: "the relay may fail before anybody waits for it",
    step: "7.2.4",
    shows: "relay-unseen",
    file,
    edits: [[
      "    await Promise.all([\n      client.ready.then(() => client.start(handler, traffic)),\n      relay(client.socket, client.conn, client.done),\n    ]);\n",
      "    const relayed = relay(client.socket, client.conn, client.done);\n    await client.ready;\n    client.start(handler, traffic);\n    await relayed;\n",
    ]],
  },
  {
    name: "nobody waits for the start",
    step: "7.2.4",
    shows: "rejection-unseen",
    file,
    edits: [[
      "    await Promise.all([\n      client.ready.then(() => client.start(handler, traffic)),\n      relay(client.socket, client.conn, client.done),\n    ]);\n",
      "    client.ready.then(() => client.start(handler, traffic));\n    await relay(client.socket, client.conn, client.done);\n",
    ]],
  },
  {
    name: "an error of the start is forgotten",
    step: "7.2.4",
    shows: "attend-error-lost",
    file,
    edits: [[
      "client.ready.then(() => client.start(handler, traffic)),",
      "client.ready.then(() => client.start(handler, traffic)).catch(() => {}),",
    ]],
  },
  {
    name: "socket and connection change places",
    step: "7.2.4",
    shows: "waits-for-clients-end",
    file,
    edits: [[
      "relay(client.socket, client.conn, client.done)",
      "relay(client.conn, client.socket, client.done)",
    ]],
  },
  {
    name: "the relay waits until the thread has ended",
    step: "7.2.4",
    shows: "served-for-ever",
    file,
    edits: [[
      "relay(client.socket, client.conn, client.done)",
      "relay(client.socket, client.conn, client.ended)",
    ]],
  },
  {
    name: "the relay ends when the thread is ready",
    step: "7.2.4",
    shows: "done-not-awaited",
    file,
    edits: [[
      "relay(client.socket, client.conn, client.done)",
      "relay(client.socket, client.conn, client.ready)",
    ]],
  },
  {
    name: "one of the two is enough",
    step: "7.2.4",
    shows: "ends-when-started",
    file,
    edits: [["    await Promise.all([", "    await Promise.race(["]],
  },
  {
    name: "a thread is started after some time",
    step: "7.2.4",
    shows: "starts-by-timer",
    file,
    edits: [[
      "client.ready.then(() => client.start(handler, traffic)),",
      "client.ready.then(async () => {\n        await new Promise((resolve) => setTimeout(resolve, 50));\n        client.start(handler, traffic);\n      }),",
    ]],
  },
  {
    name: "a thread ends when it is done, and its reply with it",
    step: "7.2.4",
    shows: "ends-before-delivered",
    file,
    edits: [[
      "      relay(client.socket, client.conn, client.done),\n    ]);\n",
      "      Promise.race([\n        relay(client.socket, client.conn, client.done),\n        client.done,\n      ]),\n    ]);\n",
    ]],
  },
];

import {
  type PoolServer,
  poolServer,
  type PoolServerOptions,
} from "../../../lessons/7.3-thread-pool/pool_server.ts";
import { Client } from "../../harness/net/client.ts";
import type { Story } from "../../harness/story/story.ts";
import { WorkerWatch } from "../../harness/workers/watch.ts";
import { Conversation } from "./conversation.ts";

/** What a test of the server works with. */
export interface ServerTest {
  server: PoolServer;
  workers: WorkerWatch;
  conversation: Conversation;
  /** The errors that `onError` was told of. */
  errors: unknown[];
  /** Connects, and notes it. */
  connect(name: string): Promise<Client>;
}

/**
 * Runs a test with a server on a free port, whose threads answer lines, and
 * ends the server and all clients however the test ends.
 */
export async function withServer(
  story: Story,
  options: Partial<PoolServerOptions>,
  test: (context: ServerTest) => Promise<void>,
): Promise<void> {
  const { per = "connection" } = options;
  const file = per === "request" ? "line_handler.ts" : "client_handler.ts";
  using workers = new WorkerWatch();
  using conversation = new Conversation();
  using clients = new DisposableStack();
  const errors: unknown[] = [];
  const server = poolServer({
    handler: new URL(file, import.meta.url),
    onError: (error) => errors.push(error),
    ...options,
  });
  const { port } = server.addr;
  story.did(
    `a pool server was started on port ${port}: ${
      Deno.inspect(options, { colors: false })
    }`,
  );
  const connect = async (name: string) => {
    story.did(`client ${name} connected`, `nc 127.0.0.1 ${port}`);
    return clients.use(await Client.connect(server.addr));
  };
  try {
    await test({ server, workers, conversation, errors, connect });
  } finally {
    clients.dispose();
    await story.within(server.close(), {
      expected: "close() ends the server and all its threads",
      got: "it does not resolve",
      cause:
        "a thread sleeps in read() or write() and is not woken, or a connection is not ended when its task has.",
    });
  }
}

/** Sends a line and compares the line that comes back. */
export async function asks(
  story: Story,
  client: Client,
  line: string,
  expected: string | undefined,
  cause: string,
): Promise<void> {
  await client.send(`${line}\n`);
  const got = await story.within(client.line(), {
    expected: `the client sends ${JSON.stringify(line)} and gets ${
      JSON.stringify(expected)
    }`,
    got: "nothing comes",
    cause,
  });
  story.equal(got, expected, {
    what: `the answer to ${JSON.stringify(line)}`,
    cause,
  });
}

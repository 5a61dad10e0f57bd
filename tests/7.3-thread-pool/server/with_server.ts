import { deadline } from "@std/async";
import type {
  PoolServer,
  PoolServerOptions,
} from "../../../lessons/7.3-thread-pool/given/pooled_server.ts";
import { poolServer } from "../../../lessons/7.3-thread-pool/given/pool_server.ts";
import { Client } from "../../harness/net/client.ts";
import type { Story } from "../../harness/story/story.ts";
import { WorkerWatch } from "../../harness/workers/watch.ts";
import { isUnwritten } from "../pool/with_pool.ts";
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
  await using cleanUp = new AsyncDisposableStack();
  const workers = cleanUp.use(new WorkerWatch());
  const conversation = cleanUp.use(new Conversation());
  const errors: unknown[] = [];
  const server = poolServer({
    handler: new URL(file, import.meta.url),
    onError: (error) => errors.push(error),
    ...options,
  });
  cleanUp.defer(() =>
    story.within(server.close(), {
      expected: "close() ends the server and all its threads",
      got: "it does not resolve",
      cause:
        "a thread sleeps in read() or write() and is not woken, or a connection is not ended when its task has.",
    })
  );
  const { port } = server.addr;
  const { handler: _, ...shown } = options;
  story.did(
    `a pool server was started on port ${port}: ${
      Deno.inspect(shown, { colors: false })
    }`,
  );
  const connect = async (name: string) => {
    story.did(`client ${name} connected`, `deno task talk ${port}`);
    return cleanUp.use(await Client.connect(server.addr));
  };
  try {
    await test({ server, workers, conversation, errors, connect });
  } catch (error) {
    // What the server has failed with tells more than what a client saw.
    errors.push(await deadline(server.close(), 2_000).catch((e) => e));
    throw errors.find(isUnwritten) ?? error;
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
  await gets(story, client, expected, cause, ` to ${JSON.stringify(line)}`);
}

/** Compares the next line that comes; undefined stands for the end. */
export async function gets(
  story: Story,
  client: Client,
  expected: string | undefined,
  cause: string,
  to = "",
): Promise<void> {
  const got = await story.within(client.line(), {
    expected: `the client gets ${
      expected === undefined ? "the end" : JSON.stringify(expected)
    }${to && ` in answer${to}`}`,
    got: "nothing comes",
    cause,
  });
  story.equal(got, expected, {
    what: to === "" ? "the line that the client gets" : `the answer${to}`,
    cause,
  });
}

import { deadline } from "@std/async";
import type {
  Per,
  PoolServer,
  PoolServerOptions,
} from "../../../lessons/7.3-thread-pool/given/pooled_server.ts";
import { poolServer } from "../../../lessons/7.3-thread-pool/given/pool_server.ts";
import { Client } from "../../harness/net/client.ts";
import type { Story } from "../../harness/story/story.ts";
import { StoryError } from "../../harness/story/story_error.ts";
import type { Meaning, Verdict } from "../../harness/story/verdict.ts";
import { WorkerWatch } from "../../harness/workers/watch.ts";
import { type Id, means } from "../misconceptions.ts";
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

/** What the story calls the clients. */
const names = new WeakMap<Client, string>();

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
    const connecting = Client.connect(server.addr).catch((error) => {
      if (!(error instanceof Deno.errors.ConnectionRefused)) throw error;
      return story.fail({
        expected: `client ${name} can connect: the server listens`,
        got: "the connection was refused: nobody listens there",
        ...inAcceptAll(
          per,
          server.stats().accepted > 0 ? "accepts-once" : undefined,
        ),
      });
    });
    const client = cleanUp.use(await connecting);
    names.set(client, `client ${name}`);
    return client;
  };
  story.uncaught(per === "request" ? asLines : asDirection);
  try {
    await test({ server, workers, conversation, errors, connect });
  } catch (error) {
    // What the server has failed with tells more than what a client saw.
    errors.push(await deadline(server.close(), 2_000).catch((e) => e));
    throw errors.find(isUnwritten) ?? error;
  }
}

/** That a line was asked for, and nobody awaited it when that failed. */
function asLines(error: unknown): Verdict | undefined {
  const { stack = "" } = error instanceof Error ? error : {};
  // Whoever awaits the line is in the stack, too.
  if (!/\blines \(/.test(stack) || /\bserve\b/.test(stack)) return undefined;
  return {
    expected: "somebody waits for the next line, or asks for none",
    got: `nobody does, when the connection fails: ${error}`,
    ...means("reads-ahead-unheard"),
  };
}

/** That nobody caught what a direction of a relay failed with. */
function asDirection(error: unknown): Verdict | undefined {
  if (!(error instanceof Error)) return undefined;
  const direction = error.stack?.match(/\b(?:up|down)stream\b/)?.[0];
  if (direction === undefined) return undefined;
  const isOwn = error instanceof Deno.errors.Interrupted;
  return {
    expected: `somebody catches what \`${direction}()\` rejects with`,
    got: `nobody does, when ${
      isOwn ? "the server hangs up" : "the client is gone"
    }: ${error}`,
    ...means(
      isOwn ? "reports-its-own-hanging-up" : "a-client-that-is-gone-ends-all",
    ),
  };
}

/** Who answers in the accepting thread says so. */
export const inThread = (got: Got): Id | undefined =>
  typeof got === "object" && "line" in got &&
    got.line === "in the accepting thread"
    ? "answers-in-the-event-loop"
    : undefined;

/** Names a mistake of the server's acceptAll(): of two servers, it is this one. */
export function inAcceptAll(per: Per, id: Id | undefined): Meaning {
  const owner = per === "request" ? "RequestServer" : "ConnectionServer";
  return { ...means(id), method: `${owner}.acceptAll()` };
}

/** Checks that the server has admitted its first client, whom it serves. */
export function admitted(story: Story, context: ServerTest, per: Per): void {
  story.holds(context.server.stats().accepted === 1, {
    expected: "a client that is served was admitted: stats() counts it",
    got: state(context),
    ...inAcceptAll(per, "serves-whom-it-has-not-admitted"),
  });
}

/** What came to a client that waited for a line; undefined is the end. */
export type Got = { line: string | undefined } | { error: Error } | "nothing";

/**
 * Which mistake it shows that this came, if it shows one. `late` is the line
 * that did not come in time, and may come still.
 */
export type Mistake = (
  got: Got,
  late: Promise<string | undefined>,
) => Id | Meaning | undefined | Promise<Id | undefined>;

/** What is known of a mistake, in a verdict. */
const meaning = (mistake: Id | Meaning | undefined): Meaning =>
  typeof mistake === "object" ? mistake : means(mistake);

/** Sends a line and compares the line that comes back. */
export async function asks(
  story: Story,
  client: Client,
  line: string,
  expected: string | undefined,
  mistake?: Mistake,
): Promise<void> {
  const answer = client.send(`${line}\n`).then(() => client.line());
  await comes(story, client, answer, expected, mistake, JSON.stringify(line));
}

/** Compares the next line that comes; undefined stands for the end. */
export async function gets(
  story: Story,
  client: Client,
  expected: string | undefined,
  mistake?: Mistake,
): Promise<void> {
  await comes(story, client, client.line(), expected, mistake);
}

async function comes(
  story: Story,
  client: Client,
  answer: Promise<string | undefined>,
  expected: string | undefined,
  mistake: Mistake = () => undefined,
  answerTo?: string,
): Promise<void> {
  const right = `${nameOf(client)} gets ${told(expected)}${
    answerTo === undefined ? "" : ` in answer to ${answerTo}`
  }`;
  let line: string | undefined;
  try {
    line = await story.within(answer, async () => ({
      expected: right,
      got: "nothing comes",
      ...meaning(await mistake("nothing", answer)),
    }));
  } catch (error) {
    if (error instanceof StoryError || !(error instanceof Error)) throw error;
    return story.fail({
      expected: right,
      got: `its connection fails: ${error.message}`,
      ...meaning(await mistake({ error }, answer)),
    });
  }
  if (line === expected) return;
  story.fail({
    expected: right,
    got: `it gets ${told(line)}`,
    ...meaning(await mistake({ line }, answer)),
  });
}

const nameOf = (client: Client) => names.get(client) ?? "the client";

function told(line: string | undefined): string {
  if (line === undefined) return "the end";
  const all = JSON.stringify(line);
  return line.length <= 200
    ? all
    : `${all.slice(0, 40)}…", ${line.length} characters`;
}

/** Compares all that still comes to a client, up to the end. */
export async function getsAll(
  story: Story,
  client: Client,
  expected: string,
  mistake: (got: string | undefined) => Id | Meaning | undefined = () =>
    undefined,
): Promise<void> {
  const right = `${nameOf(client)} gets ${
    expected === "" ? "nothing more" : JSON.stringify(expected)
  }, and then the end`;
  const rest = await story.within(client.rest(), () => ({
    expected: right,
    got: "the end does not come",
    ...meaning(mistake(undefined)),
  }));
  if (rest === expected) return;
  story.fail({
    expected: right,
    got: `it gets ${JSON.stringify(rest.slice(0, 200))}`,
    ...meaning(mistake(rest)),
  });
}

/** What `stats()` says, in a line. */
export function state({ server }: Pick<ServerTest, "server">): string {
  const { accepted, active, exited, failed, rejected, pool } = server.stats();
  return `connections: ${accepted} accepted, ${active} active, ${exited} ended well, ${failed} failed, ${rejected} turned away; tasks: ${pool.running} running, ${pool.queued} queued, ${pool.waiting} waiting, ${pool.completed} completed, ${pool.failed} failed`;
}

/** Waits until no thread is left. */
export async function noThreadIsLeft(
  story: Story,
  { workers }: Pick<ServerTest, "workers">,
): Promise<void> {
  await story.eventually(() => workers.live <= 0, () => ({
    expected: "no thread is left",
    got: `${workers.live} are`,
  }));
}

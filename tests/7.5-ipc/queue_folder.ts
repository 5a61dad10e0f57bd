import { QueueRemovedError } from "../../lessons/7.5-ipc/message_queue.ts";
import type {
  Message,
  MessageQueue,
} from "../../lessons/7.5-ipc/message_queue.ts";
import type { Story } from "../harness/story/story.ts";
import { type Known, means } from "./misconceptions.ts";
import { QueueSpy } from "./queue_spies.ts";

/** Why queues are not tested here, if they are not. */
export const withoutQueues: string | false = Deno.build.os === "windows" &&
  "A file that is locked cannot be read by others on Windows; these queues need that";

/** A folder for queues that a test has to itself. */
export class QueueFolder implements AsyncDisposable {
  readonly #outer = Deno.makeTempDirSync({ prefix: "test-queues-" });
  readonly path = `${this.#outer}/queues`;

  /** Names of all that lies in it; none if there is no such folder. */
  names(): string[] {
    try {
      return [...Deno.readDirSync(this.path)].map(({ name }) => name);
    } catch {
      return [];
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await Deno.remove(this.#outer, { recursive: true });
  }
}

const decoder = new TextDecoder();

/** A message as a test writes it: `"2:text"`. */
export function shown(message: Message | undefined): string | undefined {
  return message && `${message.type}:${decoder.decode(message.data)}`;
}

/** What is told where messages are lost that were sent. */
export const MISSING = {
  expected: "each message that was sent lies in the queue",
  got: "one is missing there, or is in the place of another",
};

/** Sends messages written as `"2:text"`. */
export async function sendAll(
  story: Story,
  queue: MessageQueue,
  messages: string[],
) {
  let sent = (await queue.stat()).messages;
  using spy = new QueueSpy();
  for (const message of messages) {
    const [type, text = ""] = message.split(":");
    await story.within(queue.send(Number(type), text), () => ({
      expected: "send() resolves, as there is room for the message",
      got: `it still waits; its last steps: ${spy.told}`,
      ...means(
        spy.isAsleep && !spy.acts.includes("look")
          ? "sleeps-before-it-looks"
          : undefined,
      ),
    }));
    const { messages: there } = await spy.unseen(() => queue.stat());
    story.holds(there === ++sent, MISSING);
  }
}

/** A receive or send that must come to an end. */
export async function soon<T>(
  story: Story,
  promise: Promise<T>,
  stuck?: Known,
): Promise<T> {
  return await story.within(promise, {
    expected: "who waits on the queue goes on when it can",
    got: "it still waits",
    ...means(stuck),
  });
}

/** Fails unless the promise rejects as the queue was removed. */
export async function findsRemoved(
  story: Story,
  promise: Promise<unknown>,
): Promise<void> {
  const error = await soon(
    story,
    promise.then(() => undefined, (error: unknown) => error),
    "waits-for-what-is-gone",
  );
  story.holds(error instanceof QueueRemovedError, {
    expected: "it rejects with a QueueRemovedError, as EIDRM in C",
    got: error === undefined ? "it resolved" : `${error}`,
    ...means(
      error instanceof Deno.errors.NotFound &&
        error.stack?.includes("QueueFiles")
        ? "looks-without-the-lock"
        : undefined,
    ),
  });
}

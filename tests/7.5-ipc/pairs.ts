import { soon } from "../harness/story/soon.ts";
import type { Story } from "../harness/story/story.ts";
import type { End } from "../../lessons/7.5-ipc/given/end.ts";
import { offerEnd, socketPair } from "../../lessons/7.5-ipc/socket_pair.ts";
import { PortEnd, threadPair } from "../../lessons/7.5-ipc/thread_pair.ts";
import { text } from "./children.ts";
import { type Known, means } from "./misconceptions.ts";

/** Why Unix sockets are not tested here, if they are not. */
export const withoutUnixSockets: string | false = Deno.build.os === "windows" &&
  "Deno has no Unix sockets on Windows: there, ends are TCP on loopback";

/** The kinds of connected ends. */
export const pairs: {
  name: string;
  skip: string | false;
  make: () => Promise<[End, End]>;
}[] = [
  {
    name: "thread_pair.ts",
    skip: false,
    make() {
      const { mine, theirs } = threadPair();
      return Promise.resolve([mine, new PortEnd(theirs)]);
    },
  },
  {
    name: "socket_pair.ts over a Unix socket",
    skip: withoutUnixSockets,
    make: () => socketPair({ transport: "unix" }),
  },
  {
    name: "socket_pair.ts over TCP",
    skip: false,
    make: () => socketPair({ transport: "tcp" }),
  },
];

/** Two connected ends. */
export async function connected(
  story: Story,
  make: () => Promise<[End, End]>,
): Promise<[End, End]> {
  const failed = async (error: unknown) => {
    if (!(error instanceof Deno.errors.NotFound)) throw error;
    using offer = offerEnd({ transport: "unix" });
    let withdrawn = false;
    offer.accept().catch(() => withdrawn = true);
    if (!await soon(() => withdrawn)) throw error;
    return story.fail({
      expected: "accept() waits until somebody has connected",
      got: `it rejects before, and who connects finds nothing: ${error}`,
      ...means("offer-ends-too-early"),
    });
  };
  return await story.within(make().catch(failed), {
    expected: "two ends are connected",
    got: "they still wait for each other",
  });
}

/** A wait for a message: what must come, and what it means if nothing does. */
interface Wait {
  expected?: string;
  missing?: (error?: unknown) => Known;
  /** Whose mistake that is. */
  method?: string | readonly string[];
  /** What is told when nothing comes. */
  got?: string | undefined;
  /** Milliseconds of quiet time. */
  ms?: number;
}

/** The next message, or undefined at the end; a story if receiving fails. */
export async function received(
  story: Story,
  end: End,
  wait: Wait = {},
): Promise<Uint8Array | undefined> {
  const verdict = (got: string, error?: unknown) => ({
    expected: wait.expected ?? "receive() gives the next message, or the end",
    got,
    ...means(wait.missing?.(error)),
    method: wait.method,
  });
  const failed = (error: unknown) =>
    story.fail(verdict(`receive() rejects: ${error}`, error));
  const message = await story.within(
    end.receive().catch(failed),
    () => verdict(wait.got ?? "receive() still waits"),
    wait.ms,
  );
  story.holds(message === undefined || message instanceof Uint8Array, {
    expected: "receive() gives bytes",
    got: `it gives ${Deno.inspect(message)}`,
    ...means(
      typeof message === "string"
        ? "posts-text-as-it-is"
        : Object.prototype.toString.call(message) === "[object ArrayBuffer]"
        ? "posts-the-buffer-alone"
        : undefined,
    ),
  });
  return message;
}

/** As {@linkcode received}, as text. */
export async function next(
  story: Story,
  end: End,
  wait?: Wait,
): Promise<string | undefined> {
  return text(await received(story, end, wait));
}

/** Counts what is posted to ports, and sees which are closed. */
export class PostSpy implements Disposable {
  posts = 0;
  /** The port that was first posted to. */
  first: MessagePort | undefined;
  readonly #closed = new Set<MessagePort>();
  readonly #restore: () => void;

  constructor() {
    const { postMessage, close } = MessagePort.prototype;
    const note = (port: MessagePort) => {
      this.posts++;
      this.first ??= port;
    };
    const closed = this.#closed;
    Object.assign(MessagePort.prototype, {
      postMessage(this: MessagePort, ...args: Parameters<typeof postMessage>) {
        note(this);
        postMessage.apply(this, args);
      },
      close(this: MessagePort) {
        closed.add(this);
        close.call(this);
      },
    });
    this.#restore = () =>
      Object.assign(MessagePort.prototype, { postMessage, close });
  }

  /**
   * Whether a port was closed before the one that was first posted to. (The
   * system closes a port when the other one is closed.)
   */
  get otherIsClosed(): boolean {
    const [port] = this.#closed;
    return port !== undefined && port !== this.first;
  }

  /** Whether any was closed. */
  get hasClosed(): boolean {
    return this.#closed.size > 0;
  }

  [Symbol.dispose](): void {
    this.#restore();
  }
}

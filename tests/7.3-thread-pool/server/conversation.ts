/// <reference lib="deno.worker" />
/** The channel over which a handler and the test talk. */
const CHANNEL = "lesson 7.3";

const inWorker = typeof WorkerGlobalScope !== "undefined" &&
  self instanceof WorkerGlobalScope;

/** Does what a line asks for, and returns the line to send back. */
export async function obey(line: string): Promise<string> {
  const [order, argument = ""] = line.split(" ");
  switch (order) {
    case "where":
      return inWorker ? "in a thread" : "in the accepting thread";
    case "wait":
      await told(argument);
      return `waited for ${argument}`;
    case "throw":
      throw new RangeError(argument);
    case "crash":
      setTimeout(() => {
        throw new RangeError(argument);
      });
      return await new Promise<never>(() => {});
    default:
      return line;
  }
}

/** Tells the test that it waits, and waits until the test says `go`. */
async function told(name: string): Promise<void> {
  const channel = new BroadcastChannel(CHANNEL);
  try {
    await new Promise<void>((resolve) => {
      channel.onmessage = ({ data }) => {
        if (data === `go ${name}`) resolve();
      };
      channel.postMessage(`waits ${name}`);
    });
  } finally {
    channel.close();
  }
}

/** The test's end of the channel. */
export class Conversation implements Disposable {
  readonly #channel = new BroadcastChannel(CHANNEL);
  /** The names under which handlers wait, in order. */
  readonly waiting: string[] = [];

  constructor() {
    this.#channel.onmessage = ({ data }: MessageEvent<string>) => {
      if (data.startsWith("waits ")) this.waiting.push(data.slice(6));
    };
  }

  /** Lets those that wait under this name go on. */
  go(name: string): void {
    this.#channel.postMessage(`go ${name}`);
  }

  [Symbol.dispose](): void {
    this.#channel.close();
  }
}

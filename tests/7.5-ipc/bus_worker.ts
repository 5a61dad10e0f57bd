import type { Story } from "../harness/story/story.ts";
import type { BusOrder } from "./threads/bus.ts";

/** A worker that is on an event bus. Disposing of it ends it. */
export class BusWorker implements Disposable {
  readonly #worker = new Worker(
    new URL("./threads/bus.ts", import.meta.url),
    { type: "module" },
  );

  /** Starts `names.length` workers on the bus, and waits until they joined. */
  static async join(
    story: Story,
    bus: string,
    names: string[],
  ): Promise<DisposableStack & { workers: BusWorker[] }> {
    const stack = new DisposableStack();
    const workers = names.map(() => stack.use(new BusWorker()));
    await Promise.all(
      workers.map((worker, i) =>
        worker.tell(story, { do: "join", bus, name: names[i] ?? "" }, "joined")
      ),
    );
    story.did(`${names.length} workers joined the bus`);
    return Object.assign(stack, { workers });
  }

  /** Gives an order without waiting. */
  order(order: BusOrder): void {
    this.#worker.postMessage(order);
  }

  /** Gives an order, and waits until the worker answers as it must. */
  async tell(story: Story, order: BusOrder, expected: string): Promise<void> {
    const answer = Promise.withResolvers<unknown>();
    this.#worker.onmessage = ({ data }) => answer.resolve(data);
    this.#worker.onerror = (event) => {
      event.preventDefault();
      answer.resolve(event.message);
    };
    this.order(order);
    const got = await story.within(answer.promise, {
      expected: `a worker that is told to ${order.do} answers "${expected}"`,
      got: "it answered nothing",
    });
    story.equal(got, expected, {
      what: `what a worker answers that is told to ${order.do}`,
    });
  }

  [Symbol.dispose](): void {
    this.#worker.terminate();
  }
}

import { assertEquals } from "@std/assert";
import type { Model, Thread } from "../../../harness/explorer/mod.ts";
import type { VyukovQueue } from "../algorithms/vyukov_queue.ts";

const CAPACITY = 2;

type QueueClass = {
  new (buffer: SharedArrayBuffer, capacity: number): VyukovQueue;
  byteLength(capacity: number): number;
};

/**
 * Producers push numbers while there is room, and one consumer pops a few
 * times. What was taken and what is left is what was pushed, in order.
 */
export function throughQueue(
  name: string,
  Queue: QueueClass,
  producers: number,
  values: number,
): Model {
  const producer = (first: number): Thread => (shared, t) => {
    const queue = new Queue(shared, CAPACITY);
    for (let value = first; value < first + values; value++) {
      if (queue.tryPush(value)) t.log(value);
    }
  };
  const consumer: Thread = (shared, t) => {
    const queue = new Queue(shared, CAPACITY);
    for (let turn = 0; turn < 2; turn++) {
      const value = queue.tryPop();
      if (value !== undefined) t.log(value);
    }
  };
  return {
    name,
    bytes: Queue.byteLength(CAPACITY),
    threads: [
      ...Array.from(
        { length: producers },
        (_, index) => producer(10 * (index + 1)),
      ),
      consumer,
    ],
    setup: (shared) => new Queue(shared, CAPACITY).initialize(),
    final: (words, logs) => {
      const queue = new Queue(words.buffer, CAPACITY);
      const popped = [...logs.at(-1) ?? []];
      for (
        let value = queue.tryPop();
        value !== undefined;
        value = queue.tryPop()
      ) {
        popped.push(value);
      }
      for (const pushed of logs.slice(0, -1)) {
        assertEquals(popped.filter((value) => pushed.includes(value)), pushed);
      }
      assertEquals(popped.length, logs.slice(0, -1).flat().length);
    },
  };
}

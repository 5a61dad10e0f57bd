import { BufferPool } from "../../lessons/7.2-thread-server/given/port_messages.ts";

/** What was done with all pools of buffers since. */
export interface PoolSpy extends Disposable {
  /** How many chunks they were given to collect. */
  readonly collected: number;
  /** The buffers that `emptied()` has returned. */
  readonly emptied: readonly ArrayBuffer[];
}

/** From now on, notes what goes into pools of buffers, and what is taken out. */
export function poolSpy(): PoolSpy {
  const { prototype } = BufferPool;
  const { collect, emptied } = prototype;
  const noted = { collected: 0, emptied: [] as ArrayBuffer[] };
  prototype.collect = function (chunk) {
    noted.collected++;
    return collect.call(this, chunk);
  };
  prototype.emptied = function () {
    const all = emptied.call(this);
    noted.emptied.push(...all);
    return all;
  };
  return Object.assign(noted, {
    [Symbol.dispose]: () => void Object.assign(prototype, { collect, emptied }),
  });
}

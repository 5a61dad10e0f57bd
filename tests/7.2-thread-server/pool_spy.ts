import { BufferPool } from "../../lessons/7.2-thread-server/given/port_messages.ts";

/** What was done with all pools of buffers since. */
export interface PoolSpy extends Disposable {
  /** How many chunks they were given to collect. */
  readonly collected: number;
  /** The buffers that `emptied()` has returned. */
  readonly emptied: readonly ArrayBuffer[];
  /** How many of these are still here: whoever got them has copies. */
  readonly copied: number;
}

/** From now on, notes what goes into pools of buffers, and what is taken out. */
export function poolSpy(): PoolSpy {
  const { prototype } = BufferPool;
  const { collect, emptied } = prototype;
  let collected = 0;
  const given: ArrayBuffer[] = [];
  prototype.collect = function (chunk) {
    collected++;
    return collect.call(this, chunk);
  };
  prototype.emptied = function () {
    const all = emptied.call(this);
    given.push(...all);
    return all;
  };
  return {
    get collected() {
      return collected;
    },
    emptied: given,
    get copied() {
      return given.filter(({ byteLength }) => byteLength > 0).length;
    },
    [Symbol.dispose]() {
      prototype.collect = collect;
      prototype.emptied = emptied;
    },
  };
}

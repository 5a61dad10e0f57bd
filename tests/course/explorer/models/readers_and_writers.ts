import type { Model, Thread } from "../../../harness/explorer/mod.ts";
import type { RustRwLock } from "../algorithms/rust_rw_lock.ts";

/** Readers that may be inside together, and writers that must be alone. */
export function readersAndWriters(
  name: string,
  RwLock: new (buffer: SharedArrayBuffer) => RustRwLock,
  readers: number,
  writers: number,
): Model {
  const reader: Thread = (shared, t) => {
    const lock = new RwLock(shared);
    lock.read();
    t.inside("data", () => {}, { shared: true });
    lock.readUnlock();
  };
  const writer: Thread = (shared, t) => {
    const lock = new RwLock(shared);
    lock.write();
    t.inside("data", () => {});
    lock.writeUnlock();
  };
  return {
    name,
    bytes: 8,
    threads: [
      ...Array.from({ length: readers }, () => reader),
      ...Array.from({ length: writers }, () => writer),
    ],
  };
}

import { lessonModule, type Source } from "../lesson_module.ts";
import { BareLoop, TwoStates } from "./plain_locks.ts";

/** Locks and unlocks one lock `times` times, with `body` in between. */
export type Loop = (times: number, body: () => void) => void;

/** Makes the loop of a lock that lies in the first 4 bytes of `buffer`. */
export type MakeLoop = (buffer: SharedArrayBuffer) => Loop;

/** The uses of lesson 7.4's mutex that are compared. */
export const mutexes: Record<string, (source: Source) => Promise<MakeLoop>> = {
  async "Mutex"(source) {
    const { Mutex } = await lessonModule(source, "7.4-locks/mutex.ts");
    return (buffer) => {
      const mutex = new Mutex(buffer);
      return (times, body) => {
        for (let i = 0; i < times; i++) {
          const token = mutex.lock();
          body();
          token.unlock();
        }
      };
    };
  },
  async "Mutex, one token again"(source) {
    const { Mutex } = await lessonModule(source, "7.4-locks/mutex.ts");
    return (buffer) => {
      const token = new Mutex(buffer).lock();
      token.unlock();
      return (times, body) => {
        for (let i = 0; i < times; i++) {
          token.lock();
          body();
          token.unlock();
        }
      };
    };
  },
  async "Mutex with using"(source) {
    const { Mutex } = await lessonModule(source, "7.4-locks/mutex.ts");
    return (buffer) => {
      const mutex = new Mutex(buffer);
      return (times, body) => {
        for (let i = 0; i < times; i++) {
          using _token = mutex.lock();
          body();
        }
      };
    };
  },
};

/** What the mutex is compared with. */
export const otherLocks: Record<string, () => Promise<MakeLoop>> = {
  "bare compareExchange loop": () =>
    Promise.resolve((buffer) => plain(new BareLoop(new Int32Array(buffer)))),
  "two states and always notify": () =>
    Promise.resolve((buffer) => plain(new TwoStates(new Int32Array(buffer)))),
  async "npm:multithreading 0.3.52"() {
    // Only the benchmarks need it, so it is no dependency of the course.
    // deno-lint-ignore no-import-prefix
    const { Mutex } = await import("npm:multithreading@0.3.52");
    return (buffer) => {
      const lock = new Mutex<undefined>(undefined, buffer);
      return (times, body) => {
        for (let i = 0; i < times; i++) {
          const guard = lock.blockingLock();
          body();
          guard.dispose();
        }
      };
    };
  },
};

/** The loop of one of them. */
export async function makeLoop(
  name: string,
  source: Source,
): Promise<MakeLoop> {
  const make = mutexes[name] ?? otherLocks[name];
  if (make === undefined) throw new TypeError(`There is no lock '${name}'`);
  return await make(source);
}

function plain(lock: BareLoop | TwoStates): Loop {
  return (times, body) => {
    for (let i = 0; i < times; i++) {
      lock.lock();
      body();
      lock.unlock();
    }
  };
}

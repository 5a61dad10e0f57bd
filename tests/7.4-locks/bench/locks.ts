// Only the benchmarks need it, so it is no dependency of the course.
// deno-lint-ignore no-import-prefix
import { Mutex as Published } from "npm:multithreading@0.3.52";
import { Mutex } from "../../../lessons/7.4-locks/mutex.ts";
import { BareLoop, TwoStates } from "./plain_locks.ts";

/** Locks and unlocks one lock `times` times, with `body` in between. */
export type Loop = (times: number, body: () => void) => void;

/** The locks that are compared. Each lies in the first 4 bytes of `buffer`. */
export const locks = {
  "Mutex": (buffer: SharedArrayBuffer): Loop => {
    const mutex = new Mutex(buffer);
    return (times, body) => {
      for (let i = 0; i < times; i++) {
        const token = mutex.lock();
        body();
        token.unlock();
      }
    };
  },
  "Mutex, with `using`": (buffer: SharedArrayBuffer): Loop => {
    const mutex = new Mutex(buffer);
    return (times, body) => {
      for (let i = 0; i < times; i++) {
        using _token = mutex.lock();
        body();
      }
    };
  },
  "Mutex, one token": (buffer: SharedArrayBuffer): Loop => {
    const token = new Mutex(buffer).lock();
    token.unlock();
    return (times, body) => {
      for (let i = 0; i < times; i++) {
        token.lock();
        body();
        token.unlock();
      }
    };
  },
  "bare compareExchange loop": (buffer: SharedArrayBuffer): Loop => {
    const lock = new BareLoop(new Int32Array(buffer));
    return (times, body) => {
      for (let i = 0; i < times; i++) {
        lock.lock();
        body();
        lock.unlock();
      }
    };
  },
  "two states, always notify": (buffer: SharedArrayBuffer): Loop => {
    const lock = new TwoStates(new Int32Array(buffer));
    return (times, body) => {
      for (let i = 0; i < times; i++) {
        lock.lock();
        body();
        lock.unlock();
      }
    };
  },
  "npm:multithreading 0.3.52": (buffer: SharedArrayBuffer): Loop => {
    const lock = new Published<undefined>(undefined, buffer);
    return (times, body) => {
      for (let i = 0; i < times; i++) {
        const guard = lock.blockingLock();
        body();
        guard.dispose();
      }
    };
  },
};

/** The name of a lock. */
export type LockName = keyof typeof locks;

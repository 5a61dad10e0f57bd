import type { ProcessServer } from "../../lessons/7.1-fork-server/given/options.ts";

/** A promise of which one can see whether anybody looks at it. */
export class Watched<T> implements Promise<T> {
  readonly [Symbol.toStringTag] = "Promise";
  readonly #promise: Promise<T>;
  looked = false;

  constructor(promise: Promise<T>) {
    this.#promise = promise;
    promise.catch(() => {});
  }

  then: Promise<T>["then"] = (...handlers) => {
    this.looked = true;
    return this.#promise.then(...handlers);
  };

  catch: Promise<T>["catch"] = (handler) => this.then(undefined, handler);

  finally: Promise<T>["finally"] = (handler) => {
    this.looked = true;
    return this.#promise.finally(handler);
  };
}

/** A call whose promise somebody may look at. */
export interface Call {
  name: "close" | "shutdown";
  promise: Watched<void>;
}

/** From now on, the calls of a server's methods that end it. */
export function watchedCalls(server: ProcessServer): readonly Call[] {
  const calls: Call[] = [];
  for (const name of ["close", "shutdown"] as const) {
    const call = server[name].bind(server);
    server[name] = () => {
      const promise = new Watched(call());
      calls.push({ name, promise });
      return promise;
    };
  }
  return calls;
}

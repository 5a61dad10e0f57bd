import type { ProcessServer } from "../../lessons/7.1-fork-server/given/options.ts";

/** A promise of which one can see whether anybody looks at it. */
class Watched implements Promise<void> {
  readonly [Symbol.toStringTag] = "Promise";
  readonly #promise: Promise<void>;
  looked = false;

  constructor(promise: Promise<void>) {
    this.#promise = promise;
    promise.catch(() => {});
  }

  then: Promise<void>["then"] = (...handlers) => {
    this.looked = true;
    return this.#promise.then(...handlers);
  };

  catch: Promise<void>["catch"] = (handler) => this.then(undefined, handler);

  finally: Promise<void>["finally"] = (handler) => {
    this.looked = true;
    return this.#promise.finally(handler);
  };
}

/** A call whose promise somebody may look at. */
export interface Call {
  name: "close" | "shutdown";
  promise: Watched;
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

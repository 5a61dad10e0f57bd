import { soon } from "../story/soon.ts";
import type { Stoppable } from "./trial.ts";

/** Tells whose fault it is that a server has a child too many. */
export interface VacancySpy extends Disposable {
  /** Whether somebody waits, or has waited, for the end of a child. */
  readonly waited: boolean;
  /**
   * Whether the accept loop does not wait for `#vacancy()`: that has waited
   * before the child too many came, is not written yet, or not called. Otherwise
   * `#vacancy()` lets in too many, which the tests of its own step tell.
   *
   * @param before Whether it had by then.
   */
  isToBlame(before: boolean): Promise<boolean>;
  /** Ends a server, also if its `#vacancy()` waits for ever. */
  endOf(server: Stoppable): AsyncDisposable;
}

/**
 * From now on, notes who waits for the end of a child, or of a thread.
 *
 * @param server The class that all servers of the lesson extend.
 * @param step In which `#vacancy()` is written.
 * @param file The file of the server.
 */
export function vacancySpy(
  server: { prototype: unknown },
  step: string,
  file: URL,
): VacancySpy {
  const unwritten = `TODO(${step})`;
  const prototype = server.prototype as { oneEnds(): Promise<void> };
  const { oneEnds } = prototype;
  let waited = false;
  const over = Promise.withResolvers<never>();
  over.promise.catch(() => {});
  prototype.oneEnds = function () {
    waited = true;
    return Promise.race([oneEnds.call(this), over.promise]);
  };
  return {
    get waited() {
      return waited;
    },
    async isToBlame(before) {
      if (before) return true;
      const source = await Deno.readTextFile(file);
      const text = source.replaceAll(/\/\/.*/g, "");
      return text.includes(`${unwritten}")`) || !text.includes(".#vacancy(");
    },
    endOf(server) {
      return {
        async [Symbol.asyncDispose]() {
          let ended = false;
          const end = server.close?.() ?? server.shutdown();
          end.catch(() => {}).finally(() => ended = true);
          // A trial overlooks what is not written yet: this is like it.
          if (!await soon(() => ended)) over.reject(new Error(unwritten));
        },
      };
    },
    [Symbol.dispose]() {
      prototype.oneEnds = oneEnds;
    },
  };
}

import { ListeningServer } from "../../lessons/given/listening.ts";
import type { Stoppable } from "../harness/net/trial.ts";
import { soon } from "../harness/story/soon.ts";

/** Tells whose fault it is that a server has a child too many. */
export interface VacancySpy extends Disposable {
  /**
   * Whether the accept loop does not wait for `#vacancy()`: it has waited for
   * the end of a child, so it knew, or it is not written yet. Otherwise
   * `#vacancy()` lets in too many, which the tests of its own step tell.
   */
  isToBlame(): Promise<boolean>;
  /** Ends a server, also if its `#vacancy()` waits for ever. */
  endOf(server: Stoppable): AsyncDisposable;
}

const FORK_SERVER = new URL(
  "../../lessons/7.1-fork-server/fork_server.ts",
  import.meta.url,
);

/** From now on, notes who waits for the end of a child. */
export function vacancySpy(): VacancySpy {
  const prototype = ListeningServer.prototype as unknown as {
    oneEnds(): Promise<void>;
  };
  const { oneEnds } = prototype;
  let waited = false;
  const over = Promise.withResolvers<never>();
  over.promise.catch(() => {});
  prototype.oneEnds = function () {
    waited = true;
    return Promise.race([oneEnds.call(this), over.promise]);
  };
  return {
    async isToBlame() {
      return waited ||
        (await Deno.readTextFile(FORK_SERVER)).includes('TODO(7.1.6)")');
    },
    endOf(server) {
      return {
        async [Symbol.asyncDispose]() {
          let ended = false;
          const end = server.close?.() ?? server.shutdown();
          end.catch(() => {}).finally(() => ended = true);
          // A trial overlooks what is not written yet: this is like it.
          if (!await soon(() => ended)) over.reject(new Error("TODO(7.1.6)"));
        },
      };
    },
    [Symbol.dispose]() {
      prototype.oneEnds = oneEnds;
    },
  };
}

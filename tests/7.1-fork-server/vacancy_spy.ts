import { ListeningServer } from "../../lessons/given/listening.ts";

/** Tells whose fault it is that a server has a child too many. */
export interface VacancySpy extends Disposable {
  /**
   * Whether the accept loop does not wait for `#vacancy()`: it has waited for
   * the end of a child, so it knew, or it is not written yet. Otherwise
   * `#vacancy()` lets in too many, which the tests of its own step tell.
   */
  isToBlame(): Promise<boolean>;
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
  prototype.oneEnds = function () {
    waited = true;
    return oneEnds.call(this);
  };
  return {
    async isToBlame() {
      return waited ||
        (await Deno.readTextFile(FORK_SERVER)).includes('TODO(7.1.6)")');
    },
    [Symbol.dispose]() {
      prototype.oneEnds = oneEnds;
    },
  };
}

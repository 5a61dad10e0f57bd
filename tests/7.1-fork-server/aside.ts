import type { Trial } from "../harness/net/trial.ts";
import type { Verdict } from "../harness/story/verdict.ts";

type Told = Verdict | (() => Verdict | Promise<Verdict>);

/**
 * One of several things that a test does at the same time: what happened there
 * is told only when it fails itself, so that the stories do not mix.
 */
export class Aside {
  readonly #t: Trial;
  readonly #steps: [what: string, command?: string][] = [];

  constructor(t: Trial) {
    this.#t = t;
  }

  did(...step: [what: string, command?: string]): void {
    this.#steps.push(step);
  }

  #tell(): void {
    for (const step of this.#steps.splice(0)) this.#t.did(...step);
  }

  #telling(verdict: Told): () => Verdict | Promise<Verdict> {
    return () => {
      this.#tell();
      return typeof verdict === "function" ? verdict() : verdict;
    };
  }

  holds(condition: unknown, verdict: Verdict): asserts condition {
    if (condition) return;
    this.#tell();
    this.#t.fail(verdict);
  }

  async within<T>(promise: Promise<T>, verdict: Told): Promise<T> {
    return await this.#t.within(promise, this.#telling(verdict));
  }

  async eventually(
    condition: () => boolean,
    verdict: Told,
    ms: number,
  ): Promise<void> {
    await this.#t.eventually(condition, this.#telling(verdict), ms);
  }
}

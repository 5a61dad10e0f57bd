import type { Finding } from "./finding.ts";
import type { LogNode } from "./log_node.ts";
import type { Machine } from "./machine.ts";
import type { CheckedModel, Thread } from "./model.ts";
import { NonDeterminism } from "./non_determinism.ts";
import { canBeFresh, onFreshInstances } from "./own_instance.ts";
import { Patches } from "./patches.ts";
import type { State } from "./state.ts";
import { ThreadRun } from "./thread_run.ts";
import { makeOneStep } from "./traced_globals.ts";

/** The first ends of a thread are all looked at, later ones ever less often. */
const FIRST = 8;

/**
 * Finds threads that keep state outside of the buffer: what they have done
 * here they would not do in a worker of their own.
 */
export class StateOutside {
  readonly #machine: Machine;
  readonly #model: CheckedModel;
  #ends = 0;

  constructor(machine: Machine, model: CheckedModel) {
    this.#machine = machine;
    this.#model = model;
  }

  /**
   * Looks at threads of a state.
   *
   * @param all Whether to look at each, or only at some that have ended.
   */
  inspect({ nodes }: State, all: boolean): Finding | undefined {
    if (!canBeFresh()) return undefined;
    for (let thread = 0; thread < nodes.length; thread++) {
      const node = nodes[thread] as LogNode;
      if (node.ending === "endless" || !(all || this.#isSample(node))) continue;
      const anew = this.#rerun(thread, node, true);
      const worn = anew ??
        (all ? this.#rerun(thread, node, false) : anew);
      if (worn === undefined) continue;
      return {
        kind: "state-outside",
        message: `After ${node.depth} operations T${thread} ${worn.before}. ${
          anew === undefined
            ? "Run again, when others had used the module, it"
            : "In a worker of its own it"
        } ${worn.now}, though all its operations up to there had the same results. So what it does depends on what threads that ran before, in this schedule or in another one, left in a variable of the module or in a static field. Each worker has its own: threads share only the buffer.${
          this.#untouched(nodes)
        }`,
      };
    }
    return undefined;
  }

  /** Runs a log once more; returns what differs, if the thread now does. */
  #rerun(
    thread: number,
    node: LogNode,
    anew: boolean,
  ): NonDeterminism | undefined {
    const { oneStep, threads } = this.#model;
    const run = () =>
      new ThreadRun(this.#machine, node).run(threads[thread] as Thread);
    try {
      if (anew) {
        onFreshInstances(() => makeOneStep(new Patches(), oneStep), run);
      } else run();
      return undefined;
    } catch (error) {
      if (error instanceof NonDeterminism) return error;
      throw error;
    }
  }

  /** Says which word no thread has touched: what belongs there may be elsewhere. */
  #untouched(nodes: readonly LogNode[]): string {
    const touched = new Set<number | undefined>();
    for (const last of nodes) {
      for (let node: LogNode | undefined = last; node; node = node.parent) {
        touched.add(node.operation?.address);
      }
    }
    const [name, ...others] = Object.entries(this.#model.words)
      .flatMap(([address, word]) => {
        if (touched.has(Number(address))) return [];
        if (typeof word === "string") return [word];
        return word.foreign ? [] : [word.name];
      });
    return name === undefined || others.length > 0
      ? ""
      : ` So far no thread has read or written the word "${name}".`;
  }

  #isSample(node: LogNode): boolean {
    if (node.ending === undefined || node.isSampled) return false;
    node.isSampled = true;
    this.#ends++;
    return this.#ends <= FIRST || (this.#ends & (this.#ends - 1)) === 0;
  }
}

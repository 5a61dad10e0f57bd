import { announce } from "../dom.ts";
import type { EngineEvent } from "../../engine/protocol.ts";
import type { Engine, Running } from "../engine.ts";

/** How long after the last key tests begin, in milliseconds. */
export const PAUSE = 350;

/**
 * Runs a step's tests when typing has stopped. What still runs then is ended:
 * there is one run at a time, always on the code as it is.
 */
export class Checker {
  readonly #engine: Engine;
  readonly #ask: () => { step: string; sources: Record<string, string> };
  readonly #onEvent: (event: EngineEvent) => void;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #running: Running | undefined;

  /**
   * @param ask What to run, asked when it begins.
   * @param onEvent Told what happens; `registered` comes first.
   */
  constructor(
    engine: Engine,
    ask: () => { step: string; sources: Record<string, string> },
    onEvent: (event: EngineEvent) => void,
  ) {
    this.#engine = engine;
    this.#ask = ask;
    this.#onEvent = onEvent;
  }

  /** Something was typed. */
  touch(): void {
    this.stop();
    this.#timer = setTimeout(() => this.now(), PAUSE);
  }

  /** Runs at once. */
  now(): void {
    this.stop();
    const { step, sources } = this.#ask();
    const running = this.#engine.run(step, sources, (event) => {
      if (this.#running !== undefined && this.#running !== running) return;
      this.#onEvent(event);
      if (event.type === "verdict") announceVerdict(event);
    });
    this.#running = running;
  }

  /** Ends what runs, and what waits to run. */
  stop(): void {
    clearTimeout(this.#timer);
    this.#running?.stop();
    this.#running = undefined;
  }
}

function announceVerdict(
  { verdict }: Extract<EngineEvent, { type: "verdict" }>,
): void {
  const { outcome, failure } = verdict;
  const says = failure?.misconception?.says ?? failure?.likely ?? "";
  announce(
    outcome === "passed"
      ? `Step ${verdict.step}: all tests pass.`
      : outcome === "unwritten"
      ? `Step ${verdict.step} is still to be written.`
      : `Step ${verdict.step}: ${failure?.test ?? "a test"} fails. ${says}`,
  );
}

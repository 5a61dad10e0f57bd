import "../dom.ts";
import type { EngineEvent } from "../../engine/protocol.ts";
import type { Running } from "../engine.ts";

/** How long after the last key tests begin, in milliseconds. */
const PAUSE = 200;

/**
 * Runs code when typing has stopped. What still runs then is ended:
 * there is one run at a time, always on the code as it is.
 */
export class Checker {
  readonly #start: (onEvent: (event: EngineEvent) => void) => Running;
  readonly #onEvent: (event: EngineEvent) => void;
  readonly #prepare: () => void;
  #timer: ReturnType<typeof setTimeout> | undefined;
  /** Counts what was asked for: a run that is to come may be out of date. */
  #turn = 0;
  #running: Running | undefined;

  /**
   * @param start Begins to run the code as it is.
   * @param onEvent Told what happens in the last run that was begun.
   * @param prepare Does, while one still types, what a run would begin with.
   */
  constructor(
    start: (onEvent: (event: EngineEvent) => void) => Running,
    onEvent: (event: EngineEvent) => void,
    prepare: () => void,
  ) {
    this.#start = start;
    this.#onEvent = onEvent;
    this.#prepare = prepare;
  }

  /** Something was typed. */
  touch(): void {
    this.stop();
    this.#prepare();
    this.#timer = setTimeout(() => this.now(), PAUSE);
  }

  /** Runs after something else, unless what is asked for comes before. */
  async runAfter(first: Promise<void>): Promise<void> {
    const turn = this.#turn;
    await first;
    if (turn === this.#turn) this.now();
  }

  /** Runs at once. */
  now(): void {
    this.stop();
    const running = this.#start((event) => {
      if (this.#running !== undefined && this.#running !== running) return;
      this.#onEvent(event);
    });
    this.#running = running;
  }

  /** Ends what runs, and what waits to run. */
  stop(): void {
    this.#turn++;
    clearTimeout(this.#timer);
    this.#running?.stop();
    this.#running = undefined;
  }
}

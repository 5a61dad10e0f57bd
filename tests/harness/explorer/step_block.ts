/** Keeps track of methods that run as one step. */
export class StepBlock {
  #depth = 0;
  #hasBegun = false;

  /** Whether the next operation belongs to the step of the one before. */
  get isWithin(): boolean {
    return this.#depth > 0 && this.#hasBegun;
  }

  /** Begins a method that runs as one step; it may be inside of another. */
  begin(): void {
    if (this.#depth++ === 0) this.#hasBegun = false;
  }

  /** Ends a method that runs as one step. */
  end(): void {
    this.#depth--;
  }

  /**
   * Notes that an operation was done.
   *
   * @param hasSlept Whether the thread slept in it, so that others ran.
   */
  done(hasSlept: boolean): void {
    this.#hasBegun = !hasSlept;
  }
}

/** How a section may be shared, for {@linkcode ThreadContext.enter}. */
export interface SectionOptions {
  /** Whether this thread tolerates others that entered as shared too: a reader. */
  shared?: boolean;
  /** How many threads may be inside at once. @default {1} */
  atMost?: number;
}

/** What a model's thread can say about itself while it runs. */
export interface ThreadContext {
  /**
   * Enters a section in which threads exclude each other. When another thread
   * is inside that must not be, the verdict is "invariant".
   */
  enter(section: string, options?: SectionOptions): void;
  /** Leaves a section. Other threads may run before it does. */
  leave(section: string): void;
  /** Enters the section, runs `body`, and leaves. */
  inside(section: string, body: () => void, options?: SectionOptions): void;
  /**
   * Runs `body`, which must never wait: the verdict is "waited" if it comes to
   * an `Atomics.wait` in any schedule.
   *
   * @param what What it calls, for the verdict: `"lockIfAvailable()"`.
   */
  neverWaits<T>(what: string, body: () => T): T;
  /** A named point at which other threads may run, and scripts may stop. */
  reach(label: string): void;
  /** Records what the thread saw; `final` receives it. */
  log(value: unknown): void;
  /** Fails the model, even if the code under test swallows the error. */
  assert(condition: unknown, message: string): asserts condition;
}

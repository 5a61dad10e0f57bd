/** What both an {@linkcode End} and a `ChildPipe` can do. */
export type Dialog = Pick<End, "send" | "receive" | "closeWrite">;

/**
 * One of two connected ends: what is sent at one is received at the other, both
 * ways, as with C's `socketpair()`.
 */
export interface End extends Disposable {
  /**
   * Sends a message.
   *
   * @throws {Deno.errors.BrokenPipe} If the other end is gone.
   * @throws {TypeError} If this end was closed for writing.
   */
  send(message: Uint8Array | string): Promise<void>;
  /**
   * The next message; undefined when the other end was closed for writing and
   * everything it sent was received, or when this end was disposed of. Wait for
   * one message before asking for the next.
   */
  receive(): Promise<Uint8Array | undefined>;
  /**
   * Half-close: says that nothing more is sent from here, C's
   * `shutdown(SHUT_WR)`. What comes from the other end is still received.
   */
  closeWrite(): Promise<void>;
  /** Closes this end in both directions. Once closed, does nothing. */
  [Symbol.dispose](): void;
}

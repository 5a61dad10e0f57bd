import { PortEnd } from "./port_end.ts";
import { SocketEnd } from "./socket_end.ts";
import { admit, listenLocally, type Transport } from "./given/rendezvous.ts";

export type { End } from "./given/end.ts";
export type { Transport } from "./given/rendezvous.ts";
export { PortEnd } from "./port_end.ts";
export { SocketEnd } from "./socket_end.ts";

/** Two connected ends for two threads. */
export interface ThreadPair {
  /** The end that stays in this thread. */
  mine: PortEnd;
  /**
   * The other one: post it to a worker, also in the list of what is transferred.
   * There, `new PortEnd(port)` makes the end of it.
   */
  theirs: MessagePort;
}

/** Makes two connected ends for two threads, of a `MessageChannel`. */
export function threadPair(): ThreadPair {
  // TODO(7.5.3): Make a channel, an end of its first port, and return both.
  throw new Error("TODO(7.5.3)");
}

/** An end that waits for a process to take the other one. */
export interface Offer extends Disposable {
  /** What the other process must be told, to call `connectEnd()` with. */
  readonly address: string;
  /**
   * Resolves when the other process has connected. Nobody else can connect from
   * then on, and the socket's path is gone.
   *
   * @throws {Error} If the offer is disposed of before.
   */
  accept(): Promise<SocketEnd>;
}

/**
 * Offers one of two connected ends to another process. C's `socketpair()` makes
 * both in one process and `fork()` hands one on; Deno cannot hand a descriptor
 * on, so the other process comes and connects.
 */
export function offerEnd({ transport }: { transport?: Transport } = {}): Offer {
  const { listener, address, token, removePath } = listenLocally(transport);
  return {
    address,
    async accept() {
      using _offer = this;
      // TODO(7.5.3): `admit()` the first who connects to `listener` and knows
      // `token`, and return that end. The offer is used up then: `using`
      // disposes of it.
      throw new Error("TODO(7.5.3)");
    },
    [Symbol.dispose]() {
      // TODO(7.5.3): Stop listening and remove the path. It may be called twice.
      throw new Error("TODO(7.5.3)");
    },
  };
}

/**
 * Takes the end that another process offers at `address`.
 *
 * @throws {Deno.errors.NotFound | Deno.errors.ConnectionRefused} If the offer
 * was taken or withdrawn.
 */
export async function connectEnd(address: string): Promise<SocketEnd> {
  const { protocol, hostname, port, pathname, hash } = new URL(address);
  // TODO(7.5.3): Connect: to `pathname` if the protocol is "unix:", else to
  // `hostname` and `port`. Send the token, which is `hash` without its first
  // character, as the first message.
  throw new Error("TODO(7.5.3)");
}

/** Makes two connected sockets in this process: C's `socketpair()`. */
export async function socketPair(
  options?: { transport?: Transport },
): Promise<[SocketEnd, SocketEnd]> {
  using offer = offerEnd(options);
  return await Promise.all([offer.accept(), connectEnd(offer.address)]);
}

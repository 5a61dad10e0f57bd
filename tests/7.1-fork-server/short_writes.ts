import { delay } from "@std/async";

/** Milliseconds that a write takes, so that another one may begin meanwhile. */
const TIME = 2;

/** What was seen of the writes to sockets. */
export interface ShortWrites extends Disposable {
  /** Whether one began while another one to the same socket was under way. */
  readonly overlapped: boolean;
}

/**
 * From now on, each write to a socket takes at most `most` bytes, as where the
 * buffers of the system are nearly full.
 */
export async function shortWrites(most: number): Promise<ShortWrites> {
  const prototype = await prototypeOfSockets();
  const { write } = prototype;
  const busy = new Set<Deno.Conn>();
  let overlapped = false;
  prototype.write = async function (bytes) {
    overlapped ||= busy.has(this);
    busy.add(this);
    try {
      const taken = await write.call(this, bytes.subarray(0, most));
      await delay(TIME);
      return taken;
    } finally {
      busy.delete(this);
    }
  };
  return {
    get overlapped() {
      return overlapped;
    },
    [Symbol.dispose]() {
      prototype.write = write;
    },
  };
}

/** What all sockets of this process have in common; Deno has no name for it. */
async function prototypeOfSockets(): Promise<Deno.Conn> {
  using listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  const { hostname, port } = listener.addr;
  using socket = await Deno.connect({ hostname, port });
  using _peer = await listener.accept();
  let prototype = Object.getPrototypeOf(socket);
  while (!Object.hasOwn(prototype, "write")) {
    prototype = Object.getPrototypeOf(prototype);
  }
  return prototype;
}

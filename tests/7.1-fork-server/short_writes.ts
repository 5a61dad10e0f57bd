import { delay } from "@std/async";
import { soon } from "../harness/story/soon.ts";
import { emptyArrays } from "./empty_arrays.ts";
import { Rests } from "./rests.ts";

/** Milliseconds that a write takes, so that another one may begin meanwhile. */
const TIME = 2;

/** The same of the first few, as what comes next may be late. */
const FIRST_TIME = 25;

/** What was seen of the writes to sockets, and of the reads. */
export interface ShortWrites extends Disposable {
  /** Whether one began while another one to the same socket was under way. */
  readonly overlapped: boolean;
  /** Whether reads into an empty array followed on each other. */
  readonly readsNothing: boolean;
  /** Whether the server wrote empty arrays, again and again. */
  readonly writesNothing: boolean;
  /** What the server did with the rests of its writes. */
  readonly rests: Rests;
}

/**
 * From now on, each write to a socket takes at most `most` bytes, as where the
 * buffers of the system are nearly full. Those of the server on `port`, which
 * has one client, are looked at.
 */
export async function shortWrites(
  most: number,
  port: number,
): Promise<ShortWrites> {
  const prototype = await prototypeOfSockets();
  const { read, write } = prototype;
  const busy = new Set<Deno.Conn>();
  let writes = 0;
  let overlapped = false;
  let readsNothing = false;
  let writesNothing = false;
  const rests = new Rests();
  const note = emptyArrays(() => readsNothing = true);
  const noteWrite = emptyArrays(() => writesNothing = true);
  prototype.read = function (bytes) {
    note(bytes);
    // Where it went on like that, nobody else would ever have a turn.
    const into = bytes.length === 0 && readsNothing
      ? new Uint8Array(1_000)
      : bytes;
    return read.call(this, into);
  };
  prototype.write = async function (bytes: Uint8Array<ArrayBuffer>) {
    const isServers = (this.localAddr as Deno.NetAddr).port === port;
    if (isServers) {
      noteWrite(bytes);
      rests.offer(bytes);
    }
    overlapped ||= busy.has(this);
    busy.add(this);
    try {
      const taken = await write.call(this, bytes.subarray(0, most));
      if (isServers) rests.take(taken);
      await delay(writes++ < 4 ? FIRST_TIME : TIME);
      return taken;
    } finally {
      busy.delete(this);
    }
  };
  return {
    get overlapped() {
      return overlapped;
    },
    get readsNothing() {
      return readsNothing;
    },
    get writesNothing() {
      return writesNothing;
    },
    rests,
    [Symbol.dispose]() {
      Object.assign(prototype, { read, write });
    },
  };
}

/** Whether somebody now writes empty arrays to a socket, again and again. */
export async function writesNothing(): Promise<boolean> {
  const prototype = await prototypeOfSockets();
  const { write } = prototype;
  let does = false;
  const note = emptyArrays(() => does = true);
  prototype.write = function (bytes) {
    note(bytes);
    return write.call(this, bytes);
  };
  try {
    return await soon(() => does);
  } finally {
    prototype.write = write;
  }
}

/** What all sockets of this process have in common; Deno has no name for it. */
export async function prototypeOfSockets(): Promise<Deno.Conn> {
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

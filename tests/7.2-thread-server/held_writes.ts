import { ClientServer } from "../../lessons/7.2-thread-server/given/client_server.ts";

/** What servers write to their clients, held back as if these did not read. */
export interface HeldWrites extends Disposable {
  /** Lets it go, now and from now on. */
  release(): void;
}

const prototype = ClientServer.prototype as unknown as {
  admit(socket: Deno.TcpConn): void;
};

/** Holds what is written to the clients that are admitted from now on. */
export function heldWrites(): HeldWrites {
  const { admit } = prototype;
  const { promise, resolve } = Promise.withResolvers<void>();
  prototype.admit = function (socket) {
    const write = socket.write.bind(socket);
    const close = socket.close.bind(socket);
    const closed = Promise.withResolvers<void>();
    socket.write = async (bytes) => {
      await Promise.race([promise, closed.promise]);
      return await write(bytes); // It fails if the socket is closed.
    };
    socket.close = () => {
      close();
      closed.resolve();
    };
    return admit.call(this, socket);
  };
  return {
    release: resolve,
    [Symbol.dispose]() {
      resolve();
      prototype.admit = admit;
    },
  };
}

/** How often the server reads from the clients that are admitted from now on. */
export function countedReads(): Disposable & { readonly count: number } {
  const { admit } = prototype;
  let count = 0;
  prototype.admit = function (socket) {
    const read = socket.read.bind(socket);
    socket.read = (array) => {
      count++;
      return read(array);
    };
    return admit.call(this, socket);
  };
  return {
    get count() {
      return count;
    },
    [Symbol.dispose]() {
      prototype.admit = admit;
    },
  };
}

import type { End } from "./end.ts";

/**
 * How two processes of one machine meet: at a path of the file system, or at a
 * port of the loopback interface where there are no Unix sockets.
 */
export type Transport = "unix" | "tcp";

/** In bytes: a socket's path has at most 103 on macOS, and 107 on Linux. */
const LONGEST_FOLDER = 103 - "/socket".length;

const encoder = new TextEncoder();
const decoder = new TextDecoder();

/** A socket that another process of this machine can connect to. */
export interface Rendezvous {
  listener: Deno.Listener;
  /** All that the other process must know: place and token. */
  address: string;
  /** What the other process must say first. A port is open to everybody. */
  token: string;
  removePath: () => void;
}

/** Listens where only processes of this machine can connect. */
export function listenLocally(
  transport: Transport = Deno.build.os === "windows" ? "tcp" : "unix",
): Rendezvous {
  const token = crypto.randomUUID();
  if (transport === "tcp") {
    const listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
    const { hostname, port } = listener.addr as Deno.NetAddr;
    return {
      listener,
      address: `tcp://${hostname}:${port}#${token}`,
      token,
      removePath: () => {},
    };
  }
  const folder = makeFolder();
  const path = `${folder}/socket`;
  const removePath = () => {
    try {
      Deno.removeSync(folder, { recursive: true });
    } catch (error) {
      if (!(error instanceof Deno.errors.NotFound)) throw error;
    }
  };
  try {
    const listener = Deno.listen({ transport: "unix", path });
    return {
      listener,
      address: `unix:${
        path.split("/").map(encodeURIComponent).join("/")
      }#${token}`,
      token,
      removePath,
    };
  } catch (error) {
    removePath();
    throw error;
  }
}

/** Nobody else gets in: its mode is 0700. */
function makeFolder(): string {
  const folder = Deno.makeTempDirSync({ prefix: "end-" });
  if (encoder.encode(folder).length <= LONGEST_FOLDER) return folder;
  Deno.removeSync(folder);
  return Deno.makeTempDirSync({ dir: "/tmp", prefix: "end-" });
}

/**
 * Accepts connections until one says the token, and returns what `makeEnd` makes
 * of that one. Others are closed; one that says nothing keeps nobody waiting.
 *
 * @throws {Error} If the listener is closed first.
 */
export async function admit<E extends End>(
  listener: Deno.Listener,
  token: string,
  makeEnd: (conn: Deno.Conn) => E,
): Promise<E> {
  const strangers = new Set<E>();
  const admitted = Promise.withResolvers<E>();
  let over = false;
  const check = async (end: E) => {
    if (over) return end[Symbol.dispose]();
    strangers.add(end);
    const said = await end.receive().catch(() => undefined);
    if (over || said === undefined || decoder.decode(said) !== token) {
      return end[Symbol.dispose]();
    }
    strangers.delete(end);
    over = true;
    admitted.resolve(end);
  };
  const acceptAll = async () => {
    while (!over) void check(makeEnd(await listener.accept()));
  };
  acceptAll().catch((cause) =>
    admitted.reject(
      new Error(
        "Cannot accept the other end as the offer was withdrawn: accept before disposing of it",
        { cause },
      ),
    )
  );
  try {
    return await admitted.promise;
  } finally {
    over = true;
    for (const end of strangers) end[Symbol.dispose]();
  }
}

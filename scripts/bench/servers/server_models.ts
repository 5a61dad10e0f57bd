import { type Model, POOL_THREADS, WORKERS } from "./model.ts";
import { eventLoop } from "./worker/event_loop.ts";

/** What the servers of all lessons have. */
interface Listening {
  readonly addr: Deno.NetAddr;
  readonly finished: Promise<void>;
}

/** The functions that start the lessons' servers, as far as they are used. */
type Start = (options: Record<string, unknown>) => Listening;
type StartLater = (options: Record<string, unknown>) => Promise<Listening>;

/**
 * Starts a server.
 *
 * @param folder The lesson's folder with the version that is to be started.
 * @param onError Told of errors that the server does not end with.
 * @returns Its port.
 */
export async function startModel(
  model: Model,
  folder: string,
  onError: (error: unknown) => void,
): Promise<number> {
  const server = await start(model, folder, onError);
  server.finished.catch(onError);
  return server.addr.port;
}

async function start(
  model: Model,
  folder: string,
  onError: (error: unknown) => void,
): Promise<Listening> {
  switch (model) {
    case "fork": {
      const { forkServer }: { forkServer: Start } = await import(
        `${folder}fork_server.ts`
      );
      return forkServer({ child: worker("fork_child"), onError });
    }
    case "prefork": {
      const { preforkServer }: { preforkServer: StartLater } = await import(
        `${folder}prefork_server.ts`
      );
      const child = worker("prefork_child");
      return await preforkServer({ child, children: WORKERS, onError });
    }
    case "thread": {
      const { threadServer }: { threadServer: Start } = await import(
        `${folder}thread_server.ts`
      );
      return threadServer({ handler: worker("thread_handler"), onError });
    }
    case "pool per connection":
    case "pool per request": {
      const { poolServer }: { poolServer: Start } = await import(
        `${folder}pool_server.ts`
      );
      const per = model === "pool per request" ? "request" : "connection";
      return poolServer({
        per,
        handler: worker(`pool_${per}`),
        threads: per === "request" ? WORKERS : POOL_THREADS,
        queue: 128,
        onError,
      });
    }
    case "event loop": {
      const listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
      const addr = listener.addr as Deno.NetAddr;
      return { addr, finished: eventLoop(listener) };
    }
  }
}

function worker(name: string): URL {
  return new URL(`./worker/${name}.ts`, import.meta.url);
}

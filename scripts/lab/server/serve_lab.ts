import type { Lesson } from "../../lesson/manifest.ts";
import { isSystemError, UsageError } from "../../terminal/errors.ts";
import { stateOf } from "./answers.ts";
import { EventStream } from "./event_stream.ts";
import { Gate } from "./gate.ts";
import { Handler } from "./handler.ts";
import { LearnerFiles } from "./learner_files.ts";
import { Runs } from "./runs.ts";
import { Site } from "./site_folder.ts";
import { watchFiles } from "./watch_files.ts";

/** What to serve, and where. */
export interface LabOptions {
  lessons: Lesson[];
  /** The folder of the built page. */
  site: URL;
  /** The port; the system chooses one for 0. */
  port: number;
  /** Told the address to open, once the server listens. */
  onReady: (address: string) => void;
  /** Ends the server, and all that it has started. */
  signal: AbortSignal;
}

/**
 * Serves the lab to this machine alone, until the signal aborts.
 *
 * @throws {UsageError} If it cannot listen on the port.
 */
export async function serveLab(
  root: URL,
  { lessons, site, port, onReady, signal }: LabOptions,
): Promise<void> {
  const events = new EventStream();
  const runs = new Runs(root, (event) => events.send(event));
  const files = new LearnerFiles(root, lessons);
  const source = { root, lessons, files, runs };
  const folder = await Site.open(site);
  const ready = Promise.withResolvers<Handler>();
  const server = listen(port, async (request) => {
    return await (await ready.promise).answer(request);
  });
  const gate = new Gate(server.addr.port);
  ready.resolve(new Handler(gate, folder, source, events));
  const tellState = async () =>
    events.send({ type: "state", state: await stateOf(source) });
  const watching = watchFiles(root, files, {
    onFile: (path, version) => events.send({ type: "file", path, version }),
    onProgress: tellState,
  }, signal);
  onReady(`http://127.0.0.1:${server.addr.port}/#token=${gate.token}`);

  const over = Promise.withResolvers<void>();
  signal.addEventListener("abort", () => over.resolve(), { once: true });
  if (signal.aborted) over.resolve();
  await over.promise;
  await runs.stop();
  events.close();
  await Promise.all([watching, server.shutdown()]);
}

function listen(
  port: number,
  answer: (request: Request) => Promise<Response>,
): Deno.HttpServer<Deno.NetAddr> {
  try {
    return Deno.serve(
      { hostname: "127.0.0.1", port, onListen: () => {} },
      answer,
    );
  } catch (error) {
    if (
      !(error instanceof Deno.errors.AddrInUse ||
        error instanceof Deno.errors.PermissionDenied || isSystemError(error))
    ) throw error;
    throw new UsageError(
      `Cannot listen on port ${port} as ${
        error instanceof Deno.errors.AddrInUse
          ? "another program does"
          : "the system refuses it"
      }: choose another with --port, or leave it away.`,
    );
  }
}

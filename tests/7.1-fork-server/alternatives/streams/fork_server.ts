import { delay } from "@std/async";
import { listen, onStopSignal } from "../given/listening.ts";
import {
  completeFork,
  type ForkServerOptions,
  type ProcessServer,
} from "./given/options.ts";
import { Semaphore } from "./semaphore.ts";
import { Session } from "./session.ts";

/** How long, in milliseconds, SIGTERM has to work. */
const TERM_TIME = 500;

/** A fork server without a class: closures, streams and a semaphore. */
export function forkServer(options: ForkServerOptions): ProcessServer {
  const { child: program, maxChildren, ...rest } = completeFork(options);
  const { grace, onError } = rest;
  const listener = listen("fork server", rest);
  const addr = listener.addr as Deno.NetAddr;
  const pids = new Set<number>();
  const sessions = new Set<Session>();
  const permits = new Semaphore(maxChildren);
  const counted = { accepted: 0, exited: 0, failed: 0 };
  let listening = true;

  const stopListening = () => {
    if (listening) listener.close();
    listening = false;
  };
  const spawn = () =>
    new Deno.Command(Deno.execPath(), {
      args: ["run", "--no-prompt", program.href],
      stdin: "piped",
      stdout: "piped",
    }).spawn();

  const run = async () => {
    while (listening) {
      await permits.acquire();
      try {
        serve(await listener.accept());
        counted.accepted++;
      } catch (error) {
        permits.release();
        if (!listening) break;
        onError(error);
        // Where descriptors are out, accept() fails again at once.
        await delay(10);
      }
    }
    await Promise.all([...sessions].map((session) => session.done));
  };
  const serve = (conn: Deno.TcpConn) => {
    let child: Deno.ChildProcess;
    try {
      child = spawn();
    } catch (error) {
      conn.close();
      throw error;
    }
    pids.add(child.pid);
    const session = new Session(conn, child);
    sessions.add(session);
    child.status.then(({ success }) => {
      counted[success ? "exited" : "failed"]++;
      pids.delete(child.pid);
      permits.release();
    });
    session.done.then(() => sessions.delete(session));
  };
  const end = (session: Session) => {
    onError(new Error(`Ended process ${session.pid}, which took too long`));
    session.terminate();
  };
  const finished = run();
  const shutdown = async () => {
    stopListening();
    const timers = [
      setTimeout(() => sessions.forEach((s) => end(s)), grace),
      setTimeout(() => sessions.forEach((s) => s.cut()), grace + TERM_TIME),
    ];
    await finished;
    timers.forEach(clearTimeout);
  };
  onStopSignal(() => void shutdown(), finished);
  return {
    addr,
    finished,
    shutdown,
    get children() {
      return [...pids];
    },
    stats: () => ({ ...counted, active: pids.size }),
    async close() {
      stopListening();
      sessions.forEach((session) => session.cut());
      await finished;
    },
    [Symbol.asyncDispose]: shutdown,
  };
}

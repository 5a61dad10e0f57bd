/**
 * A fork server as a program of its own, so that it can be sent signals and its
 * stderr be read. It says its port.
 *
 * Arguments: the child's address; the grace in milliseconds; a program that
 * stands in for Deno, or nothing; "full" if all descriptors that it may have
 * are to be taken at SIGHUP, when it says "full", until it gets SIGUSR2. Then
 * it says each error it reports, and when, in milliseconds, whether its listener
 * was closed before, and whether that same error was told before.
 */
import { forkServer } from "../../../lessons/7.1-fork-server/fork_server.ts";
import { callersOf } from "../spawn_spy.ts";

const [child = "", grace, program, full] = Deno.args;
if (program) Deno.execPath = () => program;
else if (!full) Deno.env.set("PATH", ""); // As for who has Deno by npx only.
let closed = "";
const told = new Set<unknown>();
if (full) {
  using probe = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  const listeners: Deno.Listener = Object.getPrototypeOf(probe);
  for (const name of ["close", Symbol.dispose] as const) {
    const close = listeners[name];
    listeners[name] = function () {
      closed = ", when the listener was closed already";
      close.call(this);
    };
  }
}
const server = forkServer({
  child: new URL(child),
  grace: Number(grace),
  onError: full
    ? (error) => {
      // What becomes of its clients is a later step's.
      if (/TODO\(7\.1\.[^2]\)/.test(String(error))) return;
      const ms = performance.now().toFixed(1);
      const again = told.has(error) ? ", which was told before" : "";
      told.add(error);
      console.log(`${error}${closed}${again}, after ${ms} ms`);
    }
    : console.error,
});
callersOf(Deno.ChildProcess.prototype, "kill", (callers) => {
  if (callers.include("#downstream")) {
    console.error("#downstream() sends a signal");
  }
});
const files: Deno.FsFile[] = [];
if (full) {
  Deno.addSignalListener("SIGUSR2", () => {
    for (const file of files.splice(0)) file.close();
  });
  // At SIGUSR1, Deno opens an inspector, and panics without a descriptor.
  Deno.addSignalListener("SIGHUP", () => {
    try {
      for (;;) files.push(Deno.openSync("/dev/null"));
    } catch {
      // There is none left.
    }
    console.log("full");
  });
}
console.log(server.addr.port);
await server.finished;

/** The signals that ask a program to stop. Windows has no SIGTERM. */
const STOP_SIGNALS: Deno.Signal[] = Deno.build.os === "windows"
  ? ["SIGINT", "SIGBREAK"]
  : ["SIGINT", "SIGTERM"];

/**
 * Calls `stop` when this process is asked to stop, until disposed of: C's
 * `sigaction()`. As long as a listener is there, the signal does not end the
 * process by itself.
 */
export function onStopSignal(stop: () => void): Disposable {
  for (const signal of STOP_SIGNALS) Deno.addSignalListener(signal, stop);
  return {
    [Symbol.dispose]() {
      for (const signal of STOP_SIGNALS) {
        Deno.removeSignalListener(signal, stop);
      }
    },
  };
}

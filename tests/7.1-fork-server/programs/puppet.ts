/**
 * A child program that says its process id and then does what its client asks,
 * a line each. Other lines it gives back as they are.
 */
const COMMANDS: Record<string, () => void | Promise<void>> = {
  /** Computes for ever. */
  burn() {
    say("burning");
    for (;;);
  },
  /** Waits for ever, so that nothing else of it runs any more. */
  block() {
    say("blocked");
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
  },
  /** Fails, after some last words. */
  crash() {
    say("last words");
    Deno.exit(70);
  },
  /** Ends well although its client has not. */
  leave() {
    say("goodbye");
    Deno.exit(0);
  },
  /** Writes far more to stderr than a pipe holds. NULs, as a person may look. */
  flood() {
    const zeros = new Uint8Array(64 * 1024);
    for (let i = 0; i < 16; i++) {
      for (let done = 0; done < zeros.length;) {
        done += Deno.stderr.writeSync(zeros.subarray(done));
      }
    }
    say("flooded");
  },
  /** Writes 1 MB in small pieces, and reads nothing more. */
  spout() {
    for (let i = 0; i < 120_000; i++) say("spouting");
    COMMANDS["block"]?.();
  },
  /** Does not end when it is asked to stop, but when its input ends. */
  ignore() {
    Deno.addSignalListener("SIGTERM", () => {});
    say("ignoring");
  },
  /**
   * Writes pieces of 4 kB without end, and says on stderr how many it has
   * written: when it is asked "how much?", and when it is told to "exit".
   */
  pour() {
    let poured = 0;
    const piece = new Uint8Array(4096);
    (async () => {
      for (;; poured++) await Deno.stdout.write(piece);
    })();
    COMMANDS["how much?"] = () => console.error(`poured ${poured}.`);
    COMMANDS["exit"] = () => {
      console.error(`poured ${poured} in all.`);
      Deno.exit(0);
    };
  },
  /** Ends well, but only when it is asked to stop. */
  polite() {
    Deno.addSignalListener("SIGINT", () => {
      say("interrupted");
      Deno.exit(0);
    });
    Deno.addSignalListener("SIGTERM", () => {
      say("asked to stop");
      Deno.exit(0);
    });
    say("polite");
  },
  /** Does not end when it is asked to stop. */
  async stubborn() {
    Deno.addSignalListener("SIGTERM", () => {});
    say("stubborn");
    await new Promise(() => setInterval(() => {}, 1_000));
  },
};

function say(line: string): void {
  const bytes = new TextEncoder().encode(`${line}\n`);
  for (let done = 0; done < bytes.length;) {
    done += Deno.stdout.writeSync(bytes.subarray(done));
  }
}

say(`${Deno.pid}`);
const buffer = new Uint8Array(64 * 1024);
let rest = "";
for (;;) {
  const length = await Deno.stdin.read(buffer);
  if (length === null) break;
  const text = new TextDecoder().decode(buffer.subarray(0, length));
  const lines = (rest + text).split("\n");
  rest = lines.pop() ?? "";
  for (const line of lines) {
    const command = COMMANDS[line];
    if (command === undefined) say(line);
    else await command();
  }
}
say("end of input");
Deno.exit(0);

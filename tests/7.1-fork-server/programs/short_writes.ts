/**
 * Loaded before a program, this lets its stdout take at most 1,000 bytes at a
 * time, as a pipe does that is nearly full. Whoever does not look at what
 * `write()` returns loses the rest. It also says on stderr which timers are set.
 */
import { timerSpy } from "../../harness/timer_spy.ts";

timerSpy(undefined, ({ call }) => console.error(`It has called ${call}.`));

const { stdout } = Deno;
const write = stdout.write.bind(stdout);
const writeSync = stdout.writeSync.bind(stdout);
stdout.write = (bytes) => write(bytes.subarray(0, 1_000));
stdout.writeSync = (bytes) => writeSync(bytes.subarray(0, 1_000));

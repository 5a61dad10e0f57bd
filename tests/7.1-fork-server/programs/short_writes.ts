/**
 * Loaded before a program, this lets its stdout take at most 1,000 bytes at a
 * time, as a pipe does that is nearly full. Whoever does not look at what
 * `write()` returns loses the rest. It also says on stderr which timers are set,
 * and whether reads have no room for a byte, or writes have none to write.
 */
import { timerSpy } from "../../harness/timer_spy.ts";
import { emptyArrays } from "../empty_arrays.ts";

timerSpy(undefined, ({ call }) => console.error(`It has called ${call}.`));

const { stdin, stdout } = Deno;
const write = stdout.write.bind(stdout);
const writeSync = stdout.writeSync.bind(stdout);
const noteWrite = emptyArrays(() =>
  console.error("It writes an empty array, again and again.")
);
stdout.write = (bytes) => {
  noteWrite(bytes);
  return write(bytes.subarray(0, 1_000));
};
stdout.writeSync = (bytes) => {
  noteWrite(bytes);
  return writeSync(bytes.subarray(0, 1_000));
};

const note = emptyArrays(() =>
  console.error("It reads into an empty array, again and again.")
);
for (const name of ["read", "readSync"] as const) {
  const read: (bytes: Uint8Array) => unknown = stdin[name].bind(stdin);
  const noted = (bytes: Uint8Array) => {
    note(bytes);
    return read(bytes);
  };
  Object.assign(stdin, { [name]: noted });
}

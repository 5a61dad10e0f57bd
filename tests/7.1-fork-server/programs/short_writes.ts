/**
 * Loaded before a program, this lets its stdout take at most 1,000 bytes at a
 * time, as a pipe does that is nearly full. Whoever does not look at what
 * `write()` returns loses the rest. It also says on stderr which timers are set,
 * and whether reads have no room for a byte, or writes have none to write.
 */
import { timerSpy } from "../../harness/timer_spy.ts";
import { emptyArrays } from "../empty_arrays.ts";
import { Rests } from "../rests.ts";

timerSpy(undefined, ({ call }) => console.error(`It has called ${call}.`));

const { stdin, stdout } = Deno;
const write = stdout.write.bind(stdout);
const writeSync = stdout.writeSync.bind(stdout);
const noteWrite = emptyArrays(() =>
  console.error(
    `It writes an empty array, again and again; ${rests.left} bytes are left.`,
  )
);
const rests = new Rests();
stdout.write = async (bytes: Uint8Array<ArrayBuffer>) => {
  noteWrite(bytes);
  rests.offer(bytes);
  const taken = await write(bytes.subarray(0, 1_000));
  rests.take(taken);
  return taken;
};
stdout.writeSync = (bytes: Uint8Array<ArrayBuffer>) => {
  noteWrite(bytes);
  rests.offer(bytes);
  const taken = writeSync(bytes.subarray(0, 1_000));
  rests.take(taken);
  return taken;
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

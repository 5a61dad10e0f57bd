/**
 * Loaded before a program, this lets its stdout take at most 1,000 bytes at a
 * time, as a pipe does that is nearly full. Whoever does not look at what
 * `write()` returns loses the rest.
 */
const { stdout } = Deno;
const write = stdout.write.bind(stdout);
const writeSync = stdout.writeSync.bind(stdout);
stdout.write = (bytes) => write(bytes.subarray(0, 1_000));
stdout.writeSync = (bytes) => writeSync(bytes.subarray(0, 1_000));

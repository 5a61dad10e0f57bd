// Writes 1 MiB to standard output, whoever reads it, and ends with code 7.
const bytes = new Uint8Array(1024 * 1024);
for (let done = 0; done < bytes.length;) {
  done += Deno.stdout.writeSync(bytes.subarray(done));
}
Deno.exit(7);

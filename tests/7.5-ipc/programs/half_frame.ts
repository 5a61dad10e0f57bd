// Sends one message, begins another, and ends in the middle of it.
Deno.stdout.writeSync(new Uint8Array([0, 0, 0, 2, 111, 107, 0, 0, 0, 9, 1, 2]));

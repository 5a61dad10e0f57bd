/** A child program that gives back the bytes it reads. */
await Deno.stdin.readable.pipeTo(Deno.stdout.writable);

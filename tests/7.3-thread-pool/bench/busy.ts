/**
 * Clients that send one request after the other: `busy.ts <port> <clients>
 * <warm-up> <requests>`. Writes as JSON how long, in milliseconds, each request
 * behind the warm-up took.
 */
const [port = 0, clients = 0, warmUp = 0, requests = 0] = Deno.args.map(Number);
const REQUEST = new TextEncoder().encode("the quick brown fox\n");
const NEWLINE = 0x0a;

/** One client's times. */
async function client(): Promise<number[]> {
  using conn = await Deno.connect({ port });
  const buffer = new Uint8Array(64);
  const times: number[] = [];
  for (let i = 0; i < warmUp + requests; i++) {
    const start = performance.now();
    await conn.write(REQUEST);
    for (let length: number | null = 0; buffer[length - 1] !== NEWLINE;) {
      length = await conn.read(buffer);
      if (length === null) throw new Error("The server has hung up.");
    }
    buffer.fill(0);
    times.push(performance.now() - start);
  }
  return times.slice(warmUp);
}

const times = await Promise.all(Array.from({ length: clients }, client));
console.log(JSON.stringify(times.flat()));

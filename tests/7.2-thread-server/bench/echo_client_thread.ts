/// <reference lib="deno.worker" />
const buffer = new Uint8Array(64 * 1024);

function message<T>(): Promise<T> {
  return new Promise((resolve) => self.onmessage = (e) => resolve(e.data));
}

/** Reads `length` bytes. */
async function take(conn: Deno.Conn, length: number): Promise<void> {
  while (length > 0) {
    const got = await conn.read(buffer);
    if (got === null) throw new Error(`The echo ended ${length} bytes early`);
    length -= got;
  }
}

async function send(conn: Deno.Conn, length: number): Promise<void> {
  const data = new Uint8Array(64 * 1024);
  while (length > 0) {
    length -= await conn.write(data.subarray(0, length));
  }
}

const told = message<{ hostname: string; port: number; total: number }>();
self.postMessage("ready");
const { total, ...addr } = await told;
const begin = performance.now();
using conn = await Deno.connect(addr);
await send(conn, 1);
await take(conn, 1);
const start = performance.now() - begin;
const times: number[] = [];
for (let turn = 0; turn < 500; turn++) {
  const from = performance.now();
  await send(conn, 1);
  await take(conn, 1);
  times.push(1_000 * (performance.now() - from));
}
times.sort((a, b) => a - b);
self.postMessage({ start, roundTrip: times[times.length >> 1] });
await message();
const from = performance.now();
await Promise.all([send(conn, total), take(conn, total)]);
self.postMessage(total / 1e3 / (performance.now() - from));

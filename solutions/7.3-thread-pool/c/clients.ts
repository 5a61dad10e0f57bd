/**
 * Clients that come to an echo server, stay, and leave one after the other: who
 * is served, who waits, and what does the server take of the machine? It starts
 * the server, too:
 *
 *     deno run -A lessons/7.3-thread-pool/c/clients.ts 6 /tmp/pool 0 4
 *
 * @module
 */
const [count = "6", command = "/tmp/pool", ...args] = Deno.args;

/** How long nothing must happen, in milliseconds, before it is told. */
const QUIET = 500;

/** Starts a server whose first line ends in its port, and waits for the line. */
async function start(): Promise<{ server: Deno.ChildProcess; port: number }> {
  const server = new Deno.Command(command, { args, stdout: "piped" }).spawn();
  let line = "";
  const text = server.stdout.pipeThrough(new TextDecoderStream());
  for await (const part of text.values({ preventCancel: true })) {
    line += part;
    const port = /port (\d+)/.exec(line)?.[1];
    if (port !== undefined) return { server, port: Number(port) };
  }
  throw new Error(`Cannot find a port in what ${command} says: ${line}`);
}

const { server, port } = await start();
/** The clients that are there, by their numbers. */
const clients = new Map<number, Deno.TcpConn>();
const served = new Set<number>();
let last = performance.now();

/** Sends an empty line, and notes when it comes back. */
async function come(number: number): Promise<void> {
  const conn = await Deno.connect({ port });
  clients.set(number, conn);
  await conn.write(new Uint8Array([0x0a]));
  conn.read(new Uint8Array(1)).then((length) => {
    if (length !== 1) return;
    served.add(number);
    last = performance.now();
  }, () => {}); // It has left before.
}

async function tell(what: string): Promise<void> {
  last = performance.now();
  while (performance.now() < last + QUIET) {
    await new Promise((wake) => setTimeout(wake, 50));
  }
  const numbers = [...clients.keys()];
  const waiting = numbers.filter((number) => !served.has(number));
  const echo = numbers.filter((number) => served.has(number));
  console.log(`${what} served: ${list(echo)}, waiting: ${list(waiting)}`);
}

/** Numbers in a row as "1-200". */
function list(numbers: number[]): string {
  const rows: number[][] = [];
  for (const number of numbers) {
    const row = rows.at(-1);
    if (row?.at(-1) === number - 1) row.push(number);
    else rows.push([number]);
  }
  const shown = rows.map((row) =>
    row.length > 2 ? `${row[0]}-${row.at(-1)}` : row.join(" ")
  );
  return shown.join(" ") || "none";
}

/** Threads and memory (its part of what is shared counted once), on Linux. */
async function tellUsage(): Promise<void> {
  if (Deno.build.os !== "linux") return;
  const read = (file: string, what: RegExp) =>
    Deno.readTextFile(`/proc/${server.pid}/${file}`)
      .then((text) => what.exec(text)?.[1]);
  const threads = await read("status", /^Threads:\s+(\d+)$/m);
  const memory = await read("smaps_rollup", /^Pss:\s+(\d+) kB$/m);
  console.log(`The server has ${threads} threads and ${memory} KiB of memory.`);
}

for (let number = 1; number <= Number(count); number++) await come(number);
await tell(`${count} have come;`);
await tellUsage();
for (const number of [1, 2]) {
  clients.get(number)?.close();
  clients.delete(number);
  await tell(`${number} has left;`);
}
for (const conn of clients.values()) conn.close();
server.kill();
await server.status;
Deno.exit();

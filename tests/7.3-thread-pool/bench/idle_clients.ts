/**
 * A server per request with four threads: how long 50 busy clients wait for
 * their answers, alone and beside 2,000 idle ones, in turns. Prints the medians
 * of the rounds, as one round's 99th percentile is the machine's mood.
 *
 * ```sh
 * deno run -A tests/7.3-thread-pool/bench/idle_clients.ts
 * ```
 */
import { delay } from "@std/async";
import { poolServer } from "../../../solutions/7.3-thread-pool/given/pool_server.ts";

const IDLE = 2_000;
const BUSY = 50;
/** How many requests a busy client sends in a round, and how many before it. */
const REQUESTS = 200;
const WARM_UP = 50;
const ROUNDS = 9;
/** How long, in milliseconds, clients may take to come or to go. */
const LIMIT = 30_000;
const PERCENTS = [50, 90, 99];

await using server = poolServer({
  per: "request",
  handler: new URL("./checksum.ts", import.meta.url),
  threads: 4,
  grace: 0,
});

/** Waits until the server has so many clients. */
async function settled(clients: number): Promise<void> {
  const end = performance.now() + LIMIT;
  for (let active; (active = server.stats().active) !== clients;) {
    if (performance.now() > end) {
      throw new Error(
        `Cannot measure as the server has ${active} clients, not ${clients}: may a process open ${IDLE} files (ulimit -n)?`,
      );
    }
    await delay(10);
  }
}

/** What starts a program with clients: their garbage is not the server's. */
function program(file: string, ...numbers: number[]): string[] {
  const { href } = new URL(file, import.meta.url);
  return ["run", "-A", href, `${server.addr.port}`, ...numbers.map(String)];
}

/** Idle clients, until disposed of. */
async function crowd(): Promise<AsyncDisposable> {
  const child = new Deno.Command(Deno.execPath(), {
    args: program("crowd.ts", IDLE),
    stdin: "piped",
  }).spawn();
  const leave = async () => {
    await child.stdin.close();
    await child.status;
    await settled(0);
  };
  try {
    await settled(IDLE);
  } catch (error) {
    child.kill("SIGKILL");
    throw error;
  }
  return { [Symbol.asyncDispose]: leave };
}

/** The percentiles of one round, of all requests of all busy clients. */
async function round(): Promise<number[]> {
  const { success, stdout } = await new Deno.Command(Deno.execPath(), {
    args: program("busy.ts", BUSY, WARM_UP, REQUESTS),
    stderr: "inherit",
  }).output();
  if (!success) throw new Error("Cannot measure as the busy clients failed.");
  const times: number[] = JSON.parse(new TextDecoder().decode(stdout));
  times.sort((a, b) => a - b);
  return PERCENTS.map((percent) =>
    times[Math.ceil(times.length * percent / 100) - 1] ?? NaN
  );
}

function median(values: number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? NaN;
}

const alone: number[][] = [];
const crowded: number[][] = [];
await round(); // Warms up.
for (let i = 0; i < ROUNDS; i++) {
  await settled(0);
  alone.push(await round());
  await using _crowd = await crowd();
  crowded.push(await round());
}

/** The medians of the rounds, for each percentile. */
const medians = (rounds: number[][]) =>
  PERCENTS.map((_, at) => median(rounds.map((round) => round[at] ?? NaN)));
const row = (name: string, cells: string[]) =>
  console.log(
    name.padEnd(28) + cells.map((cell) => cell.padStart(9)).join(""),
  );
row("milliseconds per request", PERCENTS.map((percent) => `p${percent}`));
row(`${BUSY} busy clients`, medians(alone).map((ms) => ms.toFixed(2)));
row(`… and ${IDLE} idle ones`, medians(crowded).map((ms) => ms.toFixed(2)));
const ratio = (medians(crowded).at(-1) ?? NaN) / (medians(alone).at(-1) ?? NaN);
console.log(`p99 with idle clients / without: ${ratio.toFixed(2)}`);
const all = (rounds: number[][]) =>
  rounds.map((round) => round.at(-1)?.toFixed(1)).join(" ");
console.log(`p99 of each round: ${all(alone)} / ${all(crowded)}`);

/**
 * The pool against piscina and tinypool from npm: the same tasks, two threads
 * each, 64 in flight, one after the other in each of several rounds. Prints the
 * medians as a table.
 *
 * ```sh
 * deno run -A tests/7.3-thread-pool/bench/compare_pools.ts
 * ```
 */
import { Contender } from "./contender.ts";

/** Exact versions: what was measured can be measured again. */
const PACKAGES = { piscina: "5.3.2", tinypool: "2.2.0" };
const ROUNDS = 5;
/** How long, in seconds, a measurement takes. */
const SECONDS = 1.5;
const KINDS = { tiny: "a number", bytes: "64 kB" };

/** The folder of this file. */
const here = new URL("./", import.meta.url).pathname;

/** A folder with the packages, where Node finds them too. */
async function install(): Promise<string> {
  const folder = await Deno.makeTempDir({ prefix: "bench-" });
  await Deno.writeTextFile(
    `${folder}/package.json`,
    JSON.stringify({ type: "module", dependencies: PACKAGES }),
  );
  for (const file of ["contender.mjs", "task.mjs"]) {
    await Deno.copyFile(`${here}${file}`, `${folder}/${file}`);
  }
  await new Deno.Command(Deno.execPath(), { args: ["install"], cwd: folder })
    .output();
  return folder;
}

function median(values: number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? NaN;
}

const folder = await install();
const contenders = [
  new Contender(here, "deno", "ours"),
  new Contender(folder, "node", "piscina"),
  new Contender(folder, "node", "tinypool"),
  new Contender(folder, "deno", "piscina"),
  new Contender(folder, "deno", "tinypool"),
];
const rates = new Map<string, number[]>();
for (let round = -1; round < ROUNDS; round++) {
  for (const kind of Object.keys(KINDS)) {
    for (const contender of contenders) {
      const rate = await contender.rate(kind, SECONDS);
      if (round < 0) continue; // The first round warms up.
      const key = `${contender.name} ${kind}`;
      rates.set(key, [...rates.get(key) ?? [], rate]);
    }
  }
}
for (const contender of contenders) await contender[Symbol.asyncDispose]();
await Deno.remove(folder, { recursive: true });

const cell = (value: number) =>
  Math.round(value).toLocaleString("en").padStart(12);
console.log(
  `${"tasks per second".padEnd(22)}${
    Object.values(KINDS).map((text) => text.padStart(12)).join("")
  }`,
);
for (const { name } of contenders) {
  const cells = Object.keys(KINDS)
    .map((kind) => cell(median(rates.get(`${name} ${kind}`) ?? [])));
  console.log(`${name.padEnd(22)}${cells.join("")}`);
}

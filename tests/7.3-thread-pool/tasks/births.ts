/// <reference lib="deno.worker" />
import run from "./task.ts";

// "births.ts?dead=1.3": threads 1 and 3 of the pool end here.
const dead = new URL(import.meta.url).searchParams.get("dead")?.split(".");
const [number = ""] = self.name.match(/\d+/) ?? [];
if (dead?.includes(number)) throw new RangeError(`thread ${number} broke`);

export default run;

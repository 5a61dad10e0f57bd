import { join } from "node:path";
import { RunFolder } from "../../runner/run_folder.ts";
import { systemCallFilter } from "./system_calls.ts";

/** Folders that a sandbox mounts on: see `bwrap.ts`. */
const ROOMS = ["tmp", "shm", "deno"];

/**
 * Makes the folder for all that a grading puts on the disk, and clears away
 * those of graders that were killed.
 */
export async function makeScratch(): Promise<RunFolder> {
  const folder = await RunFolder.create("course-grade-");
  for (const room of ROOMS) {
    await Deno.mkdir(join(folder.path, "rooms", room), { recursive: true });
  }
  if (Deno.build.os === "linux") {
    await Deno.writeFile(join(folder.path, "calls.bpf"), systemCallFilter());
  }
  return folder;
}

/** What a program takes of the system, with all processes it has started. */
export interface Usage {
  processes: number;
  threads: number;
  /** Bytes of memory. What n processes share counts as 1/n for each (Pss). */
  memory: number;
}

/**
 * What the process and all below it take now. Linux only; undefined elsewhere,
 * or if the system does not tell.
 */
export async function usageOf(pid: number): Promise<Usage | undefined> {
  if (Deno.build.os !== "linux") return undefined;
  const usage = { processes: 0, threads: 0, memory: 0 };
  for (const process of await processTree(pid)) {
    const bytes = await memoryOf(process);
    if (bytes === undefined) continue;
    usage.processes++;
    usage.threads += (await threadsOf(process)).length;
    usage.memory += bytes;
  }
  return usage.processes === 0 ? undefined : usage;
}

/** The process and all below it, as far as they are still there. Linux only. */
export async function processTree(pid: number): Promise<number[]> {
  const found = [pid];
  for (const process of found) {
    for (const thread of await threadsOf(process)) {
      const children = await read(`/proc/${process}/task/${thread}/children`);
      found.push(...(children?.split(" ").filter(Boolean).map(Number) ?? []));
    }
  }
  return found;
}

async function threadsOf(pid: number): Promise<string[]> {
  try {
    const names: string[] = [];
    for await (const { name } of Deno.readDir(`/proc/${pid}/task`)) {
      names.push(name);
    }
    return names;
  } catch {
    // It has ended meanwhile.
    return [];
  }
}

async function memoryOf(pid: number): Promise<number | undefined> {
  const rollup = await read(`/proc/${pid}/smaps_rollup`);
  const kilobytes = rollup?.match(/^Pss:\s+(\d+) kB$/m)?.[1];
  return kilobytes === undefined ? undefined : Number(kilobytes) * 1024;
}

async function read(file: string): Promise<string | undefined> {
  try {
    return await Deno.readTextFile(file);
  } catch {
    return undefined;
  }
}

/**
 * The ids of this process's threads that run a worker, as the system sees them;
 * undefined where there is no /proc.
 */
export function workerThreads(): string[] | undefined {
  if (Deno.build.os !== "linux") return undefined;
  return [...Deno.readDirSync("/proc/self/task")]
    .map(({ name }) => name)
    .filter((id) => isWorker(`/proc/self/task/${id}/comm`));
}

function isWorker(path: string): boolean {
  try {
    return Deno.readTextFileSync(path).startsWith("worker-");
  } catch {
    return false; // It has ended meanwhile.
  }
}

/**
 * Starts a program in a process group of its own, so that it can be ended with
 * everything it started.
 */
export function spawnTree(
  command: string,
  options: Deno.CommandOptions,
): Deno.ChildProcess {
  // Windows has no process groups; `taskkill /T` follows the parents there.
  const detached = Deno.build.os !== "windows";
  return new Deno.Command(command, { ...options, detached }).spawn();
}

/**
 * Ends a program started by {@linkcode spawnTree} and all its descendants that
 * stayed in its group, at once. Does nothing when they have ended.
 */
export async function killTree(pid: number): Promise<void> {
  if (Deno.build.os === "windows") {
    await new Deno.Command("taskkill", {
      args: ["/T", "/F", "/PID", String(pid)],
      stdout: "null",
      stderr: "null",
    }).output();
    return;
  }
  try {
    Deno.kill(-pid, "SIGKILL");
  } catch (error) {
    if (!(error instanceof Deno.errors.NotFound)) throw error;
  }
}

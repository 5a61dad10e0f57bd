/** The command lines of all processes that have this argument. Linux only. */
export function processesWith(argument: string): string[] {
  return [...Deno.readDirSync("/proc")].flatMap(({ name }) => {
    try {
      const line = Deno.readTextFileSync(`/proc/${name}/cmdline`);
      return line.split("\0").includes(argument) ? [line] : [];
    } catch {
      return [];
    }
  });
}

/** Runs this program once more, with the same arguments; gives its exit code. */
export async function runAgain(args: string[]): Promise<number> {
  // Ctrl-C reaches the whole foreground group: the child ends, then we do.
  const ignore = () => {};
  Deno.addSignalListener("SIGINT", ignore);
  const child = new Deno.Command(Deno.execPath(), {
    args: ["run", "--allow-all", Deno.mainModule, ...args],
    stdin: "inherit",
    stdout: "inherit",
    stderr: "inherit",
  }).spawn();
  const { code } = await child.status;
  Deno.removeSignalListener("SIGINT", ignore);
  return code;
}

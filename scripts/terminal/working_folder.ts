/** The folder where a command was typed: `deno task` goes to the course's first. */
export function workingFolder(): string {
  return Deno.env.get("INIT_CWD") ?? Deno.cwd();
}

/**
 * A command of the course as this learner types it: with `npx` before it where
 * that is how Deno was started.
 */
export function command(task: string): string {
  const npx = Deno.env.get("npm_command") === "exec";
  return `${npx ? "npx " : ""}deno task ${task}`;
}

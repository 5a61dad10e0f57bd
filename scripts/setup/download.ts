import { modulesUnder } from "./modules.ts";

/**
 * Downloads everything that the course imports, so that it works without a
 * network afterwards.
 *
 * @returns What went wrong, as Deno says it, or nothing.
 */
export async function download(root: URL): Promise<string | undefined> {
  // The stand-ins' own imports are in no deno.json; and that @std is there,
  // `deno install` alone takes on trust. The first module's folder decides
  // which deno.json is read.
  const modules = await modulesUnder(root, ["tests/harness/", "scripts/npm/"]);
  return await deno(root, ["install"]) ??
    await deno(root, ["install", "--entrypoint", ...modules]);
}

async function deno(root: URL, args: string[]): Promise<string | undefined> {
  const { success, stderr } = await new Deno.Command(Deno.execPath(), {
    args: [...args, "--quiet"],
    cwd: root,
    env: { NO_COLOR: "1", RUST_BACKTRACE: "0" },
    stdout: "null",
    stderr: "piped",
  }).output();
  return success ? undefined : new TextDecoder().decode(stderr).trim();
}

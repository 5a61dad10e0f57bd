import { fileURLToPath } from "node:url";

/** What `deno info --json` tells of a module, and of all that it imports. */
export interface ModuleGraph {
  redirects: Record<string, string>;
  modules: {
    specifier: string;
    local?: string;
    dependencies?: { specifier: string; code?: { specifier: string } }[];
  }[];
  npmPackages: Record<string, { name: string; localPath: string }>;
}

/**
 * What a module imports, and where that lies on this machine.
 *
 * @throws {Error} If something of it cannot be found.
 */
export async function moduleGraph(module: URL): Promise<ModuleGraph> {
  const { success, stdout, stderr } = await new Deno.Command(Deno.execPath(), {
    args: ["info", "--json", module.href],
    cwd: fileURLToPath(new URL("./", module)),
  }).output();
  if (success) return JSON.parse(new TextDecoder().decode(stdout));
  const why = new TextDecoder().decode(stderr).trim();
  throw new Error(`Cannot find what ${module.href} imports: ${why}`);
}

/** The folder of an npm package on this machine, by its name. */
export function npmFolder(
  { npmPackages }: ModuleGraph,
  name: string,
): string | undefined {
  return Object.values(npmPackages).find((one) => one.name === name)?.localPath;
}

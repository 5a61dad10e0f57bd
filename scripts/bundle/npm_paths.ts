import { fileURLToPath } from "node:url";

/** What `deno info --json` tells of npm packages. */
interface Info {
  npmPackages: Record<string, { name: string; localPath: string }>;
}

/**
 * Where the npm packages that a module imports, and those that they import, lie
 * on this machine: the folder of each by its name.
 */
export async function npmPaths(module: URL): Promise<Map<string, string>> {
  const { success, stdout, stderr } = await new Deno.Command(Deno.execPath(), {
    args: ["info", "--json", module.href],
    cwd: fileURLToPath(new URL("./", module)),
  }).output();
  if (!success) {
    const why = new TextDecoder().decode(stderr).trim();
    throw new Error(`Cannot find the packages of the page: ${why}`);
  }
  const { npmPackages }: Info = JSON.parse(new TextDecoder().decode(stdout));
  return new Map(
    Object.values(npmPackages).map(({ name, localPath }) => [name, localPath]),
  );
}

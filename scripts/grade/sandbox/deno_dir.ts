import { fileURLToPath } from "node:url";

/** Where Deno keeps what it has downloaded. */
export interface DenoCache {
  npm: string;
  /** Modules from JSR. */
  remote: string;
}

let known: Promise<DenoCache> | undefined;

/** This machine's cache, which runs read and never write. */
export function denoCache(): Promise<DenoCache> {
  return known ??= ask();
}

async function ask(): Promise<DenoCache> {
  const { stdout } = await new Deno.Command(Deno.execPath(), {
    args: ["info", "--json"],
    cwd: fileURLToPath(new URL(".", import.meta.url)),
    stderr: "null",
  }).output();
  const info: { npmCache: string; modulesCache: string } = JSON.parse(
    new TextDecoder().decode(stdout),
  );
  return { npm: info.npmCache, remote: info.modulesCache };
}

/** The registries that were used, without which Deno finds nothing cached. */
export function registryVariables(): Record<string, string> {
  const found: Record<string, string> = {};
  for (const name of ["NPM_CONFIG_REGISTRY", "JSR_URL"]) {
    const value = Deno.env.get(name);
    if (value === undefined || !URL.canParse(value)) continue;
    const url = new URL(value);
    // A key to the registry is none of a submission's business.
    url.username = url.password = "";
    found[name] = url.href;
  }
  return found;
}

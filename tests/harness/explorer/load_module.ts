/** The text of a module. */
export async function textOf(url: string): Promise<string> {
  const address = new URL(url);
  // Deno loads what fetch() needs when it is first called: 20 ms of each run.
  if (address.protocol === "file:") return await Deno.readTextFile(address);
  return await (await fetch(address)).text();
}

/**
 * Loads a module from its text. A `data:` address needs no permission and no
 * place on disk, and Deno strips the types.
 */
export async function load(code: string): Promise<Record<string, unknown>> {
  return await import(
    `data:application/typescript;charset=utf-8,${encodeURIComponent(code)}`
  );
}

/** The text of a module. */
export async function textOf(url: string): Promise<string> {
  return await (await fetch(url)).text();
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

/**
 * Imports a module that few commands need, beside this one. Deno reads all that
 * is named in an `import()` before a program starts, also what it never runs;
 * named here, it is read when it is needed.
 */
export function importLater<T>(name: string): Promise<T> {
  return import(new URL(name, import.meta.url).href);
}

/**
 * A module of the submission, once it has what the tests import from it: the
 * check that a static import makes before any code runs.
 *
 * @throws {SyntaxError} If an export is missing.
 */
export function requireExports<T extends object>(
  module: T,
  path: string,
  names: string[],
): T {
  for (const name of names) {
    if (!(name in module)) {
      throw new SyntaxError(
        `The requested module '${path}' does not provide an export named '${name}'`,
      );
    }
  }
  return module;
}

/**
 * Where a module of the submission is. Deno reads all that is named in an
 * `import()` before a program starts; what is computed, it reads when it is
 * reached. A submission so cannot end a run before the run has begun.
 */
export function moduleAt(path: string): string {
  return path;
}

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

/**
 * Makes a module's source fit for a bundle elsewhere: `import.meta` names the
 * module's own place, given as its path from the bundle's folder.
 */
export function placeModule(source: string, path: string): string {
  const place = `new URL(${JSON.stringify(path)}, import.meta.url)`;
  return source.replaceAll(
    /\bimport\.meta\.(url\b|resolve\()/g,
    (_, what: string) =>
      what === "url"
        ? `${place}.href`
        : `((path: string) => new URL(path, ${place}).href)(`,
  );
}

/**
 * Makes a module's source look for processes elsewhere. Deno reads `/proc` only
 * with `--allow-all`, and that includes FFI, which a submission must not have.
 */
export function moveProc(source: string, to: string): string {
  return source.replaceAll(/(["'`])\/proc(?=[/"'`])/g, `$1${to}`);
}

/** Where something of an object's is assigned: a statement, or all of an arrow. */
const ASSIGNMENT =
  /(^[ \t]*|=> |void \()((?!this\b)[A-Za-z]\w*(?:\.\w+)*)\.(\w+) = /gm;

/** A member of a prototype by a name that varies. */
const METHOD = /\b((?:\w+\.)?[pP]rototype)(\[\w+\]) = /g;

/** Makes a module's source assign to what is frozen for others. */
export function assignTrusted(source: string): string {
  return source.replaceAll(ASSIGNMENT, "$1trusted($2).$3 = ")
    .replaceAll(METHOD, "trusted($1)$2 = ")
    .replaceAll("Object.assign(", "trustedAssign(")
    .replaceAll("Object.defineProperty(", "trustedDefine(")
    .replaceAll("Object.getOwnPropertyDescriptor(", "trustedProperty(");
}

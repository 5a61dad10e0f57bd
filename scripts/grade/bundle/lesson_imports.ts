const IMPORT =
  /^import\s+(?:(\{[^}]*\}|\* as [\w$]+)\s*from\s*)?"([^"]*\/lessons\/[^"]*)";$/gm;

/**
 * Turns a bundle's static imports of the submission into dynamic ones. Static
 * ones would run before everything else in the bundle; these run where they
 * stand, after the harness is ready.
 */
export function importLater(bundle: string): string {
  return bundle.replaceAll(
    IMPORT,
    (_, names: string | undefined, path: string) => {
      const quoted = JSON.stringify(path);
      const module = `(await freezeFirst(), await import(moduleAt(${quoted})))`;
      if (names === undefined) return `${module};`;
      if (names.startsWith("*")) {
        return `const ${names.slice(5)} = ${module};`;
      }
      const pairs = names.slice(1, -1).split(",").map((name) => name.trim())
        .filter((name) => name !== "").map((name) => name.split(" as "));
      const wanted = JSON.stringify(pairs.map(([name]) => name));
      const pattern = pairs.map((pair) => pair.join(": ")).join(", ");
      return `const { ${pattern} } = requireExports(${module}, ${quoted}, ${wanted});`;
    },
  );
}

/** A module's text as the text of one that makes the module's exports anew. */
export interface FactorySource {
  /** Its default export takes a function that gives the modules of `uses`. */
  code: string;
  /** The addresses of the modules that are made anew with it. */
  uses: string[];
}

const IMPORT = /^import\s+(?:([^"';]+?)\s+from\s*)?(["'])([^"']+)\2[ \t]*;?/gm;
const EXPORT =
  /^export\s+((?:async\s+)?function\*?|(?:abstract\s+)?class|const|let|var|enum)\s+([\w$]+)/gm;
const EXPORT_LIST = /^export\s*(\{[^}]*\})(?!\s*from)[ \t]*;?/gm;
const TYPE = /^export\s+(?=(?:type|interface|declare)\b)/gm;

/**
 * Wraps a module's text in a function, line by line in its place, so that the
 * module's own variables and classes are made anew each time it is called.
 * What it imports from files that are not given code is made anew, too.
 *
 * The text must have its imports and exports at the beginnings of lines, as
 * formatters put them. What cannot be wrapped does not load as a module.
 *
 * @param url Where the module stands.
 */
export function factorySource(source: string, url: string): FactorySource {
  const kept: string[] = [];
  const uses: string[] = [];
  const exported: string[] = [];
  const body = source
    .replaceAll(IMPORT, (text, names: string | undefined, _quote, path) => {
      const lines = "\n".repeat(text.split("\n").length - 1);
      if (names?.startsWith("type ")) return lines;
      const { href } = path.startsWith(".")
        ? new URL(path, url)
        : { href: path };
      const isOwn = path.startsWith(".") && !href.includes("/given/");
      if (isOwn && names !== undefined) {
        uses.push(href);
        return `const ${patternOf(names)} = use(${
          JSON.stringify(href)
        });${lines}`;
      }
      const from = names === undefined
        ? ""
        : `${names.replaceAll("\n", " ")} from`;
      kept.push(`import ${from} ${JSON.stringify(href)};`);
      return lines;
    })
    .replaceAll(TYPE, "")
    .replaceAll(EXPORT, (_, what: string, name: string) => {
      exported.push(name);
      return `${what} ${name}`;
    })
    .replaceAll(EXPORT_LIST, (_, names: string) => {
      exported.push(
        ...members(names).map(([own, other]) => `${other}: ${own}`),
      );
      return "";
    });
  return {
    code: `${kept.join(" ")} export default (use) => {${body}\nreturn { ${
      exported.join(", ")
    } };\n};\n`,
    uses,
  };
}

/** What stands before `from`, as what stands before `=`. */
function patternOf(names: string): string {
  const all = names.match(/^\*\s*as\s+([\w$]+)$/)?.[1];
  if (all !== undefined) return all;
  if (!names.startsWith("{")) return `{ default: ${names} }`;
  return `{ ${members(names).map((pair) => pair.join(": ")).join(", ")} }`;
}

/** The names in braces that are no types, each with what it is called here. */
function members(names: string): [string, string][] {
  return names.slice(1, -1).split(",").map((name) => name.trim())
    .filter((name) => name !== "" && !name.startsWith("type "))
    .map((name) => {
      const [own = "", other = own] = name.split(/\s+as\s+/);
      return [own, other];
    });
}

import { init, parse } from "es-module-lexer/js";
import { type Code, OriginalPlaces } from "./original_places.ts";

/** Where the course lies, in the eyes of what runs in a worker. */
export const COURSE = "file:///course/";

/**
 * The modules that a worker can import: the learner's, the tests and what they
 * share. Each becomes a `blob:` address, in which its imports are those of other
 * such addresses: so nothing has to be evaluated as a text, and a page's security
 * policy may forbid that.
 */
export class ModuleSpace {
  /** Where in the sources something stands. */
  readonly places: OriginalPlaces = new OriginalPlaces();
  readonly #find: (path: string) => Promise<Code | URL | undefined>;
  readonly #loaded = new Map<string, Promise<string>>();
  /** What the modules import from which addresses. */
  readonly #imports: {
    url: string;
    code: string;
    statement: { start: number; text: string };
    address: string;
  }[] = [];

  /**
   * @param find What there is at a path from the course's folder: a module's
   * code, or the address of a module that all share.
   */
  constructor(find: (path: string) => Promise<Code | URL | undefined>) {
    this.#find = find;
  }

  /** Loads a module by its address below {@linkcode COURSE}. */
  async import(url: string): Promise<Record<string, unknown>> {
    return await this.#importBlob(await this.#blobOf(url, []));
  }

  /** Loads a module from its code; it imports others by their addresses. */
  async importCode(code: string): Promise<Record<string, unknown>> {
    return await this.#importBlob(blob(await this.#linked(code, COURSE, [])));
  }

  /** The code of a module. */
  async codeOf(url: string): Promise<string> {
    const found = await this.#find(pathOf(url));
    if (found === undefined || found instanceof URL) {
      throw new TypeError(`Module not found "${url}".`);
    }
    return found.code;
  }

  async #importBlob(url: string): Promise<Record<string, unknown>> {
    try {
      return await import(url);
    } catch (error) {
      if (error instanceof Error) {
        const { message } = error;
        error.message = this.places.told(message + await this.#who(message));
      }
      throw error;
    }
  }

  /** Which module asks another for what that has not, where a browser is silent. */
  async #who(message: string): Promise<string> {
    const [, to, name = ""] = message.match(LACKS) ?? [];
    for (const { url, code, statement, address } of this.#imports) {
      if (address !== to) continue;
      const at = statement.text.search(
        new RegExp(`\\b${name.replaceAll("$", "\\$")}\\b`),
      );
      if (at < 0) continue;
      const above = code.slice(0, statement.start + at).split("\n");
      const column = (above.at(-1)?.length ?? 0) + 1;
      return ` at ${await this.#loaded.get(url)}:${above.length}:${column}`;
    }
    return "";
  }

  /** @param by The modules that import it, and each other. */
  #blobOf(url: string, by: readonly string[]): Promise<string> {
    if (by.includes(url)) {
      const circle = [...by.slice(by.indexOf(url)), url].map(pathOf);
      throw new TypeError(
        `Cannot load ${circle[0]} as it imports itself: ${
          circle.join(" imports ")
        }. The terminal can.`,
      );
    }
    const loaded = this.#loaded.get(url) ?? this.#load(url, [...by, url]);
    this.#loaded.set(url, loaded);
    return loaded;
  }

  async #load(url: string, by: readonly string[]): Promise<string> {
    const found = await this.#find(pathOf(url));
    if (found instanceof URL) return found.href;
    if (found === undefined) {
      const from = by.at(-2);
      const at = from === undefined ? "" : `\n    at ${pathOf(from)}`;
      throw new TypeError(
        url.startsWith("file:")
          ? `Module not found "${pathOf(url)}".${at}`
          : `Cannot import "${url}" as this runs in a page: the terminal can.${at}`,
      );
    }
    const made = blob(await this.#linked(found.code, url, by));
    this.places.add(made, url, found);
    return made;
  }

  /** The code with the addresses that its imports have here. */
  async #linked(
    code: string,
    url: string,
    by: readonly string[],
  ): Promise<string> {
    await init;
    let linked = "";
    let end = 0;
    const [imports] = parse(code, pathOf(url));
    for (const found of imports) {
      // Of an `import()`, the quotes belong to it; a glob is not known yet.
      const isCall = found.type === "dynamic";
      const name = found.type === "import-meta" || (isCall && found.glob)
        ? undefined
        : found.specifier;
      if (name === undefined) continue;
      const to = /^[./]|^[a-z]+:/.test(name)
        ? new URL(name, url).href
        : `${COURSE}${name}`;
      const address = await this.#blobOf(to, by);
      const { importStart: start, importEnd } = found;
      const statement = { start, text: code.slice(start, importEnd) };
      this.#imports.push({ url, code, statement, address });
      linked += code.slice(end, found.start) +
        (isCall ? JSON.stringify(address) : address);
      end = found.end;
    }
    return linked + code.slice(end);
  }
}

/** What Chromium and Deno say of an import; Deno says where, too. */
const LACKS =
  /requested module '(\S+)' does not provide an export named '([^']+)'$/;

/** A path from the course's folder. */
export function pathOf(url: string): string {
  return decodeURI(url.startsWith(COURSE) ? url.slice(COURSE.length) : url);
}

function blob(code: string): string {
  return URL.createObjectURL(new Blob([code], { type: "text/javascript" }));
}

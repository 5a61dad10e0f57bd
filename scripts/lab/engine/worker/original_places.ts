import { decode, type SourceMapMappings } from "@jridgewell/sourcemap-codec";

/** An address of a module here, with a row and a column or without. */
const ADDRESS = /(blob:[^\s'"()]*?[0-9a-f]{8}-[0-9a-f-]{27})(?::(\d+):(\d+))?/g;

/** A module's JavaScript, and the source map that leads back. */
export interface Code {
  code: string;
  map?: string | undefined;
}

interface Module extends Code {
  url: string;
  /** The addresses of its sources. */
  sources: string[];
  /** Decoded once it is asked for. */
  mappings?: SourceMapMappings;
}

/** Where what runs under a `blob:` address stands in the sources. */
export class OriginalPlaces {
  readonly #modules = new Map<string, Module>();

  /** Notes whose module an address is. */
  add(blob: string, url: string, { code, map }: Code): void {
    const sources: (string | null)[] = map === undefined
      ? []
      : JSON.parse(map).sources;
    this.#modules.set(blob, {
      url,
      code,
      map,
      // Of one file alone, the map may call it otherwise.
      sources: sources.map((source) =>
        source?.startsWith("file:") ? source : url
      ),
    });
  }

  /**
   * The place in the sources; undefined if the address is not known, or a part of
   * esbuild's own stands there.
   */
  find(
    blob: string,
    row: number,
    column: number,
  ): { url: string; row: number; column: number } | undefined {
    const module = this.#modules.get(blob);
    if (module === undefined) return undefined;
    if (module.map === undefined) return { url: module.url, row, column };
    module.mappings ??= decode(JSON.parse(module.map).mappings);
    const end = blockEnd(module.code, row);
    const [, source, line, at] = end === undefined
      ? module.mappings[row - 1]?.findLast(([from, source]) =>
        from < column && source !== undefined
      ) ?? []
      : module.mappings[end - 1]?.[0] ?? [];
    if (source === undefined || line === undefined || at === undefined) {
      return undefined;
    }
    const url = module.sources[source] ?? module.url;
    return { url, row: line + 1, column: at + 1 };
  }

  /** A text, such as a stack, with the places in the sources. */
  told(text: string): string {
    return text.replaceAll(
      ADDRESS,
      (whole, blob: string, row?: string, column?: string) => {
        const module = this.#modules.get(blob);
        if (module === undefined) return whole;
        const found = row && this.find(blob, Number(row), Number(column));
        return found ? `${found.url}:${found.row}:${found.column}` : module.url;
      },
    );
  }
}

/**
 * Where `using` is written out, what ends its block stands three lines below the
 * block's last: the line that V8 gives it otherwise.
 */
function blockEnd(code: string, row: number): number | undefined {
  const line = code.split("\n", row)[row - 1] ?? "";
  return /^ *(var \w+ = )?__callDispose\(/.test(line) ? row - 3 : undefined;
}

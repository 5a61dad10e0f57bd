import { decode, type SourceMapMappings } from "@jridgewell/sourcemap-codec";

/** An address of a module here, with a row and a column or without. */
const ADDRESS = /(blob:[^\s'"()]*?[0-9a-f]{8}-[0-9a-f-]{27})(?::(\d+):(\d+))?/g;

interface Module {
  url: string;
  /** The addresses of its sources. */
  sources: string[];
  map: string | undefined;
  /** Decoded once it is asked for. */
  mappings?: SourceMapMappings;
}

/** Where what runs under a `blob:` address stands in the sources. */
export class OriginalPlaces {
  readonly #modules = new Map<string, Module>();

  /** Notes whose module an address is. */
  add(blob: string, url: string, map: string | undefined): void {
    const sources: (string | null)[] = map === undefined
      ? []
      : JSON.parse(map).sources;
    this.#modules.set(blob, {
      url,
      map,
      // Of one file alone, the map may call it otherwise.
      sources: sources.map((source) =>
        source?.startsWith("file:") ? source : url
      ),
    });
  }

  /** The place in the sources; undefined if the address is not known. */
  find(
    blob: string,
    row: number,
    column: number,
  ): { url: string; row: number; column: number } | undefined {
    const module = this.#modules.get(blob);
    if (module === undefined) return undefined;
    if (module.map === undefined) return { url: module.url, row, column };
    module.mappings ??= decode(JSON.parse(module.map).mappings);
    const segment = module.mappings[row - 1]?.findLast(([from, source]) =>
      from < column && source !== undefined
    );
    const [, source, line, at] = segment ?? [];
    if (source === undefined || line === undefined || at === undefined) {
      return { url: module.url, row, column };
    }
    const url = module.sources[source] ?? module.url;
    return { url, row: line + 1, column: at + 1 };
  }

  /** A text, such as a stack, with the places in the sources. */
  told(text: string): string {
    return text.replaceAll(
      ADDRESS,
      (whole, blob: string, row?: string, column?: string) => {
        const found = this.find(blob, Number(row ?? 1), Number(column ?? 1));
        if (found === undefined) return whole;
        return row === undefined
          ? found.url
          : `${found.url}:${found.row}:${found.column}`;
      },
    );
  }
}

import { readPaths } from "../build/paths.ts";
import { fileUrl } from "../../lesson/files.ts";
import { Refused } from "./refused.ts";

const TYPES: Readonly<Record<string, string>> = {
  css: "text/css; charset=utf-8",
  html: "text/html; charset=utf-8",
  js: "text/javascript; charset=utf-8",
  json: "application/json; charset=utf-8",
  map: "application/json; charset=utf-8",
  svg: "image/svg+xml",
  wasm: "application/wasm",
};

/** The files of the built page, and no others. */
export class Site {
  readonly #folder: URL;
  readonly #paths: ReadonlySet<string>;

  private constructor(folder: URL, paths: ReadonlySet<string>) {
    this.#folder = folder;
    this.#paths = paths;
  }

  /** Looks what a folder has. */
  static async open(folder: URL): Promise<Site> {
    return new Site(folder, new Set(await readPaths(folder)));
  }

  /** Answers with a file: `/page.js`. */
  async answer(pathname: string): Promise<Response> {
    const path = pathname === "/" ? "index.html" : pathname.slice(1);
    if (!this.#paths.has(path)) {
      throw new Refused(404, `There is no file ${pathname}.`);
    }
    const file = await Deno.open(fileUrl(this.#folder, path));
    const type = TYPES[path.split(".").at(-1) ?? ""] ??
      "application/octet-stream";
    return new Response(file.readable, { headers: { "content-type": type } });
  }
}

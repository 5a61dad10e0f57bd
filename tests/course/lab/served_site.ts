import { cachedSite } from "../../../scripts/lab/build/cached_site.ts";
import { readLessons } from "../../../scripts/lesson/manifest.ts";
import { COURSE } from "../fixture/course.ts";

const TYPES: Readonly<Record<string, string>> = {
  html: "text/html; charset=utf-8",
  js: "text/javascript",
  css: "text/css",
  json: "application/json",
  wasm: "application/wasm",
};

/** The lab, served as any static host does it. */
export interface Site extends AsyncDisposable {
  address: string;
}

/** Serves the lab, without any special header. */
export async function serveSite(): Promise<Site> {
  const root = await cachedSite(COURSE, await readLessons(COURSE));
  const server = Deno.serve(
    { hostname: "127.0.0.1", port: 0, onListen() {} },
    async ({ url }) => {
      const { pathname } = new URL(url);
      const path = pathname === "/" ? "index.html" : pathname.slice(1);
      try {
        const bytes = await Deno.readFile(new URL(path, root));
        const type = TYPES[path.split(".").at(-1) ?? ""] ?? "text/plain";
        return new Response(bytes, { headers: { "content-type": type } });
      } catch {
        return new Response("Not found", { status: 404 });
      }
    },
  );
  return {
    address: `http://127.0.0.1:${server.addr.port}/`,
    async [Symbol.asyncDispose]() {
      await server.shutdown();
    },
  };
}

import { makeSite } from "../../../scripts/lab/build/make_site.ts";
import { readLessons } from "../../../scripts/lesson/manifest.ts";
import { COURSE } from "../fixture/course.ts";

const TYPES: Readonly<Record<string, string>> = {
  html: "text/html; charset=utf-8",
  js: "text/javascript",
  css: "text/css",
  json: "application/json",
  wasm: "application/wasm",
};

/** The lab, built to a folder and served as any static host does it. */
export interface Site extends AsyncDisposable {
  address: string;
}

/** Builds the lab and serves it, without any special header. */
export async function serveSite(): Promise<Site> {
  const folder = await Deno.makeTempDir({ prefix: "lab-site-" });
  const root = new URL(`file://${folder}/`);
  await makeSite(COURSE, await readLessons(COURSE), root);
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
      await Deno.remove(folder, { recursive: true });
    },
  };
}

import type { Place } from "../protocol.ts";

/** Finds the files that the explorer tells by their names alone. */
export class Sites {
  readonly #files: readonly string[];

  /** @param files The lesson's files, and the tests', from the course's folder. */
  constructor(files: readonly string[]) {
    // What learners write goes before what is given under the same name.
    this.#files = [...files].sort((a, b) =>
      Number(a.includes("/given/")) - Number(b.includes("/given/"))
    );
  }

  /** The places that a site names: `bounded_queue.ts:61, in mutex.ts:18`. */
  places(site: string | undefined): { place?: Place; within?: Place } {
    if (site === undefined) return {};
    const [own = "", given] = site.split(", in ");
    const within = given === undefined ? undefined : this.#place(given, true);
    const place = this.#place(own, false);
    return {
      ...(place === undefined ? {} : { place }),
      ...(within === undefined ? {} : { within }),
    };
  }

  #place(site: string, isGiven: boolean): Place | undefined {
    const [, name, line] = site.match(/^(.+):(\d+)$/) ?? [];
    const path = this.#files.find((file) =>
      `/${file}`.endsWith(`/${name}`) && (!isGiven || file.includes("/given/"))
    );
    return path === undefined ? undefined : { path, line: Number(line) };
  }
}

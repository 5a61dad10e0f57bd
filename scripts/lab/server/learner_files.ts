import { createHash } from "node:crypto";
import { backUp, fileUrl, readFiles } from "../../lesson/files.ts";
import type { Lesson } from "../../lesson/manifest.ts";
import type { Conflict, LearnerFile, Write, Written } from "./api.ts";
import { Refused } from "./refused.ts";

/** A file is text that a person wrote: no longer than this, in bytes. */
export const LONGEST = 256 * 1024;

/** A name in a path: no `..`, nothing hidden. */
const NAME = /^[\w-][\w.-]*$/;
const READABLE = /\.(ts|c|h|md|json|txt)$/;
const WRITABLE = /\.ts$/;

/** The files below `lessons/` that the page may read and write: no others. */
export class LearnerFiles {
  readonly #root: URL;
  readonly #folders: ReadonlySet<string>;
  /** Versions that the page did not know, until a conflict told it of them. */
  readonly #told = new Set<string>();

  constructor(root: URL, lessons: readonly Lesson[]) {
    this.#root = root;
    this.#folders = new Set([
      ...lessons.map(({ folder }) => folder),
      "given",
    ]);
  }

  /** The files of a lesson, and those that it shares with others. */
  async list({ folder }: Lesson): Promise<LearnerFile[]> {
    const found: LearnerFile[] = [];
    for (const name of [folder, "given"]) {
      await this.#checkLinks(`lessons/${name}`);
      const files = await readFiles(new URL(`lessons/${name}/`, this.#root));
      for (const path of files.keys()) {
        const whole = `lessons/${name}/${path}`;
        if (!this.has(whole)) continue;
        const file = await this.read(whole).catch(orNothing);
        if (file !== undefined) found.push(file);
      }
    }
    return found;
  }

  /** Whether a path is that of a file that the page may read. */
  has(path: string): boolean {
    const [top, folder = "", ...names] = path.split("/");
    return top === "lessons" && this.#folders.has(folder) &&
      names.length > 0 && names.every((name) => NAME.test(name)) &&
      READABLE.test(path);
  }

  /**
   * Reads a file.
   *
   * @throws {Refused} If the path is none of a lesson's, or there is no text.
   */
  async read(path: string): Promise<LearnerFile> {
    const file = await this.#place(path);
    let bytes;
    try {
      bytes = await Deno.readFile(file);
    } catch (error) {
      if (!(error instanceof Deno.errors.NotFound)) throw error;
      throw new Refused(404, `There is no file ${path}.`);
    }
    if (bytes.length > LONGEST) {
      throw new Refused(
        413,
        `Cannot read ${path} as it has ${bytes.length} bytes: the page takes at most ${LONGEST}.`,
      );
    }
    return {
      path,
      text: textOf(bytes, path),
      version: versionOf(bytes),
      writable: WRITABLE.test(path),
    };
  }

  /**
   * Writes a file over the version that the page knew. Where another one is
   * there, nothing is written, and a copy of what should have been is kept; what
   * is written over after that is kept, too.
   *
   * @throws {Refused} If it may not be written.
   */
  async write({ path, text, version }: Write): Promise<Written | Conflict> {
    const file = await this.#place(path);
    if (!WRITABLE.test(path)) {
      throw new Refused(403, `Cannot write ${path} as it is no TypeScript.`);
    }
    const bytes = new TextEncoder().encode(text);
    if (bytes.length > LONGEST) {
      throw new Refused(
        413,
        `Cannot write ${path} as it would have ${bytes.length} bytes: at most ${LONGEST} are written.`,
      );
    }
    const [, folder = ""] = path.split("/");
    if (version !== null && this.#told.delete(`${path} ${version}`)) {
      await backUp(this.#root, folder);
    }
    const scratch = new URL(".course/lab/", this.#root);
    await Deno.mkdir(scratch, { recursive: true });
    const temporary = new URL(`${crypto.randomUUID()}.tmp`, scratch);
    await Deno.writeFile(temporary, bytes);
    // Nobody of this process comes between the look and the write.
    const there = readSync(file);
    const found = there === undefined ? null : versionOf(there);
    if (found === version && isThere(new URL("./", file))) {
      Deno.renameSync(temporary, file);
      return { version: versionOf(bytes) };
    }
    await Deno.remove(temporary);
    if (found === versionOf(bytes)) return { version: found };
    const backup = await this.#keep(path, text);
    if (found !== null) this.#told.add(`${path} ${found}`);
    return {
      path,
      yours: text,
      disk: there === undefined || found === null
        ? null
        : { text: textOf(there, path), version: found },
      backup,
    };
  }

  /** Keeps what was not written. */
  async #keep(path: string, text: string): Promise<string> {
    const [, folder = "", ...names] = path.split("/");
    const backup = await backUp(this.#root, folder);
    const kept = `${backup}${names.join("/")}`;
    const file = new URL(kept, this.#root);
    await Deno.mkdir(new URL("./", file), { recursive: true });
    await Deno.writeTextFile(file, text);
    return kept;
  }

  async #place(path: string): Promise<URL> {
    if (!this.has(path)) {
      throw new Refused(
        403,
        `Cannot open ${
          JSON.stringify(path.slice(0, 200))
        } as it is no file of a lesson.`,
      );
    }
    await this.#checkLinks(path);
    return fileUrl(this.#root, path);
  }

  /** A link could lead anywhere. */
  async #checkLinks(path: string): Promise<void> {
    const names = path.split("/");
    for (const length of names.keys()) {
      const part = names.slice(0, length + 1).join("/");
      const { isSymlink } = await Deno.lstat(fileUrl(this.#root, part))
        .catch(() => ({ isSymlink: false }));
      if (isSymlink) {
        throw new Refused(
          403,
          `Cannot open ${path} as ${part} is a link to elsewhere: put the file itself there.`,
        );
      }
    }
  }
}

/** Says which text a file has. */
function versionOf(bytes: Uint8Array): string {
  return createHash("sha256").update(bytes).digest("hex").slice(0, 32);
}

function textOf(bytes: Uint8Array, path: string): string {
  try {
    // A mark of the byte order stays where it is, so that it is written again.
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true })
      .decode(bytes);
  } catch {
    throw new Refused(415, `Cannot open ${path} as it is no text in UTF-8.`);
  }
}

function readSync(file: URL): Uint8Array | undefined {
  try {
    return Deno.readFileSync(file);
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return undefined;
    throw error;
  }
}

function isThere(folder: URL): boolean {
  try {
    return Deno.lstatSync(folder).isDirectory;
  } catch {
    return false;
  }
}

function orNothing(error: unknown): undefined {
  if (!(error instanceof Refused)) throw error;
}

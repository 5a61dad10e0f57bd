import { assert, assertEquals } from "@std/assert";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { COURSE } from "../fixture/course.ts";
import { isInstalled } from "../fixture/is_there.ts";

/** Where the lessons' programs in C stand. */
export const SOLUTIONS = new URL("solutions/", COURSE);

/** The compilers that are here, of those that warn as the course wants it. */
export const COMPILERS: string[] = [];
if (Deno.build.os === "linux") {
  for (const name of ["gcc", "clang"]) {
    if (await isInstalled(name)) COMPILERS.push(name);
  }
}

/** What the tests of programs have in common. */
export interface CompiledTest {
  name: string;
  ignore: boolean;
  timeout: number;
}

/** Adds to a test's name why it is left out, where it is; bounds its time. */
export function needsCompiler(name: string): CompiledTest {
  const why = Deno.build.os === "linux"
    ? "neither gcc nor clang is installed"
    : "epoll, unnamed semaphores and /proc are Linux's";
  const ignore = COMPILERS.length === 0;
  return {
    name: ignore ? `${name} (left out: ${why})` : name,
    ignore,
    timeout: 30_000,
  };
}

/** A temporary folder for programs. Disposing of it removes it. */
export async function programFolder(): Promise<
  { path: string } & AsyncDisposable
> {
  const path = await Deno.makeTempDir({ prefix: "course-c-" });
  return {
    path,
    [Symbol.asyncDispose]: () => Deno.remove(path, { recursive: true }),
  };
}

/**
 * Compiles one of the lessons' programs, with warnings as errors.
 *
 * @param source Its path in `solutions/`.
 * @param folder Where the program is written, under the source's name.
 * @returns The program's path.
 */
export async function compile(
  source: string,
  folder: string,
  { compiler = COMPILERS[0] ?? "cc", flags = [] as string[] } = {},
): Promise<string> {
  const program = join(folder, `${source.replaceAll(/[/.]/g, "_")}`);
  const file = fileURLToPath(new URL(source, SOLUTIONS));
  const always = "-std=c11 -Wall -Wextra -Werror -pthread -o".split(" ");
  const { success, stderr } = await new Deno.Command(compiler, {
    args: [...flags, ...always, program, file],
  }).output();
  assert(success, new TextDecoder().decode(stderr));
  return program;
}

/** Runs a program to its end, and gives all that it printed. */
export async function output(
  program: string,
  args: string[],
): Promise<{ code: number; stdout: string; stderr: string }> {
  const { code, signal, stdout, stderr } = await new Deno.Command(program, {
    args,
    stdin: "null",
    signal: AbortSignal.timeout(20_000),
  }).output();
  assertEquals(signal, null);
  const text = new TextDecoder();
  return { code, stdout: text.decode(stdout), stderr: text.decode(stderr) };
}

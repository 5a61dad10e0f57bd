/** Where `@std` comes from: JSR itself, or its mirror on npm. */
export type Registry = "jsr" | "npm";

/** How long JSR may take to answer, in milliseconds. */
const PATIENCE = 2_000;

/**
 * Whether JSR answers from here. Deno asks the registry named by the
 * environment variable `JSR_URL`, so this does too.
 */
export async function jsrAnswers(): Promise<boolean> {
  const registry = Deno.env.get("JSR_URL") ?? "https://jsr.io";
  const folder = `${registry.replace(/\/+$/, "")}/`;
  try {
    const response = await fetch(new URL("@std/assert/meta.json", folder), {
      headers: { accept: "application/json" },
      signal: AbortSignal.timeout(PATIENCE),
    });
    // A school's firewall may answer for it, with a page of its own.
    const meta: unknown = await response.json();
    return response.ok && typeof meta === "object" && meta !== null &&
      "versions" in meta;
  } catch {
    return false;
  }
}

/**
 * The line in deno.json that puts the packages under `scripts/npm/` in the
 * place of JSR's. It is never committed.
 */
const LINE =
  '  "links": ["scripts/npm/assert", "scripts/npm/async", "scripts/npm/net"],\n';

const ANY_LINKS = /^ {2}"links": .*\n/m;

/** Whether this text of a deno.json has links. */
export function hasLinks(config: string): boolean {
  return ANY_LINKS.test(config);
}

/** The text of a deno.json with the links, or without. */
export function withLinks(config: string, wanted: boolean): string {
  const without = config.replace(ANY_LINKS, "");
  // With CRLF too: Git for Windows may check it out so.
  return wanted ? without.replace(/^\{\r?\n/, (open) => open + LINE) : without;
}

/**
 * Writes the course's deno.json for a registry, and keeps the line with the
 * links out of `git status` and of commits: by a filter in this clone's own
 * settings, nowhere else.
 */
export async function useRegistry(
  root: URL,
  config: string,
  registry: Registry,
): Promise<void> {
  const linked = withLinks(config, registry === "npm");
  const file = new URL("deno.json", root);
  if (linked === await Deno.readTextFile(file)) return;
  await Deno.writeTextFile(file, linked);
  if (!await git(root, "rev-parse", "--git-path", "info/attributes")) return;
  const clean = `sed '/^  "links":/d'`;
  await git(root, "config", "filter.nolinks.clean", clean);
  const attributes = new URL(".git/info/attributes", root);
  const line = "deno.json filter=nolinks\n";
  try {
    const text = await Deno.readTextFile(attributes).catch(() => "");
    if (!text.includes(line)) {
      await Deno.mkdir(new URL("./", attributes), { recursive: true });
      await Deno.writeTextFile(attributes, text + line);
    }
    // Git then sees by the filter that nothing of it is new.
    await git(root, "add", "deno.json");
  } catch {
    // A worktree's settings lie elsewhere: there, the change stays visible.
  }
}

/** Whether git is here and did it. */
async function git(root: URL, ...args: string[]): Promise<boolean> {
  try {
    const { success } = await new Deno.Command("git", {
      args,
      cwd: root,
      stdout: "null",
      stderr: "null",
    }).output();
    return success;
  } catch {
    return false;
  }
}

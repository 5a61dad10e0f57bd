import { hasLinks } from "./links.ts";
import type { Registry } from "./registry.ts";

/** What a set-up was made for: kept in `.course/setup.json`. */
export interface SetupState {
  registry: Registry;
  /** The imports that were downloaded. */
  imports: string;
  /** The version of Deno. */
  deno: string;
}

/** The set-up that this text of a deno.json asks for. */
export function stateOf(config: string): SetupState {
  const { imports } = JSON.parse(config) as { imports: Record<string, string> };
  return {
    registry: hasLinks(config) ? "npm" : "jsr",
    imports: Object.values(imports).join(" "),
    deno: Deno.version.deno,
  };
}

/** The set-up that was made in the course at `root`. */
export async function remembered(root: URL): Promise<SetupState | undefined> {
  try {
    return JSON.parse(await Deno.readTextFile(stateFile(root))) ?? undefined;
  } catch {
    // Not set up yet, or a file that was cut off: set up again.
    return undefined;
  }
}

/**
 * Remembers a set-up. Where that fails, the learner is told, and the next
 * command sets up again.
 */
export async function remember(root: URL, state: SetupState): Promise<void> {
  try {
    await Deno.mkdir(new URL(".course/", root), { recursive: true });
    await Deno.writeTextFile(stateFile(root), `${JSON.stringify(state)}\n`);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    console.error(
      `Cannot remember the set-up in .course/setup.json: ${reason}\nMake the folder .course writable, or each command sets up again.`,
    );
  }
}

function stateFile(root: URL): URL {
  return new URL(".course/setup.json", root);
}

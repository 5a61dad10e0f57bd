import { hasLinks, type Registry } from "./registry.ts";

/** What a set-up was made for: kept in `.course/setup.json`. */
export interface SetupState {
  registry: Registry;
  /** The packages that the course imports. */
  imports: string;
  /** The version of Deno. */
  deno: string;
  /** The kinds of commands whose packages are there. */
  parts: string[];
}

/** The set-up that a course's deno.json and list of packages ask for. */
export function stateOf(config: string, imports: string): SetupState {
  return {
    registry: hasLinks(config) ? "npm" : "jsr",
    imports: Object.values(JSON.parse(imports).imports).join(" "),
    deno: Deno.version.deno,
    parts: [],
  };
}

/** The parts that are set up for the same as `state` in the course at `root`. */
export async function partsReady(
  root: URL,
  state: SetupState,
): Promise<string[]> {
  try {
    const done = JSON.parse(await Deno.readTextFile(stateFile(root)));
    const isSame = done.registry === state.registry &&
      done.imports === state.imports && done.deno === state.deno;
    return isSame && Array.isArray(done.parts) ? done.parts : [];
  } catch {
    // Not set up yet, or a file that was cut off: set up again.
    return [];
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

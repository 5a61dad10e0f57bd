import { UsageError } from "../terminal/errors.ts";
import { download } from "./download.ts";
import { withLinks } from "./links.ts";
import { jsrAnswers, type Registry } from "./registry.ts";
import { remember, remembered, stateOf } from "./state.ts";

/** What set-up found or did. */
export interface Setup {
  /** Where `@std` comes from. */
  registry: Registry;
  /** Whether deno.json was changed, so that the program must start again. */
  restart: boolean;
}

/**
 * Sets the course up unless that is done: chooses the registry, says so in one
 * line, and downloads what the course imports.
 *
 * @param args The program's arguments; `--registry=jsr` or `--registry=npm`
 * among them decides instead of the network.
 * @throws {UsageError} If Deno is too old, the flag names no registry, or
 * nothing can be downloaded.
 */
export async function ensureSetup(root: URL, args: string[]): Promise<Setup> {
  requireDeno();
  const wanted = registryFlag(args);
  const configFile = new URL("deno.json", root);
  const config = await Deno.readTextFile(configFile);
  const now = stateOf(config);
  const linked = now.registry;
  const done = await remembered(root);

  if (
    done !== undefined && done.registry === linked &&
    done.imports === now.imports && done.deno === now.deno &&
    (wanted ?? linked) === linked
  ) return { registry: linked, restart: false };

  console.error("Setting up (once; this needs the network) …");
  let registry = wanted ?? (await jsrAnswers() ? "jsr" : "npm");
  await useRegistry(configFile, config, registry);
  let problem = await download(root);
  if (problem !== undefined && wanted === undefined && registry === "jsr") {
    registry = "npm";
    await useRegistry(configFile, config, registry);
    problem = await download(root);
  }
  if (problem !== undefined) {
    await Deno.writeTextFile(configFile, config);
    throw new UsageError(
      `Cannot download what the course imports from ${
        registry === "jsr" ? "JSR" : "npm"
      }: ${
        summary(problem)
      }\nCheck the network and the free disk space, and run the same command again.`,
    );
  }
  console.error(
    registry === "jsr"
      ? "Set up: @std comes from JSR."
      : `Set up: @std comes from npm, ${
        wanted === undefined
          ? "as JSR does not answer here"
          : "as you asked for"
      } (switch with \`deno task start --registry=jsr\`).`,
  );
  await remember(root, { ...now, registry });
  return { registry, restart: registry !== linked };
}

function requireDeno(): void {
  const [major = 0, minor = 0] = Deno.version.deno.split(".").map(Number);
  if (major > 2 || (major === 2 && minor >= 9)) return;
  throw new UsageError(
    `The course needs Deno 2.9 or later and this is ${Deno.version.deno}: run \`deno upgrade\`, or put \`npx\` before the command.`,
  );
}

function registryFlag(args: string[]): Registry | undefined {
  if (args[0] !== "start") return undefined;
  const at = args.findIndex((arg) => /^--registry(=|$)/.test(arg));
  if (at < 0) return undefined;
  const value = args[at]?.split("=")[1] ?? args[at + 1] ?? "";
  if (value === "jsr" || value === "npm") return value;
  throw new UsageError(
    `There is no registry "${value}": use --registry=jsr or --registry=npm.`,
  );
}

async function useRegistry(file: URL, config: string, registry: Registry) {
  await Deno.writeTextFile(file, withLinks(config, registry === "npm"));
}

/** The first line of Deno's message that tells something. */
function summary(problem: string): string {
  const line = problem.split("\n").find((line) => line.trim() !== "") ?? "";
  return line.replace(/^error: /, "").trim();
}

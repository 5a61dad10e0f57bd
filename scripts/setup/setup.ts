import { command } from "../terminal/command.ts";
import { UsageError } from "../terminal/errors.ts";
import { download, partsFor } from "./download.ts";
import { jsrAnswers, type Registry, useRegistry } from "./registry.ts";
import { partsReady, remember, stateOf } from "./state.ts";

/**
 * Sets the course up for a command unless that is done: chooses the registry,
 * says so in one line, and fetches what the command needs.
 *
 * @param args The program's arguments; `--registry=jsr` or `--registry=npm`
 * among them decides instead of the network.
 * @returns Whether deno.json was changed, so that the program must start again.
 * @throws {UsageError} If Deno is too old, the flag names no registry, or
 * nothing can be fetched.
 */
export async function ensureSetup(root: URL, args: string[]): Promise<boolean> {
  requireDeno();
  const wanted = registryFlag(args);
  const config = await Deno.readTextFile(new URL("deno.json", root));
  const imports = new URL("scripts/npm/imports.json", root);
  const now = stateOf(config, await Deno.readTextFile(imports));
  const linked = now.registry;
  const ready = await partsReady(root, now);
  const missing = partsFor(args[0]).filter((part) =>
    // What the course's own tests need is all that there is.
    !ready.includes(part) && !ready.includes("course")
  );
  const isChosen = ready.length > 0 && (wanted ?? linked) === linked;
  if (isChosen && missing.length === 0) return false;

  const start = performance.now();
  console.error(
    isChosen
      ? `Fetching what \`${args[0]}\` needs (once; this needs the network) …`
      : "Setting up (once; this needs the network) …",
  );
  const parts = isChosen ? missing : partsFor(args[0]);
  let registry = isChosen
    ? linked
    : wanted ?? (await jsrAnswers() ? "jsr" : "npm");
  let problem = await fetchParts(root, config, registry, parts);
  if (problem !== undefined && wanted === undefined && registry === "jsr") {
    registry = "npm";
    problem = await fetchParts(root, config, registry, parts);
  }
  if (problem !== undefined) {
    await useRegistry(root, config, linked);
    throw new UsageError(
      `Cannot download what the course imports from ${
        registry === "jsr" ? "JSR" : "npm"
      }: ${
        summary(problem)
      }\nCheck the network and the free disk space, and run the same command again.`,
    );
  }
  const time = `${((performance.now() - start) / 1000).toFixed(1)} s`;
  console.error(
    isChosen
      ? `Fetched in ${time}.`
      : registry === "jsr"
      ? `Set up in ${time}: @std comes from JSR.`
      : `Set up in ${time}: @std comes from npm, ${
        wanted === undefined
          ? "as JSR does not answer here"
          : "as you asked for"
      } (switch with \`${command("start --registry=jsr")}\`).`,
  );
  const done = isChosen ? [...ready, ...parts] : parts;
  await remember(root, { ...now, registry, parts: done });
  return registry !== linked;
}

async function fetchParts(
  root: URL,
  config: string,
  registry: Registry,
  parts: readonly string[],
): Promise<string | undefined> {
  await useRegistry(root, config, registry);
  for (const part of parts) {
    const problem = await download(root, part);
    if (problem !== undefined) return problem;
  }
  return undefined;
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

/** The first line of Deno's message that tells something. */
function summary(problem: string): string {
  const line = problem.split("\n").find((line) => line.trim() !== "") ?? "";
  return line.replace(/^error: /, "").trim();
}

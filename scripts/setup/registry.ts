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

import { Host, type HostOptions } from "../../../scripts/bench/host/host.ts";

/** Starts a contender of `contenders/`, which waits patiently. */
export function startContender(
  name: "counting" | "failing",
  order: unknown,
  options: Partial<HostOptions> = {},
): Promise<Host<number>> {
  return Host.start<number>({
    module: new URL(`./contenders/${name}.ts`, import.meta.url),
    order,
    temporary: Deno.cwd(),
    patience: 30_000,
    ...options,
  });
}

import { cpus, release, totalmem, type } from "node:os";
import type { Machine } from "./report.ts";

/** The names that people know systems by. */
const NAMES: Record<string, string> = { Darwin: "macOS (Darwin)" };

/** This machine. */
export function thisMachine(): Machine {
  const [first] = cpus();
  const system = type();
  return {
    cpu: first?.model.trim() || "unknown processor",
    cores: navigator.hardwareConcurrency,
    memory: totalmem(),
    system: `${NAMES[system] ?? system} ${
      /^\d+\.\d+/.exec(release())?.[0] ?? ""
    }`
      .trim(),
  };
}

import type { Model } from "../../tests/harness/explorer/mod.ts";

/** The models that a module exports, alone or in lists. */
export function modelsIn(module: object): Model[] {
  return Object.values(module).flatMap((value: unknown) => value)
    .filter(isModel);
}

function isModel(value: unknown): value is Model {
  return typeof value === "object" && value !== null && "name" in value &&
    "threads" in value && Array.isArray(value.threads);
}

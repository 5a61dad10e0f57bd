import type { Model } from "../../tests/harness/explorer/mod.ts";

/** The models that a module exports, alone or in lists. */
export function modelsIn(module: object): Model[] {
  return Object.values(module).flatMap((value: unknown) => value)
    .filter(isModel);
}

function isModel(value: unknown): value is Model {
  return typeof value === "object" && value !== null && "bytes" in value &&
    "name" in value && typeof value.name === "string" &&
    "threads" in value && Array.isArray(value.threads) &&
    value.threads.every((one: unknown) => typeof one === "function");
}

import type { Version } from "./events.ts";

let version: Version | undefined;

/** Says which version of the lesson the test files belong to that load now. */
export function nowLoading(of: Version | undefined): void {
  version = of;
}

const later: (() => void)[] = [];

/**
 * Registers a test; or later, when it is none of those that are to run before
 * the others of its version.
 */
export function inTurn(name: string, register: () => void): void {
  if (version?.first === undefined || version.first.includes(name)) register();
  else later.push(register);
}

/** Registers the version's other tests. */
export function registerOthers(): void {
  for (const register of later.splice(0)) register();
}

/** The version whose tests are being registered, where there are several. */
export function loadingVersion(): Version | undefined {
  return version;
}

/** A step's number; where there are several versions, that of this one's step. */
export function ownStep(step: string): string {
  return version === undefined ? step : `${version.name}/${step}`;
}

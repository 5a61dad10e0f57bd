import type { Version } from "./events.ts";

let version: Version | undefined;

/** Says which version of the lesson the test files belong to that load now. */
export function nowLoading(of: Version | undefined): void {
  version = of;
}

/** The version whose tests are being registered, where there are several. */
export function loadingVersion(): Version | undefined {
  return version;
}

/** A step's number; where there are several versions, that of this one's step. */
export function ownStep(step: string): string {
  return version === undefined ? step : `${version.name}/${step}`;
}

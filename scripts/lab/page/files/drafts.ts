import { browserStorage } from "../storage.ts";

/** What was typed and is not on disk yet, with the version that it comes from. */
export interface Draft {
  text: string;
  version: string | null;
}

/** Drafts by the paths of their files. */
export interface Drafts {
  get(path: string): Draft | undefined;
  set(path: string, draft: Draft): unknown;
  delete(path: string): unknown;
}

const key = (path: string) => `lab.draft:${path}`;

/** Drafts in this browser: they outlive the page, and its server. */
export const browserDrafts: Drafts = {
  get(path: string): Draft | undefined {
    return browserStorage.json<Draft | undefined>(key(path), undefined);
  },
  set(path: string, draft: Draft): void {
    browserStorage.set(key(path), JSON.stringify(draft));
  },
  delete(path: string): void {
    browserStorage.remove(key(path));
  },
};

import "../dom.ts";

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
    const draft = localStorage.getItem(key(path));
    return draft === null ? undefined : JSON.parse(draft);
  },
  set(path: string, draft: Draft): void {
    localStorage.setItem(key(path), JSON.stringify(draft));
  },
  delete(path: string): void {
    localStorage.removeItem(key(path));
  },
};

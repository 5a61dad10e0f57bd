import "../dom.ts";

/** What was typed and is not on disk yet, with the version that it comes from. */
export interface Draft {
  text: string;
  version: string | null;
}

const key = (path: string) => `lab.draft:${path}`;

/** Texts that are not on disk yet: they outlive the page, and its server. */
export const drafts = {
  load(path: string): Draft | undefined {
    const draft = globalThis.localStorage?.getItem(key(path));
    return draft === null || draft === undefined
      ? undefined
      : JSON.parse(draft);
  },
  save(path: string, draft: Draft): void {
    globalThis.localStorage?.setItem(key(path), JSON.stringify(draft));
  },
  remove(path: string): void {
    globalThis.localStorage?.removeItem(key(path));
  },
};

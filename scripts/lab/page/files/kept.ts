import { browserStorage } from "../storage.ts";

/** A text that another one has taken the place of; it can be had again. */
export interface Kept {
  path: string;
  text: string;
  /** Why: `"reset"`, `"another version on disk"`. */
  why: string;
  /** When, in milliseconds since 1970. */
  at: number;
}

const KEY = "lab.kept";
const MOST = 40;

/** What is kept, the newest first. */
export function keptTexts(): Kept[] {
  return browserStorage.json(KEY, []);
}

/** Keeps a text before another one takes its place. */
export function keep(path: string, text: string, why: string): void {
  const kept = keptTexts();
  if (kept[0]?.path === path && kept[0].text === text) return;
  kept.unshift({ path, text, why, at: Date.now() });
  // A browser keeps a few megabytes: the oldest go.
  for (let most = MOST; most > 1; most = Math.floor(most / 2)) {
    const newest = JSON.stringify(kept.slice(0, most));
    if (browserStorage.keep(KEY, newest)) return;
  }
  browserStorage.set(KEY, JSON.stringify(kept.slice(0, MOST)));
}

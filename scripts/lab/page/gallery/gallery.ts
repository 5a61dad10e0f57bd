import "../dom.ts";
import type { Exhibit } from "../../gallery/exhibit.ts";
import { browserStorage } from "../storage.ts";

/** The exhibits, the easiest first. */
export async function getExhibits(): Promise<Exhibit[]> {
  const response = await fetch("gallery.json");
  return response.ok ? await response.json() : [];
}

const KEY = "lab.gallery";

/** In how many steps each exhibit was broken, at best. */
export function records(): Record<string, number> {
  return browserStorage.json(KEY, {});
}

/** Notes that an exhibit was broken; says whether that is a record. */
export function note(id: string, steps: number): boolean {
  const all = records();
  const best = all[id];
  if (best !== undefined && best <= steps) return false;
  browserStorage.set(KEY, JSON.stringify({ ...all, [id]: steps }));
  return true;
}

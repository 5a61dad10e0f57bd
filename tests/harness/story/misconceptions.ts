import type { Meaning } from "./verdict.ts";

/** A mistake in thinking that wrong code shows. */
export interface Misconception {
  /** What a tutor would say to who has it, in a sentence or two. */
  says: string;
  /**
   * Where the lesson's text explains it: the anchor of a heading. Of what may be
   * wrong in several steps, that of each.
   */
  section: string | Readonly<Record<string, string>>;
  /**
   * The code that shows it, as `"Mutex.lock()"`, `"Bus.#close()"`, `"wake()"`,
   * or `"for await"`, a program's loop: a failure alone may point elsewhere, as
   * a thread sleeps in one method because another one does not wake it.
   */
  about?: readonly string[];
}

/** Where the text explains a misconception that a step's code shows. */
export function sectionOf({ section }: Misconception, step: string): string {
  if (typeof section === "string") return section;
  return section[step] ?? Object.values(section)[0] ?? "";
}

/** All the places in which the text explains it. */
export function sectionsOf({ section }: Misconception): readonly string[] {
  return typeof section === "string"
    ? [section]
    : [...new Set(Object.values(section))];
}

/** The misconceptions of a lesson by their ids: `"notify-before-store"`. */
export type Catalogue = Readonly<Record<string, Misconception>>;

/** What a test says with the id of a misconception, or without one. */
export type MeaningOf<Entries extends Catalogue> = (
  id: keyof Entries & string | undefined,
) => Meaning;

/** Whether a test has failed as a timer still ran at its end. */
export function leftATimer(
  failure?: { kind: string; message?: string },
): boolean {
  return failure?.kind === "deno" &&
    /\btimers? (was|were) started/.test(failure.message ?? "");
}

/**
 * How the tests of a lesson name a misconception in a verdict:
 * `story.fail({ expected, got, ...means("never-reaps") })`. Where what happened
 * decides nothing, they give `undefined`, and the failure names no cause.
 */
export function meaningsOf<Entries extends Catalogue>(
  catalogue: Entries,
): MeaningOf<Entries> {
  return (id) => {
    if (id === undefined) return {};
    const entry: Misconception | undefined = catalogue[id];
    if (entry === undefined) {
      throw new TypeError(`Cannot name misconception "${id}": there is none`);
    }
    return { cause: entry.says, misconception: id };
  };
}

/** A broken lock, queue or ring, to be broken by hand: one of `gallery.json`. */
export interface Exhibit {
  /** `"mutex-check-then-set"`. */
  id: string;
  /** What it is called in the gallery; it does not tell what is wrong. */
  title: string;
  /** What it is: `"Mutexes"`. */
  kind: string;
  /** Whose code it is: `"7.4.2"`. */
  step: string;
  /** The code, the broken file first, by its paths from the course's folder. */
  files: Record<string, string>;
  /** The model to steer. */
  model: string;
  /** The shortest schedule that breaks it, in steps. */
  par: number;
  /** What a tutor says of it. */
  says: string;
  /** Where the book explains it: `7.4-locks/README#a-race`. */
  text: string;
}

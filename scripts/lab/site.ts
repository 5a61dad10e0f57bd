/**
 * What the page can fetch, by relative addresses, from any static host and from
 * `deno task lab` alike:
 *
 * | address                       | what                                           |
 * | ----------------------------- | ---------------------------------------------- |
 * | `index.html`, `page.js`, `page.css`, `chunks/` | the page, from `scripts/lab/page/`: `main.ts`, `page.css` |
 * | `browser.js`                  | what says which browsers can show the page     |
 * | `esbuild.wasm`                | what strips types, fetched once the page is usable |
 * | `gallery.json`                | `Exhibit`, a list: `scripts/lab/gallery/`      |
 * | `questions.json`              | {@linkcode Question}, a list                   |
 * | `course.json`                 | {@linkcode Course}                             |
 * | `lessons/7.4-locks.json`      | {@linkcode SourceFiles} of a lesson            |
 * | `book/en/7.4-locks/README.html` | a text as a fragment of HTML                 |
 * | `book/en/words.json`          | {@linkcode Word}, a list                       |
 * | `book/en/misconceptions.json` | {@linkcode Mistake}, a list                    |
 * | `engine/`                     | what `scripts/lab/engine/` builds              |
 *
 * What `deno task lab` has besides stands in `server/api.ts`.
 *
 * @module
 */

import type { Lesson, Step } from "../lesson/manifest.ts";

/** The course in short: `course.json`. */
export interface Course {
  /** The languages of the book, by their codes; the first one is whole. */
  languages: string[];
  /** The texts, in the order in which to read them. */
  texts: Text[];
  lessons: CourseLesson[];
}

/** A lesson, as its `lesson.json` describes it. */
export interface CourseLesson extends Omit<Lesson, "steps"> {
  steps: CourseStep[];
}

/** A step, and whether its tests run in the page. */
export interface CourseStep extends Step {
  inPage: boolean;
}

/** A text of the book. */
export interface Text {
  /** Where it is: `book/<language>/<path>.html`. */
  path: string;
  title: string;
  /** The number of its lesson, if it belongs to one. */
  lesson?: string;
  /** Its headings below the title, in order. */
  headings: { anchor: string; title: string; depth: number }[];
  /** The languages that it is there in. */
  languages: string[];
}

/**
 * The files of a lesson as they were at the start, by their paths from the
 * course's folder: `lessons/7.4-locks/mutex.ts`.
 */
export interface SourceFiles {
  /** What the learner writes, with its tasks. */
  starters: Record<string, string>;
  /** What is there to read: given code, also that of several lessons, and C. */
  given: Record<string, string>;
}

/** A question of one's own to begin with. */
export interface Question {
  /** `"lost_wakeup"`. */
  id: string;
  title: string;
  /** What it asks. */
  asks: string;
  /** The model, as one has it in the course's folder. */
  text: string;
}

/** A word that the book defines. */
export interface Word {
  word: string;
  /** What it is called in other languages, by their codes. */
  translations: Record<string, string>;
  meaning: string;
  /** Where the text defines it: `7.4-locks/README#a-race`. */
  text: string;
}

/** A misconception of a lesson's catalogue. */
export interface Mistake {
  lesson: string;
  id: string;
  says: string;
  /** Where the text explains it: `7.4-locks/README#a-race`. */
  text: string;
}

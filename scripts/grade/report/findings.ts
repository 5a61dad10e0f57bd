import { shown } from "./printable.ts";
import type { Finding } from "./report.ts";

/** How many findings a submission's report names. */
export const MOST_FINDINGS = 40;

/** How long a path and a message in a report are at most, in characters. */
export const LONGEST = { path: 160, message: 400 };

/** What stands for the findings that another list has not kept. */
const MORE = /^More was found \((\d+)\)/;

/**
 * Findings of a submission, in their order and each once. However many there
 * are, only so many are kept; the others are counted.
 */
export class Findings {
  readonly #kept = new Map<string, Finding>();
  #more = 0;

  /** Takes note of what was found. */
  add({ path, line, message }: Finding): this {
    const more = path === "." ? message.match(MORE)?.[1] : undefined;
    if (more !== undefined) {
      this.#more += Number(more);
      return this;
    }
    if (this.#kept.size >= MOST_FINDINGS) {
      this.#more++;
      return this;
    }
    const finding = {
      path: shown(path, LONGEST.path),
      ...(line === undefined ? {} : { line }),
      message: shown(message, LONGEST.message),
    };
    this.#kept.set(JSON.stringify(finding), finding);
    return this;
  }

  /** Takes note of each. */
  addAll(findings: Iterable<Finding>): this {
    for (const finding of findings) this.add(finding);
    return this;
  }

  /** What was found, and how many more there were. */
  list(): Finding[] {
    const found = [...this.#kept.values()];
    if (this.#more === 0) return found;
    return [...found, {
      path: ".",
      message: `More was found (${this.#more}); it is not named here.`,
    }];
  }
}

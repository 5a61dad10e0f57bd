import process from "node:process";
import { createLogUpdate } from "log-update";
import { progressBar, style } from "../terminal/text.ts";

/** What runs at the same time as other sections, and is told after those before it. */
export interface Section {
  /** Says how many entries it is going to have. */
  expects(entries: number): void;
  /** Counts one entry and prints its line. */
  add(title: string, passed: boolean): void;
  /** Keeps why an entry failed for the end. */
  explain(title: string, reason: string): void;
  print(text: string): void;
  /** Says that nothing more will come. */
  end(): void;
}

/**
 * Counts what passed and failed, a line for each as it ends, and on a terminal
 * a progress bar below.
 */
export class Tally implements Disposable {
  readonly #terminal = Deno.stdout.isTerminal();
  readonly #draw = createLogUpdate(process.stdout, { showCursor: true });
  /** The lines of each section that are not printed yet, and whether it has ended. */
  readonly #sections: { lines: string[]; ended: boolean }[] = [];
  readonly #explanations: string[][] = [];
  #passed = 0;
  #failed = 0;
  #counted = 0;
  #expected = 0;

  /** Starts a section. */
  section(title: string): Section {
    const section = { lines: [`\n${style.bold(title)}`], ended: false };
    const explanations: string[] = [];
    this.#sections.push(section);
    this.#explanations.push(explanations);
    this.#flush();
    let left = 0;
    const print = (text: string) => {
      section.lines.push(text);
      this.#flush();
    };
    return {
      print,
      expects: (entries) => {
        left = entries;
        this.#expected += entries;
      },
      add: (title, passed) => {
        if (passed) this.#passed++;
        else this.#failed++;
        if (left-- > 0) this.#counted++;
        const mark = passed ? style.green("ok    ") : style.red("FAILED");
        print(`  ${mark}  ${title}`);
      },
      explain: (title, reason) =>
        void explanations.push(`${style.bold(style.red(title))}\n${reason}`),
      end: () => {
        section.ended = true;
        this.#flush();
      },
    };
  }

  /** Prints what failed and the closing line; gives the exit code. */
  close(): number {
    for (const text of this.#explanations.flat()) this.#print(`\n${text}`);
    this.#print(`\n${this.#passed} passed, ${this.#failed} failed`);
    return this.#failed === 0 ? 0 : 1;
  }

  [Symbol.dispose](): void {
    if (this.#terminal) this.#draw.clear();
  }

  #flush(): void {
    for (;;) {
      const [first] = this.#sections;
      if (first === undefined) break;
      for (const line of first.lines.splice(0)) this.#print(line);
      if (!first.ended) break;
      this.#sections.shift();
    }
    if (this.#terminal && this.#counted < this.#expected) {
      this.#draw(progressBar(this.#counted, this.#expected));
    }
  }

  #print(text: string): void {
    if (this.#terminal) this.#draw.clear();
    console.log(text);
  }
}

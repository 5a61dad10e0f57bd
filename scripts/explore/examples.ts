/** A question to begin with. */
export interface Example {
  /** Its file in `examples/`, without `.ts`. */
  file: string;
  title: string;
  /** What it asks. */
  asks: string;
}

/** The questions to begin with, the easiest first. */
export const EXAMPLES: readonly Example[] = [
  {
    file: "two_increments",
    title: "Two increments",
    asks: "Do two threads that add one make two?",
  },
  {
    file: "flag_before_data",
    title: "A flag and its data",
    asks: "Which of the two is written first?",
  },
  {
    file: "lost_wakeup",
    title: "A bell",
    asks: "Can a sleeper miss what wakes it?",
  },
  {
    file: "peterson",
    title: "Peterson's lock",
    asks: "A lock from loads and stores alone?",
  },
  {
    file: "philosophers",
    title: "Three philosophers",
    asks: "Does everybody eat?",
  },
  {
    file: "own_mutex",
    title: "Your own mutex",
    asks: "Does what you wrote in 7.4.2 hold?",
  },
];

/** An example as one has it in the course's folder. */
export async function readExample({ file }: Example): Promise<string> {
  const url = new URL(`examples/${file}.ts`, import.meta.url);
  const text = await Deno.readTextFile(url);
  return `${text.replace(/(["'])(\.\.\/){3}/g, "$1./").trimEnd()}\n`;
}

import { type Choice, Moment } from "./moment.ts";
import { isPlain, type Program } from "./random_program.ts";
import { VectorClocks } from "./vector_clocks.ts";

/** What all schedules of a program together can do. */
export interface Outcomes {
  /** Memory and results at the end. */
  ends: Set<string>;
  hasDeadlock: boolean;
  /** Whether there is a schedule in which two accesses race. */
  hasRace: boolean;
}

/**
 * Runs every schedule of a program one after another, merging nothing. It is
 * the reference for the explorer, and shares no code with it.
 */
export function enumerate(program: Program): Outcomes {
  const outcomes: Outcomes = {
    ends: new Set(),
    hasDeadlock: false,
    hasRace: false,
  };
  const hasPlain = program.flat().some(isPlain);
  const follow = (moment: Moment) => {
    const choices = moment.choices();
    outcomes.hasRace ||= hasPlain && moment.isRace();
    for (const choice of choices) follow(moment.after(choice));
    if (choices.length > 0) return;
    if (moment.isOver()) outcomes.ends.add(moment.end());
    else outcomes.hasDeadlock = true;
  };
  follow(new Moment(program));
  return outcomes;
}

/** Runs one schedule, chosen by chance, and looks for a race with clocks. */
export function anySchedule(
  program: Program,
  roll: (count: number) => number,
): { schedule: Choice[]; hasRace: boolean } {
  const clocks = new VectorClocks(program.length);
  let moment = new Moment(program, clocks);
  const schedule: Choice[] = [];
  for (;;) {
    const choices = moment.choices();
    const choice = choices[roll(choices.length || 1)];
    if (choice === undefined) return { schedule, hasRace: clocks.hasRace };
    moment = moment.after(choice);
    schedule.push(choice);
  }
}

/** How much is measured. */
export interface Plan {
  /** How many clients at a time. */
  clients: readonly number[];
  /** Milliseconds of one measurement. */
  slice: number;
  /** Milliseconds of one measurement beside a client that does harm. */
  neighbourSlice: number;
  /** Milliseconds after which a server or a job hangs. */
  patience: number;
}

/** The plan of `deno task bench servers`. */
export const wholePlan: Plan = {
  clients: [1, 10, 100],
  slice: 150,
  neighbourSlice: 300,
  // A hundred processes take a slow machine ten seconds.
  patience: 30_000,
};

/** The plan with `--quick`. */
export const quickPlan: Plan = {
  clients: [1, 10],
  slice: 60,
  neighbourSlice: 120,
  patience: 8_000,
};

/** How many clients there are beside one that does harm. */
export const STEADY = 10;

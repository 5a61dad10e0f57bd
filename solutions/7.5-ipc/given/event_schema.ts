/**
 * What each type of event carries, and how to tell: a function for each type
 * that says whether something is its detail.
 */
export type EventSchema<Events> = {
  [Type in keyof Events]: (detail: unknown) => detail is Events[Type];
};

/** Options for `EventBus`. */
export interface EventBusOptions {
  /** Told of all that came and was ignored. @default {console.error} */
  onIgnored?: (reason: Error) => void;
}

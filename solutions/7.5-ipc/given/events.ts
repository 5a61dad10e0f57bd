/**
 * What each type of event carries, and how to tell: a function for each type
 * that says whether something is its detail.
 */
export type EventSchema<Events> = {
  [Type in keyof Events]: (detail: unknown) => detail is Events[Type];
};

/** One event on its way. */
export interface WireEvent {
  type: string;
  detail: unknown;
}

/** What a bus posts: some events of one sender, in their order. */
export interface EventBatch {
  /** Which bus sent it. */
  sender: string;
  /** How many events this sender had sent before. */
  first: number;
  events: WireEvent[];
}

/**
 * Whether something that came over a channel is a batch: anybody may post
 * anything there who knows the name.
 */
export function isEventBatch(data: unknown): data is EventBatch {
  if (typeof data !== "object" || data === null) return false;
  const { sender, first, events } = data as Partial<EventBatch>;
  return typeof sender === "string" && Number.isInteger(first) &&
    Array.isArray(events) && events.every(isWireEvent);
}

function isWireEvent(event: unknown): event is WireEvent {
  return typeof event === "object" && event !== null && "type" in event &&
    typeof event.type === "string" && "detail" in event;
}

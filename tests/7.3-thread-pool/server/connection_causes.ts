/** Why a client of a server `per: "connection"` gets no answer. */
export const SERVED =
  "the connection is not given to the pool, or its bytes are not carried both ways.";

/** Why nobody is served by the thread of a client that has left. */
export const FREED =
  "the thread does not come free when its client has left, or the next one in the queue is not served.";

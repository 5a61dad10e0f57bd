/** Why a client of a server `per: "request"` gets no answer. */
export const SERVED =
  "the line is not given to the pool, or its result not sent back.";

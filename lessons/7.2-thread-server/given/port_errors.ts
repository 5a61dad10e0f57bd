// The errors that `Deno.Conn` throws in the same places.

/** The error of a call on an end that is closed. */
export function closed(action: string): Error {
  return new Deno.errors.BadResource(
    `Cannot ${action} connection as it is closed`,
  );
}

/** The error of a call that waited when its end was closed. */
export function interrupted(action: string): Error {
  return new Deno.errors.Interrupted(
    `Cannot ${action} connection as it was closed meanwhile`,
  );
}

/** The error of a write that nobody will read. */
export function brokenPipe(side: "writing side" | "other end"): Error {
  return new Deno.errors.BrokenPipe(
    `Cannot write to connection as its ${side} is closed`,
  );
}

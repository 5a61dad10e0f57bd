import { soon } from "../harness/story/soon.ts";
import type { Id } from "./misconceptions.ts";

/** Something to try on what is silent: in words, the deed, what it then shows. */
export type Try = [what: string, then: () => unknown, shows: Id];

/** Milliseconds in which an answer comes, if that was what it waited for. */
const ANSWER = 150;

/** Finds out what makes something speak that is silent: the first that does. */
export async function whatHelps(
  tries: readonly Try[],
  came: () => boolean,
): Promise<{ what: string; shows: Id } | undefined> {
  for (const [what, then, shows] of tries) {
    then();
    if (await soon(came, ANSWER)) return { what, shows };
  }
  return undefined;
}

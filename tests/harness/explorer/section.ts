import type { Inside } from "./log_node.ts";

/**
 * Says which thread is in a section where it must not be.
 *
 * @param threads The sections that each thread is inside of.
 */
export function findIntruder(
  threads: readonly (readonly Inside[])[],
): string | undefined {
  const present: { thread: number; inside: Inside }[] = [];
  for (const [thread, sections] of threads.entries()) {
    for (const inside of sections) {
      const others = present.filter((one) =>
        one.inside.section === inside.section && one.thread !== thread
      );
      const limit = Math.min(
        inside.atMost,
        ...others.map((one) => one.inside.atMost),
      );
      const hostile = others.some((one) => one.inside.shared !== inside.shared);
      if (hostile || others.length >= limit) {
        const names = [...others.map((one) => one.thread), thread]
          .map((one) => `T${one}`);
        const last = names.pop();
        return `${
          names.join(", ")
        } and ${last} are inside "${inside.section}" at once${
          !hostile && limit > 1 ? `, where at most ${limit} may be` : ""
        }.`;
      }
      present.push({ thread, inside });
    }
  }
  return undefined;
}

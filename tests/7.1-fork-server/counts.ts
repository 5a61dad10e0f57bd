import type { ProcessServer } from "../../lessons/7.1-fork-server/given/options.ts";
import type { Stats } from "../../lessons/given/server.ts";
import type { Trial } from "../harness/net/trial.ts";
import { soon } from "../harness/story/soon.ts";
import { type Id, means } from "./misconceptions.ts";

/** What a server says of its children. */
export type Counts = Stats & { children: number[] };

function countsOf(server: ProcessServer): Counts {
  const { accepted, active, exited, failed } = server.stats();
  const children = server.children.toSorted((a, b) => a - b);
  return { accepted, active, exited, failed, children };
}

/** How many connections each server has said that it has accepted. */
const accepts = new WeakMap<ProcessServer, number>();

/** Finds out what it shows that these come and not those; it may try things. */
type WhyCounts = (
  got: Counts,
  right: Counts,
) => Id | undefined | Promise<Id | undefined>;

/** Waits until `stats()` and `children` are as given. */
export async function counts(
  t: Trial,
  server: ProcessServer,
  when: string,
  [accepted, active, exited, failed]: [number, number, number, number],
  pids: number[],
  why: WhyCounts = misconceptionOf,
): Promise<void> {
  const children = pids.toSorted((a, b) => a - b);
  const right: Counts = { accepted, active, exited, failed, children };
  const show = ({ children, ...stats }: Counts) =>
    `${
      Deno.inspect(stats, { colors: false, breakLength: Infinity })
    } and the children [${children.join(", ")}]`;
  const isRight = () => show(countsOf(server)) === show(right);
  const expected = `${when}: ${show(right)}`;
  const verdict = async () => {
    const got = countsOf(server);
    const fell = got.accepted < (accepts.get(server) ?? 0);
    return {
      expected,
      got: show(got),
      ...means(fell ? "accepted-falls" : await why(got, right)),
    };
  };
  // An end that was counted is not counted otherwise later.
  const ended = () => {
    const { exited, failed } = server.stats();
    return exited + failed;
  };
  await t.eventually(() => ended() >= exited + failed, verdict);
  if (isRight()) return void accepts.set(server, accepted);
  const got = countsOf(server);
  const late = means(whatIsLate(got, right));
  t.fail(
    await soon(isRight)
      ? { expected, got: show(got), ...late }
      : await verdict(),
  );
}

/** What it shows that the one came to be the other a moment later. */
function whatIsLate(got: Counts, right: Counts): Id | undefined {
  const more = got.children.length - right.children.length;
  if (more > 0) return "removes-a-child-late";
  if (more < 0) return "notes-a-child-late";
  // It fell when its connection had ended, too.
  return got.active > right.active
    ? "takes-connections-for-children"
    : undefined;
}

/** What it shows that the one is counted and not the other. */
export function misconceptionOf(got: Counts, right: Counts): Id | undefined {
  if (got.accepted > right.accepted) return "counts-a-client-twice";
  const ends = got.exited + got.failed;
  if (got.accepted < right.accepted) {
    if (got.accepted > 0 || ends > 0) {
      return got.accepted === ends ? "counts-a-client-late" : "accepted-falls";
    }
    const { length } = got.children;
    if (length !== right.children.length) return undefined;
    return got.active === length
      ? "counts-a-client-late"
      : "keeps-old-counters";
  }
  const [more, less] = [
    got.exited - right.exited,
    right.failed - got.failed,
  ];
  if (more > 0 && more === right.failed && less === 0) {
    return "counts-an-end-as-both";
  }
  if (more === 0 && less < 0 && -less === right.exited) {
    return "counts-an-end-as-both";
  }
  if (more === 0 && less < 0 && -less <= right.failed) {
    return "counts-an-end-twice";
  }
  if (more > 0 && less === 0) {
    return got.active < right.active || right.exited + right.failed === 0
      ? "reaps-at-once"
      : "counts-an-end-twice";
  }
  if (more > 0 && less === more) {
    return "takes-every-end-for-a-success";
  }
  if (more < 0 && less === more) return "takes-a-success-for-a-failure";
  if (more !== 0 || less !== 0) {
    const isOut = got.children.length === right.children.length;
    return isOut && more <= 0 && less >= 0 && got.exited >= 0 && got.failed >= 0
      ? "leaves-an-end-uncounted"
      : undefined;
  }
  if (got.children.length > right.children.length) return "never-reaps";
  const others = got.children.some((pid) => !right.children.includes(pid));
  if (others || got.children.length < right.children.length) {
    if (right.exited > 0) return "removes-another-child";
    if (!others) return "leaves-a-child-out";
    const { length } = right.children;
    return got.children.length === length && got.active === length
      ? "notes-children-under-other-keys"
      : undefined;
  }
  return got.active > right.active ? "active-never-falls" : undefined;
}

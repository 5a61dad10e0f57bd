import type { Client } from "../harness/net/client.ts";
import type { Stoppable, Trial } from "../harness/net/trial.ts";
import type { Meaning, Verdict } from "../harness/story/verdict.ts";
import { type Id, means } from "./misconceptions.ts";

/** The child program that does what its client asks. */
export const PUPPET = new URL("./programs/puppet.ts", import.meta.url);

/** The child program that gives back what it reads. */
export const ECHO = new URL("./programs/echo.ts", import.meta.url);

/** What came to a client instead of the line that should have. */
export type Came = "nothing" | "the end" | { line: string };

/**
 * What it shows, and the method that does, where that is known; and what came,
 * where more is known of that.
 */
export type Shown =
  | Id
  | undefined
  | { shows: Id; method?: string | readonly string[]; got?: string };

/** Finds out what it shows that this came; it may try things out. */
export type Why = (came: Came) => Shown | Promise<Shown>;

/** Nothing that came decides it. */
const undecided: Why = () => undefined;

/** Connects a client and waits until its puppet has said its process id. */
export async function connectPuppet(
  t: Trial,
  server: Stoppable,
  name: string,
  refused?: Id,
): Promise<{ client: Client; pid: number }> {
  const client = await t.connect(server, name, means(refused));
  return { client, pid: await greeted(t, client, name) };
}

/** Waits until a client's puppet has said its process id. */
export async function greeted(
  t: Trial,
  client: Client,
  name: string,
  why: Why = undecided,
): Promise<number> {
  const line = await hearing(t, client, {
    expected: `client ${name} hears the process id that its child says at once`,
    right: (line) => /^\d+$/.test(line),
    why,
  });
  t.did(`client ${name} is served by process ${line}`);
  return Number(line);
}

/** Sends a line and expects a line. */
export async function ask(
  t: Trial,
  client: Client,
  name: string,
  say: string,
  hear: string,
  why: Why = undecided,
): Promise<void> {
  t.did(`client ${name} sent ${JSON.stringify(`${say}\n`)}`);
  // It fails where the connection was broken; that shows in what comes.
  await t.within(client.send(`${say}\n`).catch(() => {}), {
    expected: `client ${name} can send`,
    got: "its connection takes no more bytes",
  });
  await hears(t, client, name, hear, why);
}

/** Expects a line. */
export async function hears(
  t: Trial,
  client: Client,
  name: string,
  hear: string,
  why: Why = undecided,
): Promise<void> {
  await hearing(t, client, {
    expected: `client ${name} gets ${JSON.stringify(hear)}`,
    right: (line) => line === hear,
    why,
  });
}

async function hearing(
  t: Trial,
  client: Client,
  { expected, right, why }: {
    expected: string;
    right: (line: string) => boolean;
    why: Why;
  },
): Promise<string> {
  const because = (came: Came, got: string) => told(t, got, () => why(came));
  const line = await t.within(client.line(), async () => ({
    expected,
    ...await because("nothing", "nothing comes, and its connection stays open"),
  }));
  if (line !== undefined && right(line)) return line;
  t.fail({
    expected,
    ...line === undefined
      ? await because(
        "the end",
        "it gets the end, and nothing before it",
      )
      : await because({ line }, `it gets ${shown(line)}`),
  });
}

function meant(shown: Shown): Meaning & Partial<Pick<Verdict, "got">> {
  if (typeof shown !== "object") return means(shown);
  const { shows, ...rest } = shown;
  return { ...means(shows), ...rest };
}

/** How many zeros a line begins with. */
export function zerosOf(line: string): number {
  return line.match(/^\0+/)?.[0].length ?? 0;
}

/** A line as a person reads it, zeros and all. */
function shown(line: string): string {
  const zeros = zerosOf(line);
  const rest = JSON.stringify(line.slice(zeros, zeros + 100));
  return zeros === 0 ? rest : `${zeros} zero bytes and then ${rest}`;
}

/**
 * Expects that the server closes the connection with nothing more to say.
 *
 * @param shows What it shows if it stays open.
 */
export async function closed(
  t: Trial,
  client: Client,
  name: string,
  shows?: Id,
): Promise<void> {
  const rest = await t.within(client.rest(), {
    expected: `the server closes client ${name}'s connection`,
    got: "the connection stays open and silent",
    ...means(shows),
  });
  t.equal(rest, "", { what: `what client ${name} gets before the end` });
}

/**
 * Expects that servers have reported no error in this test.
 *
 * @param shows What it shows if they have reported one of this kind alone.
 */
export function unreported(t: Trial, shows?: Id, kind = /^/): void {
  const isKind = t.reported.every((error) => kind.test(error));
  t.equal(t.reported, [], {
    what: "what `onError` was told",
    ...meant(locked(t).shows ?? (isKind ? shows : undefined)),
  });
}

/**
 * What came, and what it means: what a reported error tells of a stream that
 * is locked, or else what is `shown`.
 */
export async function told(
  t: Trial,
  got: string,
  shown: () => Shown | Promise<Shown>,
): Promise<Meaning & Pick<Verdict, "got">> {
  const { error, shows } = locked(t);
  return error === undefined
    ? { got, ...meant(await shown()) }
    : { got: `${got}; \`onError\` was told: ${error}`, ...meant(shows) };
}

/** A reported error that tells of a stream that is locked, and what it shows. */
function locked({ reported }: Trial): { error?: string; shows?: Shown } {
  const error = reported.find((error) => /\blocked\b/.test(error));
  if (error === undefined) return {};
  if (/Cannot collect output/.test(error)) {
    return { error, shows: "collects-the-output" };
  }
  const [, method] = METHODS.find(([words]) => error.includes(words)) ??
    ["", ["ForkingServer.upstream()", "ForkingServer.downstream()"]];
  return { error, shows: { shows: "uses-a-locked-stream", method } };
}

/** Which method does what an error says, where no other one does. */
const METHODS = [
  ["cannot be closed", "ForkingServer.upstream()"],
  ["cannot be aborted", "ForkingServer.dismiss()"],
] as const;

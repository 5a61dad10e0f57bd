import { settles } from "../../lessons/given/lifetime.ts";
import { UnwrittenLines } from "../../lessons/7.5-ipc/log_lines.ts";
import type { LogServer } from "../../lessons/7.5-ipc/given/log_server.ts";
import type { LogProcess } from "../../lessons/7.5-ipc/log_process.ts";
import { soon } from "../harness/story/soon.ts";
import type { Story } from "../harness/story/story.ts";
import { type Known, means } from "./misconceptions.ts";

const utf8 = new TextEncoder();
const latin1 = new TextDecoder("latin1");

/** A folder with a log file that a test has to itself. */
export class LogFolder implements AsyncDisposable {
  readonly path = Deno.makeTempDirSync({ prefix: "test-log-" });
  readonly file = `${this.path}/server.log`;

  /** The lines of the file, each with its line break. */
  lines(): string[] {
    return Deno.readTextFileSync(this.file).match(/[^\n]*\n|[^\n]+$/g) ?? [];
  }

  /** The length of the file in bytes; 0 if it is not there yet. */
  get size(): number {
    try {
      return Deno.statSync(this.file).size;
    } catch {
      return 0;
    }
  }

  /** How many of the tests' loggers were started that never come to write. */
  starts(): number {
    try {
      return Deno.readTextFileSync(`${this.file}.starts`).length;
    } catch {
      return 0;
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await Deno.remove(this.path, { recursive: true });
  }
}

/**
 * Counts the calls of a method of all unwritten lines, until disposed of; `before`
 * is called before each.
 */
export class LineSpy implements Disposable {
  calls = 0;
  readonly #restore: () => void;

  constructor(method: "format" | "dropFirst", before = () => {}) {
    const { [method]: real } = UnwrittenLines.prototype;
    const called = () => {
      this.calls++;
      before();
    };
    this.#restore = () =>
      Object.assign(UnwrittenLines.prototype, { [method]: real });
    Object.assign(UnwrittenLines.prototype, {
      [method](this: UnwrittenLines, ...args: unknown[]) {
        called();
        return Reflect.apply(real, this, args);
      },
    });
  }

  [Symbol.dispose](): void {
    this.#restore();
  }
}

/**
 * Each log has taken so many lines before, and they are written, until this is
 * disposed of.
 */
export class LinesBefore implements Disposable {
  readonly #real = Object.getOwnPropertyDescriptors(UnwrittenLines.prototype);

  constructor(count: number) {
    for (const name of ["taken", "written"] as const) {
      const { get } = this.#real[name];
      Object.defineProperty(UnwrittenLines.prototype, name, {
        configurable: true,
        get() {
          return count + Number(get?.call(this));
        },
      });
    }
  }

  [Symbol.dispose](): void {
    const { taken, written } = this.#real;
    Object.defineProperties(UnwrittenLines.prototype, { taken, written });
  }
}

/**
 * Fails unless every sender's lines are in the file, whole, once, in order and
 * numbered from 1.
 *
 * @param mixed What it shows when all are there, and in another order.
 */
export function logged(
  story: Story,
  folder: LogFolder,
  expected: Record<string, string[]>,
  mixed?: Known,
): void {
  const found: Record<string, string[]> = Object.create(null);
  for (const line of folder.lines()) {
    const [, sender = "?", number, text = ""] =
      line.match(/^(\S+) (\d+) (.*)\n$/) ?? [];
    const lines = found[sender] ??= [];
    story.holds(number === `${lines.push(text)}`, {
      expected: number === undefined
        ? "each line of the file is a sender, a number and a text"
        : `the lines of ${sender} have the numbers 1, 2 and so on: ${lines.length} is next`,
      got: JSON.stringify(line),
      ...means(
        number !== undefined && lines[+number - 1] === text
          ? "resends-what-the-file-has"
          : number === "1"
          ? "numbering-starts-over"
          : undefined,
      ),
    });
  }
  for (
    const sender of new Set([...Object.keys(expected), ...Object.keys(found)])
  ) {
    const want = expected[sender] ?? [];
    const got = found[sender] ?? [];
    const first = want.findIndex((text, index) => text !== got[index]);
    if (first < 0 && got.length === want.length) continue;
    const isMixed = `${got.toSorted()}` === `${want.toSorted()}`;
    story.fail({
      expected:
        `${want.length} lines of ${sender} are in the file, as they were logged`,
      got: `${got.length === 0 ? "none is" : `${got.length} are`}; ${
        first < 0
          ? `one that was not logged is ${JSON.stringify(got[want.length])}`
          : first < got.length
          ? `line ${first + 1} is ${JSON.stringify(got[first])}, where ${
            JSON.stringify(want[first])
          } was logged`
          : `from line ${first + 1} on, ${
            JSON.stringify(want[first])
          }, they are missing`
      }`,
      ...means(
        !isMixed
          ? first === 0 && `${got}` === `${want.slice(1)}`
            ? "first-message-drops-a-line"
            : got[first] === latin1.decode(utf8.encode(want[first]))
            ? "message-is-not-utf-8"
            : undefined
          : `${got.toReversed()}` === `${want}`
          ? "waiting-lines-reversed"
          : mixed,
      ),
    });
  }
}

/** So many lines for a sender to log. */
export const lines = (name: string, count: number) =>
  Array.from(
    { length: count },
    (_, i) => `${name} says ${i}${"·".repeat(i % 9)}`,
  );

/** So often a file may have grown while a test waits for its lines. */
const MOST_LOOKS = 30;

/**
 * Waits until all lines are in the file. As long as that grows, a logger is only
 * slow: it may wait for the disk behind each line.
 *
 * @param shows What it shows when they do not come.
 */
export async function flushed(
  story: Story,
  log: LogProcess,
  folder: LogFolder,
  shows: () => Known = () => undefined,
): Promise<void> {
  const flushing = log.flush();
  let isOver = false;
  flushing.catch(() => {}).finally(() => isOver = true);
  for (let looks = 0, size = -1; looks < MOST_LOOKS; looks++) {
    if (isOver || size === folder.size) break;
    size = folder.size;
    await soon(() => isOver);
  }
  await story.within(flushing, () => ({
    expected: "flush() resolves when all lines are in the file",
    got: "it still waits",
    ...means(shows()),
  }));
}

/**
 * Disposes of a log or a server at the end of a block. A test that has failed
 * does not wait for its lines, and leaves no logger behind.
 */
export function ending(
  story: Story,
  of: LogProcess | LogServer,
): AsyncDisposable {
  return {
    async [Symbol.asyncDispose]() {
      let isOver = false;
      try {
        if (story.failure !== undefined) return;
        await story.within(of[Symbol.asyncDispose](), {
          expected: "the log ends when all lines are in the file",
          got: "it still waits",
        });
        isOver = true;
      } finally {
        if (!isOver) await stop(of);
      }
    },
  };
}

/** Stops a log at the end of a block, whatever it waits for. */
export function stopping(log: LogProcess) {
  let isOver = false;
  return {
    /** Disposes of it before the block's end, and waits for that. */
    async over(): Promise<void> {
      await log[Symbol.asyncDispose]().catch(() => {});
      isOver = true;
    },
    async [Symbol.asyncDispose](): Promise<void> {
      if (!isOver) await stop(log);
    },
  };
}

async function stop(of: LogProcess | LogServer): Promise<void> {
  const log = "flush" in of ? of : of.log;
  // Lines that never come to the file would hold it up.
  log.flush = () => Promise.resolve();
  const both = [...new Set([of, log])];
  const ends = both.map((each) => each[Symbol.asyncDispose]());
  const end = Promise.allSettled(ends);
  if (await settles(end, 500)) return;
  try {
    if (log.pid !== undefined) Deno.kill(log.pid, "SIGKILL");
  } catch {
    // It has ended meanwhile.
  }
  await settles(end, 500);
}

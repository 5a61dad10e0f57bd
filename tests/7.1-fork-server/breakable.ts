import type { ProcessServer } from "../../lessons/7.1-fork-server/given/options.ts";
import type { Trial } from "../harness/net/trial.ts";
import { startPrefork } from "./prefork.ts";
import { means } from "./misconceptions.ts";
import { SHELL } from "./light_children.ts";

const CHILD = new URL(
  "../../lessons/7.1-fork-server/given/prefork_child.ts",
  import.meta.url,
);

/**
 * A child program that can be broken, and mended again, while it is in use. It
 * needs `lightChildren()`.
 */
export class Breakable {
  readonly child: URL;
  readonly #file: string;

  constructor(file: string) {
    this.#file = file;
    this.child = new URL(`file://${file}`);
    this.mend();
  }

  /** One that is broken from the start. */
  static broken(file: string): Breakable {
    const program = new Breakable(file);
    program.break();
    return program;
  }

  mend(): void {
    this.#become(`import ${JSON.stringify(CHILD.href)};`);
  }

  /** From now on it never comes to listen, and does not end. */
  hang(): void {
    this.#become(`${SHELL}exec sleep 60`);
  }

  /**
   * From now on it comes to listen when it is asked to stop, and does not end. It
   * says "accepted" then.
   */
  wake(): void {
    this.#become(
      `${SHELL}cat\nprintf 'listening\\naccepted\\n'\nexec sleep 60`,
    );
  }

  /** From now on it comes to listen, and ends neither then nor at SIGTERM. */
  stay(): void {
    this.#become(`${SHELL}trap '' TERM\necho listening\nexec sleep 60`);
  }

  /** From now on it ends before it listens. */
  break(): void {
    this.#become(`${SHELL}exit 7`);
  }

  /** A child that reads it now gets the one or the other, and no mixture. */
  #become(text: string): void {
    Deno.writeTextFileSync(`${this.#file}.new`, text);
    Deno.renameSync(`${this.#file}.new`, this.#file);
  }
}

/** A server whose child was killed. */
export interface Crashing {
  server: ProcessServer;
  /** The killed child. */
  killed: number;
  /** What `onError` was told. */
  errors: readonly string[];
  /** Whether it has given up. */
  gaveUp: () => boolean;
}

/**
 * Starts a server of one child, kills that child, and then does what `plan`
 * says at the report with that number; the first is the killed child's.
 */
export async function crashing(
  t: Trial,
  file: string,
  plan: (program: Breakable, report: number) => void,
  grace?: number,
): Promise<Crashing> {
  const program = new Breakable(file);
  const errors: string[] = [];
  const server = await startPrefork(t, {
    children: 1,
    ...(grace === undefined ? {} : { grace }),
    child: program.child,
    onError(error) {
      t.onError(error);
      t.holds(error instanceof Error, {
        expected: "`onError` is told of an error",
        got: Deno.inspect(error, { colors: false }),
        ...means("tells-a-text"),
      });
      plan(program, errors.push(String(error)));
    },
  });
  let gaveUp = false;
  server.finished.catch(() => gaveUp = true);
  const [killed = 0] = server.children;
  Deno.kill(killed, "SIGKILL");
  t.did(
    `the only child on port ${server.addr.port} was killed`,
    `kill -9 ${killed}`,
  );
  return { server, killed, errors, gaveUp: () => gaveUp };
}

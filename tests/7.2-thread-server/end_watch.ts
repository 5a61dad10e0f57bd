import { ClientServer } from "../../lessons/7.2-thread-server/given/client_server.ts";
import { ServedClient } from "../../lessons/7.2-thread-server/given/served_client.ts";
import type { Story } from "../harness/story/story.ts";
import { type Id, means } from "./misconceptions.ts";
import { isOfLater } from "./untimed.ts";

/** The learner's functions that a call came from, the innermost first. */
interface Caller {
  names: string[];
  sites: string[];
}

/** The prototype's methods that are watched. */
interface Watched {
  readonly clients: Set<unknown>;
  admit(socket: Deno.TcpConn): void;
  endAll(): Promise<void>;
}

const FRAME =
  /at (?:async )?(?:([\w.#]+) \()?[^()\n]*lessons\/7\.\d-[\w-]+\/(\w+\.ts:\d+)/g;

/** Of a crash, the tests of its step tell whether that closes what it should not. */
const OF_CRASHES = /#(crashed|vanished)$/;

/**
 * Notes who ends what belongs to a client, as long as it is in use. Where code
 * of this step closes a socket that destroy() closes once more, and so fails,
 * the test fails with that; such code of later steps is borne.
 */
export class EndWatch implements Disposable {
  /** The names of all clients that were served. */
  readonly served: string[] = [];
  readonly #destroyed = new Map<string, Caller>();
  #abandoned: Caller | undefined;
  #looksLate = false;
  readonly #stack = new DisposableStack();

  constructor(story: Story, step: string) {
    const server = ClientServer.prototype as unknown as Watched;
    const { admit, endAll } = server;
    server.admit = function (socket) {
      bearsDestroy(socket, story, step);
      return admit.call(this, socket);
    };
    const noteLook = () => this.#looksLate = true;
    server.endAll = function () {
      const ending = endAll.call(this);
      const note = () => onLook(this.clients, noteLook);
      ending.then(note, note);
      return ending;
    };
    const { destroy, abandon, watch } = ServedClient.prototype;
    const { served } = this;
    ServedClient.prototype.watch = function (vanished) {
      served.push(this.name);
      return watch.call(this, vanished);
    };
    const destroyed = this.#destroyed;
    ServedClient.prototype.destroy = function () {
      if (!this.over) destroyed.set(this.name, caller());
      return destroy.call(this);
    };
    const noteAbandon = () => this.#abandoned ??= caller();
    ServedClient.prototype.abandon = function () {
      noteAbandon();
      return abandon.call(this);
    };
    this.#stack.defer(() => {
      Object.assign(server, { admit, endAll });
      Object.assign(ServedClient.prototype, { destroy, abandon, watch });
    });
  }

  /** Who has destroyed a client first: `["ThreadingServer.#detach"]`. */
  whoDestroyed(name: string): Caller | undefined {
    return this.#destroyed.get(name);
  }

  /** Whether a client was destroyed. */
  get anyDestroyed(): boolean {
    return this.#destroyed.size > 0;
  }

  /** What it shows so far that nobody is told of a client that was cut off. */
  get untold(): Id {
    return this.#looksLate ? "cut-looked-for-late" : "cut-not-reported";
  }

  /** Who has abandoned a client first. */
  get whoAbandoned(): Caller | undefined {
    return this.#abandoned;
  }

  [Symbol.dispose](): void {
    this.#stack.dispose();
  }
}

/** From now on, tells when somebody goes through these. */
function onLook(clients: Set<unknown>, looks: () => void): void {
  for (const name of ["values", "keys", "entries", "forEach"] as const) {
    const own = clients[name].bind(clients) as (...args: unknown[]) => unknown;
    const value = (...args: unknown[]) => {
      looks();
      return own(...args);
    };
    Object.defineProperty(clients, name, { value, configurable: true });
  }
  const value = () => clients.values();
  Object.defineProperty(clients, Symbol.iterator, {
    value,
    configurable: true,
  });
}

function caller(): Caller {
  const frames = [...(new Error().stack ?? "").matchAll(FRAME)];
  return {
    names: frames.map(([, name = ""]) => name),
    sites: frames.map(([, , site = ""]) => site),
  };
}

/** From now on, tells who had closed a socket that destroy() cannot close. */
function bearsDestroy(socket: Deno.TcpConn, story: Story, step: string): void {
  const close = socket.close.bind(socket);
  const dispose = socket[Symbol.dispose].bind(socket);
  let before: Caller | undefined;
  socket[Symbol.dispose] = () => {
    before ??= caller();
    dispose();
  };
  socket.close = () => {
    const byDestroy = /ServedClient\.\w*destroy\b/.test(`${new Error().stack}`);
    const now = byDestroy ? undefined : caller();
    try {
      close();
      before = now;
    } catch (error) {
      if (!byDestroy || before === undefined) throw error;
      const { names: [by = ""], sites: [site] } = before;
      if (before.names.some((name) => isOfLater(name, step))) return;
      if (site === undefined || OF_CRASHES.test(by)) throw error;
      const name = by === "" ? "your code" : `${by.replace(/^.*\./, "")}()`;
      story.fail({
        expected: "destroy() closes the socket of a client, as nobody else has",
        got: `${name} (${site}) has closed it: destroy() fails with ${error}`,
        ...means("closes-clients-socket"),
        site,
      });
    }
  };
}

/**
 * Reads the ids of process groups, and then an empty line that says that all is
 * well. If its input ends before that line, whoever writes it was killed.
 */
const SCRIPT = `
groups=
while read -r group; do
  [ -z "$group" ] && exit
  groups="$groups -$group"
done
[ -n "$groups" ] && kill -s KILL -- $groups
rm -rf -- "$1"
`;

/**
 * A small process that ends what this one has started and removes its folder, if
 * this one is killed and cannot do it itself.
 */
export class Guard implements AsyncDisposable {
  readonly #process: Deno.ChildProcess | undefined;
  readonly #input: WritableStreamDefaultWriter<Uint8Array> | undefined;

  /** @param folder The path of a folder that is to go. */
  constructor(folder: string) {
    // Windows ends a killed process's children itself.
    if (Deno.build.os === "windows") return;
    this.#process = new Deno.Command("/bin/sh", {
      args: ["-c", SCRIPT, "sh", folder],
      // Out of the reach of Ctrl-C and of whoever kills this process's group.
      detached: true,
      stdin: "piped",
      stdout: "null",
      stderr: "null",
    }).spawn();
    this.#input = this.#process.stdin.getWriter();
  }

  /** Names the leader of a process group that is to be ended, too. */
  async watch(pid: number): Promise<void> {
    await this.#say(`${pid}\n`);
  }

  /** Lets the guard go: there is nothing left for it to do. */
  async [Symbol.asyncDispose](): Promise<void> {
    await this.#say("\n");
    await this.#input?.close().catch(() => {});
    await this.#process?.status;
  }

  async #say(line: string): Promise<void> {
    // It fails if the guard was killed, and then the next run cleans up.
    await this.#input?.write(new TextEncoder().encode(line)).catch(() => {});
  }
}

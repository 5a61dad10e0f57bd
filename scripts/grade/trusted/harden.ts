/** The number of `PR_SET_DUMPABLE` in Linux's `<sys/prctl.h>`. */
const PR_SET_DUMPABLE = 4;

/**
 * Closes the ways around JavaScript into this process. `prctl(2)` with
 * PR_SET_DUMPABLE 0 keeps every process of the same user from reading its
 * memory (`/proc/<pid>/mem`, ptrace); giving up FFI keeps code inside from it.
 *
 * @param keepFfi Whether FFI must stay, as giving it up ends `--allow-all`,
 * without which Deno does not read `/proc`.
 */
export function harden(keepFfi: boolean): void {
  if (Deno.build.os === "linux") {
    const libc = Deno.dlopen("libc.so.6", {
      prctl: {
        parameters: ["i32", "usize", "usize", "usize", "usize"],
        result: "i32",
      },
    });
    libc.symbols.prctl(PR_SET_DUMPABLE, 0n, 0n, 0n, 0n);
    libc.close();
  }
  if (!keepFfi) Deno.permissions.revokeSync({ name: "ffi" });
}

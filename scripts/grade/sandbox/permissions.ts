/** What of the system a run may ask Deno for. */
const SYSTEM_NAMES = [
  ...["hostname", "osRelease", "osUptime", "loadavg", "networkInterfaces"],
  ...["systemMemoryInfo", "uid", "gid", "username", "userInfo", "cpus"],
  ...["homedir", "getegid", "statfs", "getPriority", "setPriority"],
];

/**
 * Deno's permissions in the sandbox: all but the debugger, with which code could
 * look into the tests. It needs a kind of `sys` that no list can name.
 */
export const PERMISSIONS = [
  "--allow-read",
  "--allow-write",
  "--allow-net",
  "--allow-env",
  "--allow-run",
  // Given up once the tests have closed their process with it.
  "--allow-ffi",
  `--allow-sys=${SYSTEM_NAMES.join()}`,
];

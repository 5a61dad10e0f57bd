/**
 * Checks that an option counts something.
 *
 * @throws {RangeError} If `value` is not a whole number of at least 1.
 */
export function checkCount(server: string, name: string, value: number): void {
  if (Number.isInteger(value) && value >= 1) return;
  throw new RangeError(
    `Cannot start ${server} as '${name}' must be a whole number of at least 1: received ${value}`,
  );
}

/**
 * Checks the `grace` option.
 *
 * @throws {RangeError} If it is not a number of milliseconds from 0 up.
 */
export function checkGrace(server: string, grace: number): void {
  // A timer holds 31 bits; a longer one would fire at once.
  if (grace >= 0 && grace < 2 ** 31) return;
  throw new RangeError(
    `Cannot start ${server} as 'grace' must be a number of milliseconds from 0 to ${
      2 ** 31 - 1
    }: received ${grace}`,
  );
}

/**
 * Checks that the program which is to serve the clients exists.
 *
 * @throws {Deno.errors.NotFound} If it does not.
 */
export function checkChild(server: string, child: URL): void {
  try {
    if (child.protocol !== "file:" || Deno.statSync(child).isFile) return;
  } catch (cause) {
    if (!(cause instanceof Deno.errors.NotFound)) throw cause;
  }
  throw new Deno.errors.NotFound(
    `Cannot start ${server} as 'child' must be the URL of a program: there is no file ${child.href}`,
  );
}

/**
 * Listens for connections: `socket()`, `bind()` and `listen()` of C.
 *
 * @throws {Deno.errors.AddrInUse} If the port is in use.
 */
export function listen(
  server: string,
  options: { hostname: string; port: number; reusePort?: boolean },
): Deno.TcpListener {
  try {
    return Deno.listen(options);
  } catch (cause) {
    if (!(cause instanceof Deno.errors.AddrInUse)) throw cause;
    throw new Deno.errors.AddrInUse(
      `Cannot start ${server} as port ${options.port} of ${options.hostname} is in use: stop the program that has it, or pass 'port: 0' for a free one`,
      { cause },
    );
  }
}

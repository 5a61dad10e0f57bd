/**
 * Prototypes that no global names: of iterators, and of what Deno hands out.
 *
 * @param names Words that the test file mentions: what it does not use is not
 * made, as each costs some milliseconds.
 */
export async function hiddenRoots(
  names: ReadonlySet<string>,
): Promise<{ language: object[]; platform: object[] }> {
  const uses = (...words: string[]) => words.some((one) => names.has(one));
  const platform: unknown[] = [
    ...await sockets(),
    ...uses("readable", "writable", "ReadableStream", "Command")
      ? streams()
      : [],
    ...uses("unix") ? await unixSockets() : [],
    ...uses("Command") ? await childProcess() : [],
    ...uses("MessageChannel", "Worker") ? ports() : [],
    ...uses("watchFs") ? watcher() : [],
  ];
  return {
    language: prototypesOf(iterators()),
    platform: prototypesOf(platform),
  };
}

function prototypesOf(instances: readonly unknown[]): object[] {
  return instances.map((instance) => Reflect.getPrototypeOf(Object(instance)))
    .filter((prototype) => prototype !== null);
}

function iterators(): unknown[] {
  return [
    [][Symbol.iterator](),
    ""[Symbol.iterator](),
    new Map().entries(),
    new Set().values(),
    "".matchAll(/./g),
    [].values().map(() => 0),
    Iterator.from({ next: () => ({ done: true, value: 0 }) }),
    function* () {},
    async function* () {},
    async () => {},
    (function* () {})(),
    (async function* () {})(),
  ];
}

/** Streams, with what reads, writes and steers them. */
function streams(): unknown[] {
  const found: unknown[] = [];
  const take = (controller: unknown) => void found.push(controller);
  const readable = () => new ReadableStream({ start: take });
  const bytes = new ReadableStream({ type: "bytes", start: take });
  const writable = new WritableStream({ start: take });
  const transform = new TransformStream({ start: take });
  return [
    ...[readable(), bytes, writable, transform],
    readable().getReader(),
    bytes.getReader({ mode: "byob" }),
    writable.getWriter(),
    readable()[Symbol.asyncIterator](),
    ...found,
  ];
}

/** Listeners and connections have classes without a name in `Deno`. */
async function sockets(): Promise<unknown[]> {
  using listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  using client = await Deno.connect({
    hostname: "127.0.0.1",
    port: listener.addr.port,
  });
  using server = await listener.accept();
  return [listener, client, server, client.readable, client.writable];
}

async function unixSockets(): Promise<unknown[]> {
  if (Deno.build.os === "windows") return [];
  const folder = await Deno.makeTempDir();
  const address = { transport: "unix", path: `${folder}/s` } as const;
  try {
    using listener = Deno.listen(address);
    using client = await Deno.connect(address);
    using server = await listener.accept();
    return [listener, client, server];
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

async function childProcess(): Promise<unknown[]> {
  if (Deno.build.os === "windows") return [];
  const child = new Deno.Command("sh", {
    args: ["-c", ":"],
    stdin: "piped",
    stdout: "piped",
    stderr: "piped",
  }).spawn();
  const { stdin, stdout, stderr } = child;
  await stdin.close();
  await child.output();
  return [child, stdin, stdout, stderr];
}

function ports(): unknown[] {
  const { port1, port2 } = new MessageChannel();
  port1.close();
  port2.close();
  return [port1];
}

function watcher(): unknown[] {
  using watcher = Deno.watchFs(Deno.cwd(), { recursive: false });
  return [watcher, watcher[Symbol.asyncIterator]()];
}

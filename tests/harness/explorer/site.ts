const HERE = new URL(".", import.meta.url).href;

/** Frames to look through: the code under test may call deeply. */
const FRAMES = 50;

/**
 * Where the code under test stands, as `mutex.ts:31`: the innermost frame of
 * the stack outside of the explorer.
 */
export function findSite(): string | undefined {
  const limit = Error.stackTraceLimit;
  Error.stackTraceLimit = FRAMES;
  const { stack = "" } = new Error();
  Error.stackTraceLimit = limit;
  for (const line of stack.split("\n")) {
    const [, url, row] = line.match(/(file:.*?):(\d+):\d+\)?$/) ?? [];
    if (url === undefined || url.startsWith(HERE)) continue;
    return `${nameOf(url)}:${row}`;
  }
  return undefined;
}

/** The file's name; a model's, which may be named like a lesson's, with its folder. */
function nameOf(url: string): string {
  const [folder, name = ""] = url.split("/").slice(-2);
  return decodeURIComponent(folder === "models" ? `${folder}/${name}` : name);
}

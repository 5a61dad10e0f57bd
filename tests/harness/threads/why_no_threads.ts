/** Why threads of this program cannot share memory, if they cannot. */
export function whyNoThreads(): string | false {
  // In a browser that depends on the server; elsewhere, there is no such word.
  const { crossOriginIsolated: isolated = true } = globalThis as {
    crossOriginIsolated?: boolean;
  };
  return isolated
    ? false
    : "real threads can share memory in a page only if its server says so; the terminal runs it";
}

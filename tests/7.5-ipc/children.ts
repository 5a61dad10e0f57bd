/** The address of one of the programs that tests start. */
export function program(name: string): URL {
  return new URL(`./programs/${name}.ts`, import.meta.url);
}

const decoder = new TextDecoder();

/** A message as text. */
export function text(message: Uint8Array | undefined): string | undefined {
  return message && decoder.decode(message);
}

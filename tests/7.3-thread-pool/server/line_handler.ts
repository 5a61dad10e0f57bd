import { obey } from "./conversation.ts";

/** Answers one line: what `per: "request"` runs in a thread. */
export default async function answer(line: Uint8Array): Promise<Uint8Array> {
  // No text has this byte: what has it is sent back as it came.
  if (line.includes(0xff)) return line;
  const text = new TextDecoder().decode(line);
  return new TextEncoder().encode(await obey(text));
}

import { answer } from "../request.ts";

/** What a thread of 7.3's pool does for each request, which is a line. */
export default function serve(line: Uint8Array): Uint8Array {
  answer(line);
  return line;
}

/**
 * The last characters of a stream, which is read to its end.
 *
 * @param onBytes Told how many bytes have come so far.
 */
export async function lastOf(
  stream: ReadableStream<Uint8Array<ArrayBuffer>>,
  most: number,
  onBytes?: (bytes: number) => void,
): Promise<string> {
  let text = "";
  let bytes = 0;
  const decoder = new TextDecoder();
  for await (const chunk of stream) {
    bytes += chunk.length;
    text = (text + decoder.decode(chunk, { stream: true })).slice(-most);
    onBytes?.(bytes);
  }
  return text;
}

/**
 * Tests are told of on this process's stderr: here no pump closes it, and each
 * one that finds another one there is noted.
 */
const { pipeTo } = ReadableStream.prototype;
let refused = false;

ReadableStream.prototype.pipeTo = function (to, options) {
  const stderr: WritableStream = Deno.stderr.writable;
  if (to !== stderr) return pipeTo.call(this, to, options);
  refused ||= to.locked;
  const pumping = pipeTo.call(this, to, { ...options, preventClose: true });
  pumping.catch(() => {});
  return pumping;
};

/** Whether a pump to stderr has found another one there since the last call. */
export function pumpWasRefused(): boolean {
  const was = refused;
  refused = false;
  return was;
}

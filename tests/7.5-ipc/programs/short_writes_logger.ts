// The lesson's logger on a disk that takes at most 5 bytes of a write.
const { write, writeSync } = Deno.FsFile.prototype;
Deno.FsFile.prototype.write = function (bytes) {
  return write.call(this, bytes.subarray(0, 5));
};
Deno.FsFile.prototype.writeSync = function (bytes) {
  return writeSync.call(this, bytes.subarray(0, 5));
};
await import("../../../lessons/7.5-ipc/logger.ts");

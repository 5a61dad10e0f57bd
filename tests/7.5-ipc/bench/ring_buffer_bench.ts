// One thread that puts a message into a ring and takes it out again.
import { type RingName, rings } from "./rings.ts";

for (const size of [64, 65_536]) {
  const times = size === 64 ? 1_000 : 10;
  const group = `${times} messages of ${size} bytes in and out, one thread`;
  for (const name of Object.keys(rings) as RingName[]) {
    const memory = new SharedArrayBuffer(rings[name].byteLength);
    const { push } = rings[name].writer(memory);
    const { pop } = rings[name].reader(memory);
    const message = new Uint8Array(size).fill(7);
    const into = new Uint8Array(size);
    Deno.bench(name, { group, baseline: name === "RingBuffer" }, () => {
      for (let i = 0; i < times; i++) {
        push(message);
        pop(into);
      }
    });
  }
}

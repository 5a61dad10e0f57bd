/// <reference lib="deno.worker" />
self.close();
await new Promise(() => {});
export default function never(): void {}

/**
 * A child program that says on stderr by which URL it was started and with what
 * permissions it runs, and then waits for the end of its input.
 */
const descriptors: Deno.PermissionDescriptor[] = [
  { name: "read" },
  { name: "read", path: new URL(".", import.meta.url) },
  { name: "write" },
  { name: "net" },
  { name: "net", host: "127.0.0.1" },
  { name: "env" },
  { name: "env", variable: "HOME" },
  { name: "run" },
  { name: "sys" },
  { name: "ffi" },
  { name: "import" },
];
const isGranted = (descriptor: Deno.PermissionDescriptor) =>
  Deno.permissions.querySync({ ...descriptor }).state === "granted";
// Of what it may do with everything, no part is told.
const granted = descriptors.filter((descriptor) =>
  isGranted(descriptor) &&
  (Object.keys(descriptor).length === 1 ||
    !isGranted({ name: descriptor.name }))
);
console.error(
  `${import.meta.url} runs.\nprocess ${Deno.pid} has these permissions: ${
    granted.map(({ name, ...of }) => [name, ...Object.values(of)].join(" "))
      .join(", ") || "none"
  }`,
);
for await (const _bytes of Deno.stdin.readable);

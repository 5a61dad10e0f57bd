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
const granted = descriptors.filter((descriptor) =>
  Deno.permissions.querySync(descriptor).state === "granted"
);
console.error(
  `${import.meta.url} runs.\nprocess ${Deno.pid} may: ${
    granted.map(({ name, ...of }) => [name, ...Object.values(of)].join(" "))
      .join(", ") || "nothing"
  }.`,
);
for await (const _bytes of Deno.stdin.readable);

// A logger that dies in the middle of a word, the first five times; and each time
// before it has said what is in the file, if it is asked for nonsense, or for half
// of its first word. The logger after it is the lesson's. It leaves a letter for each time that it is started.
const [path = ""] = Deno.args;
Deno.writeTextFileSync(`${path}.starts`, "x", { append: true });
const asked = new URL(import.meta.url).search;
const nonsense = asked === "?nonsense";
if (asked === "" && Deno.statSync(`${path}.starts`).size > 5) {
  await import("../../../lessons/7.5-ipc/logger.ts");
}
const first = nonsense ? "what?" : "[]";
const word = [0, 0, 0, first.length, ...new TextEncoder().encode(first)];
Deno.stdout.writeSync(
  new Uint8Array([
    ...asked === "?half" ? [] : word,
    // Half of the header of the next one.
    ...[0, 0],
  ]),
);
Deno.exit(nonsense ? 0 : 1);

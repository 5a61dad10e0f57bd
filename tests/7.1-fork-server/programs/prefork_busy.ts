/**
 * A prefork server's child that does not end at the end of its input. With
 * "?polite" in its address, SIGTERM ends it; otherwise that does not, either. It
 * says "accepted" when it gets the signal.
 */
Deno.addSignalListener("SIGTERM", () => {
  console.log("accepted");
  if (new URL(import.meta.url).search === "?polite") Deno.exit(0);
});
console.log("listening");
setInterval(() => {}, 1_000);

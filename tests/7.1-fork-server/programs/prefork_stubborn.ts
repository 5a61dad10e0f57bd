/**
 * A prefork server's child that ends neither at the end of its input nor at
 * SIGTERM. It says "accepted" when it gets the signal.
 */
Deno.addSignalListener("SIGTERM", () => console.log("accepted"));
console.log("listening");
setInterval(() => {}, 1_000);

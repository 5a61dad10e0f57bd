/**
 * A prefork server's child that ends at its first client, and tells its parent
 * at once of 4,000 clients: nearly as much as a pipe holds.
 */
const [hostname = "127.0.0.1", port] = Deno.args;
const listener = Deno.listen({ hostname, port: Number(port), reusePort: true });
console.log("listening");
await listener.accept();
const bytes = new TextEncoder().encode("accepted\nclosed\n".repeat(4_000));
for (let done = 0; done < bytes.length;) {
  done += Deno.stdout.writeSync(bytes.subarray(done));
}
Deno.exit(0);

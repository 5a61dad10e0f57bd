/** The program that serves one client of a fork server: 7.1's echo_child.ts. */
import { serveConn } from "./serve_conn.ts";

await serveConn({
  read: (into) => Deno.stdin.read(into),
  write: (bytes) => Deno.stdout.write(bytes),
});

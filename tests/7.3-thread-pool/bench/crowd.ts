/**
 * Connects so many clients that say nothing, and keeps them until its standard
 * input ends: `crowd.ts <port> <clients>`.
 */
const [port, clients] = Deno.args.map(Number);
const conns: Deno.TcpConn[] = [];
for (let i = 0; i < (clients ?? 0); i++) {
  conns.push(await Deno.connect({ port: port ?? 0 }));
}
await Deno.stdin.read(new Uint8Array(1));
for (const conn of conns) conn.close();

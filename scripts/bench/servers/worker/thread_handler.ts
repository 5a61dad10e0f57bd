/** What a thread of 7.2's server does: one client's requests. */
export { serveConn as handle } from "./serve_conn.ts";

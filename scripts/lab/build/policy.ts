/**
 * What the page may load and run: what lies beside it, and modules that it makes
 * itself of the learner's code (`blob:`). No scripts in the page, no `eval()`, no
 * requests to anyone else. `'wasm-unsafe-eval'` lets esbuild's WebAssembly run.
 */
export const POLICY: string = [
  "default-src 'none'",
  "script-src 'self' blob: 'wasm-unsafe-eval'",
  "worker-src 'self' blob:",
  "connect-src 'self' blob:",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "base-uri 'none'",
  "form-action 'none'",
].join("; ");

/**
 * Names the style elements that the editor makes (CodeMirror has no constructed
 * style sheets outside of a shadow tree). A page of plain files cannot have another
 * one for each visit; it keeps out style attributes, and lets no script in.
 */
export const STYLE_NONCE = "editor";

/**
 * What the page may load and run: what lies beside it, and modules that it makes
 * itself of the learner's code (`blob:`). No scripts in the page, no `eval()`, no
 * requests to anyone else. `'wasm-unsafe-eval'` lets esbuild's WebAssembly run.
 * Workers have it from the page, and from `deno task lab` once more.
 */
export const POLICY: string = [
  "default-src 'none'",
  "script-src 'self' blob: 'wasm-unsafe-eval'",
  "worker-src 'self' blob:",
  "connect-src 'self' blob:",
  `style-src 'self' 'nonce-${STYLE_NONCE}'`,
  "img-src 'self' data:",
  "base-uri 'none'",
  "form-action 'none'",
].join("; ");

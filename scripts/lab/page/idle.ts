import "./dom.ts";

/** How long to wait for a quiet moment, in milliseconds. */
const LATEST = 1_000;

/** Resolves once the view is painted, and the page has nothing else to do. */
export function whenIdle(): Promise<void> {
  return new Promise((resolve) =>
    requestAnimationFrame(() => {
      // Safari has no idle callbacks.
      if (!("requestIdleCallback" in globalThis)) setTimeout(resolve);
      else requestIdleCallback(() => resolve(), { timeout: LATEST });
    })
  );
}

/** Resolves once a person does something in the page. */
export function whenUsed(): Promise<void> {
  return new Promise((resolve) => {
    for (const kind of ["pointermove", "pointerdown", "wheel", "keydown"]) {
      addEventListener(kind, () => resolve(), {
        once: true,
        capture: true,
        passive: true,
      });
    }
  });
}

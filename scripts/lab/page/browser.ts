/// <reference lib="dom" />
/**
 * Says in one sentence which browsers can show the page, in one that cannot. A
 * script of its own, as such a browser may refuse all of the page's modules.
 *
 * @module
 */

// These came last of what page and engine use; `using` is written out where it
// is missing (`engine/using.ts`).
const isRecent = "withResolvers" in Promise && "difference" in Set.prototype &&
  CSS.supports("color", "light-dark(red, red)");

if (!isRecent) {
  const told = document.createElement("p");
  told.className = "banner";
  told.setAttribute("role", "alert");
  told.textContent =
    "This page needs a browser of 2024 or later: Chrome or Edge 123, Firefox 127, or Safari 17.5.";
  document.body.prepend(told);
}

import { h } from "./dom.ts";
import { addressOf, type Route, routeOf } from "./route.ts";
import { QUESTION } from "./share.ts";
import { themeSwitch } from "./theme.ts";

const PLACES: readonly [Route & { page: string }, string][] = [
  [{ page: "bench" }, "Bench"],
  [{ page: "gallery" }, "Gallery"],
  [{ page: "question" }, "Your question"],
  [{ page: "book" }, "Book"],
  [{ page: "words" }, "Words"],
  [{ page: "mistakes" }, "Mistakes"],
  [{ page: "lessons" }, "Lessons"],
  [{ page: "figures" }, "Measured"],
  [{ page: "kept" }, "Kept versions"],
];

/** Places that there are where `deno task lab` serves the page. */
const LOCAL: ReadonlySet<Route["page"]> = new Set(["lessons", "figures"]);

/**
 * Puts into the page what stays when views change.
 *
 * @param isLocal Whether `deno task lab` serves the page.
 */
export function shell(
  isLocal: boolean,
): { main: HTMLElement; status: HTMLElement; loss: HTMLElement } {
  const main = h("main", { id: "main", tabindex: -1 });
  const status = h("p", { class: "banner", role: "status", hidden: true });
  const loss = h(
    "p",
    { class: "banner", role: "status", hidden: true },
    `This browser keeps nothing more for this page: what ${
      isLocal ? "is not written to disk" : "you type"
    } is lost when you close it.`,
  );
  const links = PLACES.filter(([{ page }]) => isLocal || !LOCAL.has(page))
    .map(([route, name]) => h("a", { href: addressOf(route) }, name));
  const nav = h("nav", { "aria-label": "The lab" }, links);
  const showCurrent = () => {
    const page = pageOf(routeOf(location.hash));
    for (const link of links) {
      const own = routeOf(link.hash).page;
      if (own === page) link.setAttribute("aria-current", "page");
      else link.removeAttribute("aria-current");
    }
  };
  addEventListener("hashchange", showCurrent);
  showCurrent();
  const skip = h("a", {
    class: "skip",
    href: "#main",
    onclick: (event: Event) => {
      event.preventDefault();
      main.focus();
    },
  }, "Skip to the content");
  document.body.append(
    skip,
    h(
      "header",
      { class: "shell" },
      h("a", { class: "brand", href: "#/" }, "The lab"),
      nav,
      themeSwitch(),
    ),
    status,
    loss,
    main,
    h("div", { id: "live", class: "away", "aria-live": "polite" }),
  );
  return { main, status, loss };
}

/** The place in the head that a route belongs to. */
function pageOf(route: Route): Route["page"] {
  if (route.page !== "steer") return route.page;
  return route.step === QUESTION ? "question" : "bench";
}

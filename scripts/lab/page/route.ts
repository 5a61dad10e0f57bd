import "./dom.ts";

/** A place in the lab; the part of its address behind `#`. */
export type Route =
  | { page: "home" }
  | { page: "bench"; step?: string }
  /** A question of one's own. */
  | { page: "question" }
  /** Be the scheduler of a model, on the learner's code. */
  | { page: "steer"; step: string; model: string; schedule: string }
  | { page: "gallery"; id?: string }
  | { page: "book"; path?: string; anchor?: string }
  | { page: "mistakes" }
  | { page: "words" }
  | { page: "lessons" }
  /** What `deno task bench` has measured on this machine. */
  | { page: "figures" }
  | { page: "kept" }
  /** Code that someone sent, and a schedule of it. */
  | { page: "shared"; data: string };

/** The place that an address's fragment names; the first page where it names none. */
export function routeOf(fragment: string): Route {
  const [path = "", anchor] = fragment.replace(/^#\/?/, "").split("#", 2)
    .map(decoded);
  const [page, first = "", second = "", third = "0"] = path.split("/");
  switch (page) {
    case "steer":
      return { page, step: first, model: second, schedule: third };
    case "gallery":
      return first === "" ? { page } : { page, id: first };
    case "book": {
      const text = path.slice("book/".length);
      return {
        page,
        ...text === "" ? {} : { path: text },
        ...anchor === undefined ? {} : { anchor },
      };
    }
    case "question":
    case "figures":
    case "mistakes":
    case "words":
    case "lessons":
    case "kept":
      return { page };
    case "shared":
      return { page, data: first };
    case "bench":
      return first === "" ? { page } : { page, step: first };
    default:
      return { page: "home" };
  }
}

/** A part of an address; nothing where it was cut. */
function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return "";
  }
}

/** The fragment for a place, with its `#`. */
export function addressOf(route: Route): string {
  switch (route.page) {
    case "bench":
      return `#/bench/${route.step ?? ""}`;
    case "steer":
      return `#/steer/${route.step}/${route.model}/${route.schedule}`;
    case "gallery":
      return `#/gallery/${route.id ?? ""}`;
    case "book":
      return `#/book/${route.path ?? ""}${
        route.anchor === undefined ? "" : `#${encodeURIComponent(route.anchor)}`
      }`;
    case "shared":
      return `#/shared/${route.data}`;
    default:
      return `#/${route.page}`;
  }
}

/** The address of a section that a misconception or a word names: `path#anchor`. */
export function addressOfText(text: string): string {
  const [path = "", anchor] = text.replace(/^lessons\//, "")
    .replace(/\.md(?=#|$)/, "").split("#");
  return addressOf({
    page: "book",
    path,
    ...anchor === undefined ? {} : { anchor },
  });
}

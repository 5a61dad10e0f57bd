import type { App, View } from "./app.ts";
import { bookView } from "./book/book_view.ts";
import { mistakesView, wordsView } from "./book/lists_view.ts";
import { homeView } from "./home_view.ts";
import { keptView } from "./kept_view.ts";
import { figuresView } from "./lessons/figures_view.ts";
import { lessonsView } from "./lessons/lessons_view.ts";
import type { Route } from "./route.ts";

/** What is loaded when it is asked for: mostly, as it has an editor. */
const LATER = {
  bench: () => import("./bench/bench_view.ts"),
  question: () => import("./question/question_view.ts"),
  steer: () => import("./steer/steer_view.ts"),
  gallery: () => import("./gallery/gallery_view.ts"),
  shared: () => import("./steer/shared_view.ts"),
};

/** Begins to load what shows a place. */
export async function loadView({ page }: Route): Promise<void> {
  // What cannot be loaded is told when it is to be shown.
  if (page in LATER) {
    await LATER[page as keyof typeof LATER]().catch(() => {});
  }
}

/** What is shown at a place. */
export async function viewOf(app: App, route: Route): Promise<View> {
  switch (route.page) {
    case "home":
      return homeView(app);
    case "bench":
      return (await LATER.bench()).benchView(app, route.step);
    case "question":
      return (await LATER.question()).questionView(app);
    case "steer":
      return (await LATER.steer()).ownSteerView(app, route);
    case "figures":
      return figuresView(app);
    case "gallery":
      return (await LATER.gallery()).galleryView(app, route.id);
    case "book":
      return bookView(app.course, route.path, route.anchor);
    case "mistakes":
      return mistakesView(app.course);
    case "words":
      return wordsView();
    case "lessons":
      return lessonsView(app);
    case "kept":
      return keptView(app);
    case "shared":
      return (await LATER.shared()).sharedView(app, route.data);
  }
}

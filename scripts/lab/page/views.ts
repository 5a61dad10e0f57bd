import type { App, View } from "./app.ts";
import { bookView } from "./book/book_view.ts";
import { mistakesView, wordsView } from "./book/lists_view.ts";
import { homeView } from "./home_view.ts";
import { keptView } from "./kept_view.ts";
import { figuresView } from "./lessons/figures_view.ts";
import { lessonsView } from "./lessons/lessons_view.ts";
import type { Route } from "./route.ts";

/** What is shown at a place. Those with an editor are loaded when they are asked for. */
export async function viewOf(app: App, route: Route): Promise<View> {
  switch (route.page) {
    case "home":
      return homeView(app);
    case "bench":
      return (await import("./bench/bench_view.ts"))
        .benchView(app, route.step);
    case "question":
      return (await import("./question/question_view.ts")).questionView(app);
    case "steer":
      return (await import("./steer/steer_view.ts")).ownSteerView(app, route);
    case "figures":
      return figuresView(app);
    case "gallery":
      return (await import("./gallery/gallery_view.ts"))
        .galleryView(app, route.id);
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
      return (await import("./steer/shared_view.ts"))
        .sharedView(app, route.data);
  }
}

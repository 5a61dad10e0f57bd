import type { App, View } from "./app.ts";
import { benchView } from "./bench/bench_view.ts";
import { bookView } from "./book/book_view.ts";
import { mistakesView, wordsView } from "./book/lists_view.ts";
import { galleryView } from "./gallery/gallery_view.ts";
import { homeView } from "./home_view.ts";
import { keptView } from "./kept_view.ts";
import { figuresView } from "./lessons/figures_view.ts";
import { lessonsView } from "./lessons/lessons_view.ts";
import type { Route } from "./route.ts";
import { questionView } from "./question/question_view.ts";
import { sharedView } from "./steer/shared_view.ts";
import { ownSteerView } from "./steer/steer_view.ts";

/** What is shown at a place. */
export function viewOf(app: App, route: Route): View | Promise<View> {
  switch (route.page) {
    case "home":
      return homeView(app);
    case "bench":
      return benchView(app, route.step);
    case "question":
      return questionView(app);
    case "steer":
      return ownSteerView(app, route);
    case "figures":
      return figuresView(app);
    case "gallery":
      return galleryView(app, route.id);
    case "book":
      return bookView(app.course, route.path, route.anchor);
    case "mistakes":
      return mistakesView();
    case "words":
      return wordsView();
    case "lessons":
      return lessonsView(app);
    case "kept":
      return keptView(app);
    case "shared":
      return sharedView(app, route.data);
  }
}

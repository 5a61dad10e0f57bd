import { announce, fill, h } from "./dom.ts";
import { LabClient } from "../server/client.ts";
import type { CourseLesson } from "../site.ts";
import type { App, View } from "./app.ts";
import { getCourse, getSources } from "./course.ts";
import { Engine } from "./engine.ts";
import { conflictDialog } from "./files/conflict_dialog.ts";
import { Disk } from "./files/disk.ts";
import { browserStore, Workspace } from "./files/workspace.ts";
import { whenUsed } from "./idle.ts";
import { routeOf } from "./route.ts";
import { shell } from "./shell.ts";
import { tabStorage, whenNotKept } from "./storage.ts";
import { loadView, viewOf } from "./views.ts";

const TOKEN = "lab.token";
const spaces = new Map<string, Promise<Workspace>>();
const disk = openDisk();
// Who has started the lab's server is there.
const used = disk === undefined ? whenUsed() : Promise.resolve();
const { main, status, loss } = shell(disk !== undefined);
whenNotKept(() => loss.hidden = false);
// What shows it comes at the same time as what it is about.
void loadView(routeOf(location.hash));
const app: App = {
  course: await getCourse(),
  engine: new Engine(),
  used,
  workspace,
  ...disk === undefined ? {} : { disk },
};
let view: View | undefined;
let turn = 0;
void disk?.listen();
addEventListener("hashchange", () => {
  // The address of another run of the lab, at the same port.
  if (/^#token=/.test(location.hash)) location.reload();
  else void show();
});
await show();

/** The files on this machine, if the page was opened by `deno task lab`. */
function openDisk(): Disk | undefined {
  const [, given] = location.hash.match(/^#token=([\w-]+)/) ?? [];
  if (given !== undefined) {
    tabStorage.set(TOKEN, given);
    // So that it is in no history and no link that is copied.
    history.replaceState(null, "", location.pathname);
  }
  const token = given ?? tabStorage.get(TOKEN);
  if (token === undefined) return undefined;
  const disk = new Disk(new LabClient(location.href, token), {
    async onChange(path) {
      for (const space of spaces.values()) {
        (await space).changedElsewhere(path);
      }
      announce(`${path} has changed on disk.`);
    },
    onConflict: (conflict) => conflictDialog(disk, conflict),
    onConnected(isConnected) {
      status.hidden = isConnected;
      status.textContent = isConnected
        ? ""
        : `The lab's server is gone. What you type is kept in this browser: start it again with "deno task lab --port ${location.port}", open the address that it prints, and it is written.`;
    },
  });
  return disk;
}

function workspace(lesson: CourseLesson): Promise<Workspace> {
  let space = spaces.get(lesson.number);
  if (space === undefined) {
    space = (async () => {
      const sources = await getSources(lesson);
      await disk?.read(lesson.number);
      return new Workspace(lesson.folder, sources, disk ?? browserStore);
    })();
    spaces.set(lesson.number, space);
  }
  return space;
}

/** Shows what the address names. */
async function show(): Promise<void> {
  const mine = ++turn;
  const isFirst = view === undefined;
  let next: View;
  try {
    next = await viewOf(app, routeOf(location.hash));
  } catch (error) {
    const text = error instanceof Error ? error.message : String(error);
    const title = "This cannot be shown";
    next = {
      title,
      element: h("div", { class: "prose" }, h("h1", {}, title), text),
    };
  }
  if (mine !== turn) return next.dispose?.();
  view?.dispose?.();
  // What was asked about the view before; a conflict is to be settled anywhere.
  document.querySelector<HTMLDialogElement>("dialog:not(.conflict)")?.close();
  view = next;
  fill(main, next.element);
  document.title = `${next.title} · The lab`;
  if (next.shown?.()) return;
  if (isFirst) return;
  scrollTo(0, 0);
  next.element.querySelector<HTMLElement>("h1")?.focus();
}

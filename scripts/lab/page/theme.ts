import { h } from "./dom.ts";
import { browserStorage } from "./storage.ts";

const KEY = "lab.theme";
const CHOICES = ["system", "light", "dark"] as const;

/** A switch between dark and light, and what the system prefers. */
export function themeSwitch(): HTMLElement {
  const select = h(
    "select",
    { id: "theme", onchange: () => apply(select.value) },
    CHOICES.map((choice) => h("option", { value: choice }, choice)),
  );
  apply(browserStorage.get(KEY) ?? "system");
  select.value = document.documentElement.dataset["theme"] ?? "system";
  return h("label", { class: "theme" }, "Colours ", select);
}

function apply(choice: string): void {
  const { dataset } = document.documentElement;
  if (choice === "light" || choice === "dark") {
    dataset["theme"] = choice;
    browserStorage.set(KEY, choice);
  } else {
    delete dataset["theme"];
    browserStorage.remove(KEY);
  }
}

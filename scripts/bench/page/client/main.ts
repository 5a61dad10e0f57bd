/** The page's script: draws the charts, with the figures that it carries. */
import type { BenchReport } from "../../report/report.ts";
import { Panel } from "./panel.ts";
import { page } from "./dom.ts";

const text = page.document.querySelector("#report")?.textContent ?? "";
const { sections }: BenchReport = JSON.parse(text);
const panels = [...page.document.querySelectorAll("[data-panel]")].flatMap(
  (element) => {
    const place = element.dataset["panel"]?.split(" ").map(Number) ?? [];
    const [section = 0, chart = 0, label = 0] = place;
    const data = sections[section]?.charts[chart];
    if (data === undefined) return [];
    return new Panel(element, data, label, !sections[section]?.noisy);
  },
);

const dark = page.matchMedia("(prefers-color-scheme: dark)");
const draw = () => panels.forEach((panel) => panel.draw(dark.matches));
draw();
dark.addEventListener("change", draw);
page.addEventListener("resize", () => panels.forEach((panel) => panel.fit()));

import { escape } from "html-escaper";
import { type ChartData, readable } from "../chart/chart_data.ts";
import { placeText } from "../rank/places.ts";
import { type Row, rowsAt } from "../rank/rows.ts";

/** A chart's figures as a table that can be read aloud. */
export function pageTable(data: ChartData, ranked: boolean): string {
  const { title, unit, labels, points, series } = data;
  const columns = labels.map((_, index) => rowsAt(data, index, ranked));
  const heads = labels.map((label) => `<th scope="col">${escape(label)}</th>`);
  const rows = series.map(({ name }) => {
    const cells = columns.map((rows) =>
      cell(rows.find((row) => row.name === name))
    );
    return `<tr><th scope="row">${escape(name)}</th>${cells.join("")}</tr>`;
  });
  return `<div class="scroll" tabindex="0" role="region" aria-label="${
    escape(title)
  } as a table"><table>
<caption class="note">${
    escape(`${title}, ${unit}; by ${points.toLowerCase()}`)
  }</caption>
<thead><tr><td></td>${heads.join("")}</tr></thead>
<tbody>
${rows.join("\n")}
</tbody>
</table></div>`;
}

function cell(row: Row | undefined): string {
  if (row === undefined) return "<td>not measured</td>";
  const { value: { median, spread, runs }, place } = row;
  const rank = place === undefined ? "" : ` (${placeText(place)})`;
  return `<td title="${runs} runs">${readable(median)} <small>± ${
    readable(spread)
  }</small>${rank}</td>`;
}

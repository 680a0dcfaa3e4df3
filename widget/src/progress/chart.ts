/** The trend as a picture, and as a table that says the same. */

import { h, svg } from "../dom";
import { word } from "./content";
import { valueText, type Formats } from "./formats";
import type { Entry, Progress } from "./entries";

const WIDTH = 320;
const HEIGHT = 120;
const LEFT = 34;
const RIGHT = 10;
const TOP = 10;
const BOTTOM = 24;

interface Line {
  title: string;
  points: { at: number; value: number }[];
  /** The largest value of the axis; the smallest is 0. */
  most: number;
  goal: number | undefined;
}

/**
 * A picture for how much it bothers, and one for what the visitor wants to do, where that is
 * a number and was logged.
 */
export function charts({ plan, entries }: Progress, formats: Formats): HTMLElement[] {
  const lines: Line[] = [
    {
      title: word("bother"),
      points: entries.map(({ at, bother }) => ({ at: Date.parse(at), value: bother })),
      most: 10,
      goal: plan.goalBother,
    },
  ];
  const points = entries.flatMap(({ at, value }) =>
    value === undefined ? [] : { at: Date.parse(at), value },
  );
  if (points.length && plan.kind !== "change")
    lines.push({
      title: word(plan.kind, { ...plan }),
      points,
      most: plan.kind === "scale" ? 10 : roundUp(Math.max(plan.goalValue ?? 0, ...points.map(({ value }) => value))),
      goal: plan.goalValue,
    });
  return lines.map((line) => figure(line, formats));
}

function figure({ title, points, most, goal }: Line, { date, number }: Formats): HTMLElement {
  const first = points[0]!;
  const last = points.at(-1)!;
  const span = last.at - first.at;
  const x = (at: number) =>
    // A single day stands in the middle.
    LEFT + (span ? (at - first.at) / span : 0.5) * (WIDTH - LEFT - RIGHT);
  const y = (value: number) => HEIGHT - BOTTOM - (value / most) * (HEIGHT - TOP - BOTTOM);
  const at = points.map((point) => [x(point.at), y(point.value)] as const);
  const label = word("chart", {
    title,
    count: points.length,
    first: date(first.at),
    last: date(last.at),
    from: number(first.value),
    to: number(last.value),
  });
  const across = (value: number, look: string) =>
    svg("line", { class: look, x1: LEFT, x2: WIDTH - RIGHT, y1: y(value), y2: y(value) });
  const tick = (value: number) =>
    svg("text", { x: LEFT - 6, y: y(value) + 4, "text-anchor": "end" }, number(value));
  const day = (time: number, left: number, anchor: string) =>
    svg("text", { x: left, y: HEIGHT - 6, "text-anchor": anchor }, date(time));
  const days = span
    ? [day(first.at, LEFT, "start"), day(last.at, WIDTH - RIGHT, "end")]
    : [day(first.at, x(first.at), "middle")];
  const picture = svg(
    "svg",
    { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, role: "img", "aria-label": label },
    across(0, "kp-axis"),
    across(most, "kp-axis"),
    tick(0),
    tick(most),
    ...days,
    goal !== undefined && goal <= most && across(goal, "kp-goal"),
    svg("polyline", { class: "kp-line", points: at.map((point) => point.join(",")).join(" ") }),
    ...at.map(([cx, cy]) => svg("circle", { class: "kp-point", cx, cy, r: 4 })),
  );
  const caption = h("figcaption", {}, title);
  if (goal !== undefined) caption.append(h("span", { class: "kp-key" }, word("goal", { goal: number(goal) })));
  return h("figure", {}, caption, picture);
}

/** Every entry, the newest first. */
export function entriesTable({ plan, entries }: Progress, formats: Formats): HTMLElement {
  const heads = [word("date"), word("bother")];
  if (plan.name) heads.push(word(plan.kind, { ...plan }));
  const row = (entry: Entry) =>
    h(
      "tr",
      {},
      h("th", { scope: "row" }, formats.date(Date.parse(entry.at))),
      h("td", {}, String(entry.bother)),
      plan.name && h("td", {}, valueText(plan, entry, formats)),
    );
  return h(
    "table",
    {},
    h("caption", {}, word("entries")),
    h("thead", {}, h("tr", {}, ...heads.map((head) => h("th", { scope: "col" }, head)))),
    h("tbody", {}, ...entries.map(row).reverse()),
  );
}

/** The next of 1, 2 and 5 times a power of ten, so that the axis ends at a round number. */
function roundUp(value: number): number {
  const power = 10 ** Math.floor(Math.log10(Math.max(value, 1)));
  return [1, 2, 5, 10].map((step) => step * power).find((step) => step >= value) ?? value;
}

/** The body map: two figures of rounded shapes whose parts can be chosen. */

import { h, svg } from "../dom";
import type { Option } from "../types";
import type { CardContext } from "./context";
import type { Selection } from "./selection";

type Shape = [x: number, y: number, width: number, height: number];

// Measured from a figure's middle line. A shape right of it has a twin on the left, as left and
// right are not asked. At 280 px of width the smallest is 28 px: a finger's target.
const REGIONS: Record<string, Shape> = {
  head_jaw: [-20, 2, 40, 40],
  neck: [-13, 43, 26, 26],
  shoulder: [15, 60, 36, 28],
  upper_back: [-30, 90, 60, 40],
  lower_back: [-28, 132, 56, 36],
  hip: [-32, 170, 64, 32],
  leg: [2, 204, 30, 54],
  arm_hand: [33, 90, 26, 96],
  foot: [2, 260, 32, 26],
};
const ONLY_BEHIND = new Set(["upper_back", "lower_back"]);
const CHEST: Shape = [-30, 90, 60, 78];
const FRONT = 64;
const BACK = 196;

/** Whether a part of the body is on the map. */
export function isOnMap(value: string): boolean {
  return Object.hasOwn(REGIONS, value);
}

/**
 * Draws the map.
 *
 * @param options - the areas of the question; those that aren't on the map are left out.
 * @param selection - what is chosen, shared with the list.
 */
export function bodyMap(
  options: readonly Option[],
  selection: Selection,
  context: CardContext,
): HTMLElement {
  const regions = options
    .filter((option) => isOnMap(option.value))
    .flatMap((option) => region(option, selection));
  return h(
    "div",
    { class: "kc-map" },
    h("span", {}, context.say("front")),
    h("span", {}, context.say("back")),
    svg(
      "svg",
      { viewBox: "0 0 260 288", role: "group", "aria-label": context.say("body_map") },
      rectangle(FRONT, CHEST),
      ...regions,
    ),
  );
}

/** One area's shapes: the first is its button, the others only take taps and show its state. */
function region({ title, value }: Option, selection: Selection): SVGElement[] {
  const shape = REGIONS[value] as Shape;
  const [x, y, width, height] = shape;
  const sides: Shape[] = x > 0 ? [shape, [-x - width, y, width, height]] : [shape];
  const middles = ONLY_BEHIND.has(value) ? [BACK] : [FRONT, BACK];
  const drawn = middles.flatMap((middle) =>
    sides.map((side) =>
      // The title shows the area's name under the mouse.
      svg("g", { class: "kc-region" }, rectangle(middle, side, svg("title", {}, title))),
    ),
  );
  const main = drawn[0] as SVGElement;
  main.setAttribute("role", "button");
  main.setAttribute("tabindex", "0");
  main.setAttribute("aria-label", title);
  main.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" && event.key !== " ") return;
    event.preventDefault();
    selection.toggle(value);
  });
  for (const part of drawn) part.addEventListener("click", () => selection.toggle(value));
  selection.watch(() => {
    const isChosen = selection.has(value);
    for (const part of drawn) part.classList.toggle("is-chosen", isChosen);
    main.setAttribute("aria-pressed", String(isChosen));
  });
  return drawn;
}

function rectangle(middle: number, [x, y, width, height]: Shape, name?: SVGElement): SVGElement {
  // Head and neck are round.
  const rx = width === height ? width / 2 : 13;
  return svg("rect", { x: middle + x, y, width, height, rx }, name);
}

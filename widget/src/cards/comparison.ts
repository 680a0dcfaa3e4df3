/** The comparison of the two styles: the whole table, or one row of it. */

import { h, type Child } from "../dom";
import type { ComparisonRow, RowCard, TableCard } from "../types";
import type { CardContext, DrawCard } from "./context";
import { box, many } from "./parts";

type Side = "medical" | "relaxation";

const SIDES: readonly Side[] = ["medical", "relaxation"];
let tables = 0;

/** Draws all rows. */
export const drawTable: DrawCard<TableCard> = (card, context) => [
  box("", comparison(context.say("comparison"), many(card.rows), context)),
];

/** Draws one row and marks the side that was asked about. */
export const drawRow: DrawCard<RowCard> = (card, context) => [
  box("", comparison(card.label, [card], context, card.side)),
];

/**
 * A table of two columns. Each row's header is a line of its own above its cells: so both columns
 * stay readable at 320 px, and it is still an ordinary table to a screen reader.
 *
 * @param caption - its name.
 * @param rows - what it compares; the header of a single row is the caption.
 * @param asked - the side to mark.
 */
export function comparison(
  caption: string,
  rows: readonly ComparisonRow[],
  context: CardContext,
  asked?: Side | "both",
): Child {
  const table = `kc-table-${++tables}`;
  const mark = (side: Side) => (side === asked ? "kc-asked" : undefined);
  const heads = SIDES.map((side) =>
    h("th", { scope: "col", id: `${table}-${side}`, class: mark(side) }, context.say(side)),
  );
  const groups = rows.map((row, index) => {
    const id = `${table}-${index}`;
    const isAlone = rows.length === 1 && caption === row.label;
    const cells = SIDES.map((side) => {
      // "headers" besides "scope": not every screen reader knows the scope "rowgroup".
      const headers = `${isAlone ? "" : `${id} `}${table}-${side}`;
      return h("td", { headers, class: mark(side) }, ...breakable(row[side]));
    });
    const head =
      !isAlone && h("tr", {}, h("th", { scope: "rowgroup", colspan: 2, id }, row.label));
    return h("tbody", {}, head, h("tr", {}, ...cells));
  });
  const thead = h("thead", {}, h("tr", {}, ...heads));
  return h("table", {}, h("caption", {}, caption), thead, ...groups);
}

/** Lets a line break after a slash: "improvement/completed" is wider than a phone's column. */
function breakable(text: string | undefined): Child[] {
  return (text ?? "").split("/").flatMap((piece, at) => (at ? ["/", h("wbr"), piece] : piece));
}

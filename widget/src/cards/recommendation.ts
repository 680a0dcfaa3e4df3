/** The result, in the order of the design: verdict, why, how it goes, before you book, changes. */

import { h, link, type Child } from "../dom";
import type { PaperName } from "../chat/transport";
import type { RecommendationCard } from "../types";
import { comparison } from "./comparison";
import type { CardContext, DrawCard } from "./context";
import { copyText } from "./copy";
import { box, bullets, button, icon, many, part, sources, terms } from "./parts";
import { openPaper } from "./papers";
import {
  recommendationText,
  rowsOf,
  styleOf,
  techniqueTitle,
  verdict,
} from "./recommendation-text";

const WARNING = "M12 1 23 22H1zm-1 7v7h2V8zm0 9v2h2v-2z";

/** Draws a recommendation. */
export const drawRecommendation: DrawCard<RecommendationCard> = (card, context) => {
  const say = (key: string) => context.say(key);
  const [headline, ...strength] = verdict(card, context);
  const isPhysicianFirst = card.id === "physician_first";
  const avoid = many(card.avoid).map((id) => techniqueTitle(id, context));
  return [
    box(
      `kc-result ${isPhysicianFirst ? "kc-physician_first" : ""}`,
      h("h3", {}, headline),
      ...strength.map((words) => h("p", { class: "kc-strength" }, words)),
      card.confirm_with_physician &&
        h("p", { class: "kc-note" }, icon(WARNING), say("confirm_with_physician")),
      part(say("because"), bullets(reasons(card, context))),
      part(say("how_it_goes"), howItGoes(card, context)),
      part(say("techniques"), techniques(card, context)),
      part(say("avoid"), bullets(avoid)),
      part(say("credentials"), card.credentials && h("p", {}, card.credentials)),
      part(say("what_would_change"), bullets(many(card.what_would_change))),
      sources(card.sources, context),
      actions(card, context),
    ),
  ];
};

function reasons({ because }: RecommendationCard, context: CardContext): Child[] {
  const quoted = (quote: string) =>
    quote && h("span", { class: "kc-quote" }, context.say("quote", { quote }));
  return many(because).map(({ text, quote }) => h("span", {}, `${text} `, quoted(quote)));
}

/** The rows for the style that is recommended; side by side where it may be either. */
function howItGoes(card: RecommendationCard, context: CardContext): Child {
  const rows = rowsOf(card, context);
  const style = styleOf(card);
  if (style) return terms(rows.map((row) => [row.label, row[style]]));
  return rows.length > 0 && comparison(context.say("comparison"), rows, context);
}

/** Each technique asks about itself: that is typed text, so it can't be out of date. */
function techniques(card: RecommendationCard, context: CardContext): Child {
  const titles = many(card.techniques).map((id) => techniqueTitle(id, context));
  const chip = (title: string) => button(title, "kc-chip", () => context.sendText(title));
  return titles.length > 0 && h("div", { class: "kc-chips" }, ...titles.map(chip));
}

function actions(card: RecommendationCard, context: CardContext): HTMLElement {
  const { config } = context;
  const say = (key: string) => context.say(key);
  const row = h("div", { class: "kc-chips kc-actions" });
  // Nothing is booked before a physician has agreed.
  if (config.booking_url && card.id !== "physician_first") {
    const book = link(say("book"), config.booking_url);
    if (book instanceof HTMLAnchorElement) {
      book.className = "kc-button";
      row.append(book);
    }
  }
  row.append(
    button(say("print"), "kc-chip", () => void show("result", row, context)),
    button(say("doctor_note"), "kc-chip", () => void show("doctor_note", row, context)),
    button(
      say("copy"),
      "kc-chip",
      () =>
        void copyText(row, recommendationText(card, context), {
          label: say("copy"),
          copied: say("copied"),
          announce: context.announce,
        }),
    ),
  );
  // Before a physician has agreed there is nothing to track.
  if (card.id !== "physician_first") {
    const { id } = card;
    row.append(button(say("track"), "kc-chip", () => context.track(id)));
  }
  return row;
}

/** Opens a paper, or says that it can't be had. */
async function show(name: PaperName, row: Element, context: CardContext): Promise<void> {
  row.querySelector(".kc-copied")?.remove();
  if (await openPaper(name, context)) return;
  const text = context.say("unavailable");
  row.append(h("p", { class: "kc-copied" }, text));
  context.announce(text);
}

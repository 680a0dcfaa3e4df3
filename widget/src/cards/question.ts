/** The question card, and its two special forms: where it is, and how bad it is. */

import { h, type Child } from "../dom";
import type { Option, QuestionCard } from "../types";
import { bodyMap, isOnMap } from "./body-map";
import { chips, done, pastChoices, toggle, toggles } from "./choices";
import type { CardContext, DrawCard } from "./context";
import { box, button, group, many, more } from "./parts";
import { Selection } from "./selection";

/** Draws a question; the prompt is the message's text and only names the controls here. */
export const drawQuestion: DrawCard<QuestionCard> = (card, context, text) => [
  box(
    "kc-question",
    card.step > 0 && h("p", { class: "kc-hint" }, stepOf(card, context)),
    ...answers(card, card.prompt || text, context),
    more(context.say("why"), card.why && h("p", {}, card.why)),
  ),
];

function stepOf({ step, steps }: QuestionCard, context: CardContext): string {
  return steps ? context.say("step", { step, steps }) : context.say("step_only", { step });
}

function answers(card: QuestionCard, name: string, context: CardContext): Child[] {
  const options = many(card.options);
  if (!context.isLatest) return [pastChoices(options)];
  if (card.id === "severity") return severity(options, name, context);
  if (card.id === "area" && options.some((option) => isOnMap(option.value)))
    return area(options, name, context);
  if (card.multiple && options.length) return toggles(options, name, context);
  return [chips(options, name, context)];
}

/** The scale from 0 to 10, and the answers that are no number ("Getting worse"). */
function severity(options: readonly Option[], name: string, context: CardContext): Child[] {
  const low = context.say("severity_low");
  const high = context.say("severity_high");
  const scale = Array.from({ length: 11 }, (_, number) => {
    const one = button(String(number), "kc-chip", () => context.sendText(String(number)));
    // The ends say what they stand for to those who don't see the line above them.
    if (number % 10 === 0) one.setAttribute("aria-label", number ? high : low);
    return one;
  });
  // "0-3" and the like are for those who have no scale.
  const others = options.filter((option) => !/^\d/.test(option.title));
  return [
    h("p", { class: "kc-ends", "aria-hidden": "true" }, h("span", {}, low), h("span", {}, high)),
    group(name, "kc-scale", ...scale),
    others.length > 0 && chips(others, name, context),
  ];
}

/** The body map and its list: one selection, two views of it. */
function area(options: readonly Option[], name: string, context: CardContext): Child[] {
  const selection = new Selection();
  const map = bodyMap(options, selection, context);
  const list = options.map((option) => ({ option, chip: toggle(option, selection) }));
  const chosen = h("p", { class: "kc-hint" });
  selection.watch(() => {
    const titles = options.filter((o) => selection.has(o.value)).map((o) => o.title);
    chosen.textContent = titles.length ? `${context.say("chosen")}: ${titles.join(", ")}` : "";
  });
  const show = (isMap: boolean) => {
    map.hidden = !isMap;
    // Beside the map the list has only what the map has not.
    for (const { option, chip } of list) chip.hidden = isMap && isOnMap(option.value);
    asMap.setAttribute("aria-pressed", String(isMap));
    asList.setAttribute("aria-pressed", String(!isMap));
  };
  const asMap = button(context.say("body_map"), "kc-chip", () => show(true));
  const asList = button(context.say("list"), "kc-chip", () => show(false));
  show(true);
  return [
    h("p", { class: "kc-hint" }, context.say("choose_several")),
    h("div", { class: "kc-chips kc-views" }, asMap, asList),
    group(name, "", map, h("div", { class: "kc-chips" }, ...list.map(({ chip }) => chip))),
    chosen,
    done(options, selection, context),
  ];
}

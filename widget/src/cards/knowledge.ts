/** Cards that tell something: techniques, answers, what the bot can do, links. */

import { h, link } from "../dom";
import type { FaqCard, OutOfScopeCard, ReadingCard, TechniqueCard } from "../types";
import type { DrawCard } from "./context";
import { box, bullets, button, callLink, many, part, sources, terms } from "./parts";

/** Draws a technique. */
export const drawTechnique: DrawCard<TechniqueCard> = (card, context) => [
  box(
    "",
    h("h3", {}, card.title),
    card.side && h("p", { class: "kc-hint" }, context.say(`side_${card.side}`)),
    terms([
      [context.say("what"), card.what],
      [context.say("feels_like"), card.feels_like],
      [context.say("used_for"), card.used_for],
      [context.say("cautions"), bullets(many(card.cautions))],
      [context.say("evidence"), card.evidence],
    ]),
    sources(card.sources, context),
  ),
];

/** Draws what the message's text had no room for, and where an answer comes from. */
export const drawFaq: DrawCard<FaqCard> = (card, context, text) => {
  const parts = [
    card.id === "track_progress" &&
      button(context.say("track"), "kc-button", () => context.track()),
    card.answer?.length > text.length && h("p", {}, card.answer),
    // The practice hasn't filled this in: its team knows.
    card.configured === false &&
      callLink(context.say("call", { phone: context.config.phone }), context.config.phone),
    sources(card.sources, context),
  ];
  return parts.some(Boolean) ? [box("kc-quiet", ...parts)] : [];
};

/** Draws what the bot can do instead. */
export const drawOutOfScope: DrawCard<OutOfScopeCard> = (card, context) => {
  const instead = bullets(many(card.instead));
  return instead ? [box("kc-quiet", part(context.say("instead"), instead))] : [];
};

/** Draws further reading. */
export const drawReading: DrawCard<ReadingCard> = (card) => {
  const links = bullets(many(card.links).map(({ title, url }) => link(title, url)));
  return links ? [box("kc-quiet", links)] : [];
};

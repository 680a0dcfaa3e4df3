/** Safety notices. Each level has its own heading, shape and frame, so colour is never alone. */

import { h } from "../dom";
import type { SafetyCard } from "../types";
import type { DrawCard } from "./context";
import { box, bullets, callLink, icon, many, part, sources } from "./parts";

// An octagon, a triangle, a cross, an "i" in a circle and a tick.
const ICONS: Record<string, string> = {
  emergency: "M8 1h8l7 7v8l-7 7H8l-7-7V8zm3 5v8h2V6zm0 10v2h2v-2z",
  urgent: "M12 1 23 22H1zm-1 7v7h2V8zm0 9v2h2v-2z",
  physician_first: "M9 2h6v7h7v6h-7v7H9v-7H2V9h7z",
  adapt: "M12 1a11 11 0 1 0 0 22 11 11 0 0 0 0-22zm-1 5h2v2h-2zm0 4h2v8h-2z",
  fine: "M3 12l3-3 4 4 8-9 3 3L10 19z",
};

/** Draws a notice; an emergency offers the call and nothing else. */
export const drawSafety: DrawCard<SafetyCard> = (card, context, text) => {
  const isEmergency = card.id === "emergency";
  const quotes = many(card.signs)
    .map((sign) => sign.quote)
    .filter(Boolean)
    .map((quote) => h("q", {}, quote));
  const number = context.config.emergency_number;
  // An emergency repeats its advice inside the frame, where it can't be overlooked.
  const isUnsaid = card.advice && (isEmergency || !text.includes(card.advice));
  return [
    box(
      `kc-safety kc-${card.id}`,
      h("h3", {}, icon(ICONS[card.id] ?? (ICONS.adapt as string)), context.say(card.id)),
      isEmergency &&
        callLink(
          context.say("call_emergency", { emergency_number: number }),
          number,
          "kc-button kc-call",
        ),
      isUnsaid && h("p", {}, card.advice),
      part(context.say("your_words"), bullets(quotes)),
      sources(card.sources, context),
    ),
  ];
};

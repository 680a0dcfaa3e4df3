/** From a bot message to what is drawn under its text. */

import type { BotMessage, Card } from "../types";
import { chips } from "./choices";
import { drawRow, drawTable } from "./comparison";
import type { CardContext, DrawCard } from "./context";
import { drawError, drawHandoff } from "./handoff";
import { drawFaq, drawOutOfScope, drawReading, drawTechnique } from "./knowledge";
import { drawQuestion } from "./question";
import { drawRecommendation } from "./recommendation";
import { drawSafety } from "./safety";

// The text of these says everything; their buttons are the message's.
const drawNothing = () => [];

const DRAWINGS: { [K in Card["kind"]]: DrawCard<Extract<Card, { kind: K }>> } = {
  technique: drawTechnique,
  row: drawRow,
  table: drawTable,
  question: drawQuestion,
  why: drawNothing,
  recommendation: drawRecommendation,
  safety: drawSafety,
  faq: drawFaq,
  smalltalk: drawNothing,
  clarify: (card, context, text) => {
    const drawn = chips(card.options, text, context);
    return drawn instanceof Node ? [drawn] : [];
  },
  out_of_scope: drawOutOfScope,
  handoff: drawHandoff,
  notice: drawNothing,
  feedback: drawNothing,
  reading: drawReading,
  error: drawError,
};

/**
 * Draws the card of a message.
 *
 * @param message - its card is drawn; its text and buttons are not.
 * @param context - what the card may do and look up.
 * @returns what goes under the text; nothing for a kind that isn't known.
 */
export function drawCard(message: BotMessage, context: CardContext): Node[] {
  const { card } = message;
  if (!card || !Object.hasOwn(DRAWINGS, card.kind)) return [];
  const draw = DRAWINGS[card.kind] as DrawCard<Card>;
  return draw(card, context, message.text ?? "");
}

/** Draws the lines of the log. */

import { drawCard } from "../cards/draw";
import type { CardContext } from "../cards/context";
import { h, type Child } from "../dom";
import type { BotMessage, Button, Option } from "../types";
import { linked } from "./text";
import type { Say } from "./words";

/**
 * A line of the bot: its text, its card, its buttons.
 *
 * @param message - what the server sent; a broken part is replaced, the rest is drawn.
 * @param context - what cards may do; `isLatest` tells whether the controls still do something.
 */
export function botLine(message: BotMessage, context: CardContext): HTMLElement {
  const text = typeof message?.text === "string" ? message.text : "";
  return h(
    "div",
    { class: "kw-line kw-bot" },
    sender(context.say("assistant")),
    text && h("p", { class: "kw-text" }, ...linked(text, context.config.phone)),
    ...safely(context.say, () => drawCard(message, context)),
    ...safely(context.say, () => [context.isLatest && chips(buttonsOf(message, context), context)]),
  );
}

/** A line of the visitor. */
export function visitorLine(say: Say, text: string): HTMLElement {
  return h(
    "div",
    { class: "kw-line kw-visitor" },
    sender(say("you")),
    h("p", { class: "kw-text" }, text),
    h("div", { class: "kw-state" }),
  );
}

/**
 * Shows the state of a visitor's line.
 *
 * @param line - of `visitorLine`.
 * @param say - the words.
 * @param key - "sending", "failed", or "" once it is answered.
 * @param retry - sends it again.
 */
export function showState(line: HTMLElement, say: Say, key: string, retry: () => void): void {
  const state = line.querySelector(".kw-state");
  if (!state || line.dataset["state"] === key) return;
  line.dataset["state"] = key;
  const button = { type: "button", class: "kc-chip", onclick: retry };
  state.replaceChildren(
    key && `${say(key)} `,
    key === "failed" ? h("button", button, say("retry")) : "",
  );
}

/** A line that nobody said: a notice of the chat itself. */
export function noteLine(text: string): HTMLElement {
  return h("p", { class: "kw-note" }, text);
}

/** Answers to tap, sent as the visitor's own. */
export function chips(buttons: readonly Button[], context: CardContext): Child {
  const items = buttons.map(({ title, payload }) => {
    const send = () =>
      payload ? context.sendPayload(title, payload) : context.sendText(title);
    return h("li", {}, h("button", { type: "button", class: "kc-chip", onclick: send }, title));
  });
  return items.length > 0 && h("ul", { class: "kw-chips" }, ...items);
}

/** Three dots that soon come to rest; the words are for those who don't see them. */
export function typingLine(say: Say): HTMLElement {
  const dots = [0, 1, 2].map(() => h("i", {}));
  const words = h("span", { class: "kw-hidden" }, say("typing"));
  return h("div", { class: "kw-line kw-bot kw-typing" }, words, ...dots);
}

function sender(name: string): HTMLElement {
  return h("span", { class: "kw-hidden" }, `${name}: `);
}

/** The buttons of a message, but for those that its card draws. */
function buttonsOf({ buttons, card }: BotMessage, { config, say }: CardContext): Button[] {
  const options = (card as { options?: Option[] } | undefined)?.options;
  const drawn = new Set(Array.isArray(options) ? options.map(({ title }) => title) : []);
  // A result's own link leads to the booking itself.
  if (card?.kind === "recommendation" && config.booking_url) drawn.add(say("book"));
  return (buttons ?? []).filter(({ title }) => !drawn.has(title));
}

function safely(say: Say, draw: () => Child[]): Child[] {
  try {
    return draw();
  } catch (error) {
    console.error(error);
    return [h("p", { class: "kw-note" }, say("error"))];
  }
}

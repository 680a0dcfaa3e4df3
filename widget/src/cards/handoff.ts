/** Reaching a person: phone and hours, the contact form, what was passed on. */

import { h, type Child } from "../dom";
import type { ErrorCard, HandoffCard } from "../types";
import type { CardContext, DrawCard } from "./context";
import { box, button, callLink, many, part, terms } from "./parts";

/** Draws how to reach the team. */
export const drawHandoff: DrawCard<HandoffCard> = (card, context) => {
  const fields = card.id === "form" && context.isLatest ? many(card.fields) : [];
  const parts = [
    part(context.say("summary"), card.summary && h("p", {}, card.summary)),
    fields.length > 0 && contactForm(fields, context),
    callLink(context.say("call", { phone: card.phone }), card.phone),
    terms([[context.say("hours"), card.opening_hours]]),
  ];
  return parts.some(Boolean) ? [box("", ...parts)] : [];
};

/** Draws the phone number of an error. */
export const drawError: DrawCard<ErrorCard> = (card, context) => {
  const call = callLink(context.say("call", { phone: card.phone }), card.phone);
  return call instanceof Node ? [box("kc-quiet", call)] : [];
};

interface Field {
  name: string;
  input: HTMLInputElement | HTMLTextAreaElement;
  problem: HTMLElement;
}

const KNOWN = new Set(["name", "phone", "email", "message"]);
// Either of these is enough to be reached.
const WAYS = ["phone", "email"];
let forms = 0;

function contactForm(names: readonly string[], context: CardContext): HTMLElement {
  const form = ++forms;
  const fields = names.map((name) => field(name, `kc-form-${form}-${name}`));
  const label = ({ name }: Field) => (KNOWN.has(name) ? context.say(`contact_${name}`) : name);
  const submit = (event: Event) => {
    event.preventDefault();
    const wrong = fields.filter((one) => !check(one, fields, context));
    if (wrong[0]) wrong[0].input.focus();
    else context.sendText(written(fields));
  };
  return h(
    "form",
    { novalidate: true, class: "kc-form", onsubmit: submit },
    ...fields.flatMap((one): Child[] => [
      h("label", { for: one.input.id }, label(one)),
      one.input,
      one.problem,
    ]),
    h(
      "div",
      { class: "kc-chips" },
      h("button", { type: "submit", class: "kc-button" }, context.say("contact_send")),
      button(context.say("contact_cancel"), "kc-chip", () =>
        context.sendText(context.say("contact_cancel")),
      ),
    ),
  );
}

function field(name: string, id: string): Field {
  const type = name === "phone" ? "tel" : name === "email" ? "email" : "text";
  const autocomplete = name === "message" ? undefined : KNOWN.has(name) ? type : undefined;
  const input =
    name === "message"
      ? h("textarea", { id, rows: 3 })
      : h("input", { id, type, autocomplete: name === "name" ? "name" : autocomplete });
  input.setAttribute("aria-required", String(!WAYS.includes(name)));
  input.setAttribute("aria-describedby", `${id}-problem`);
  return { name, input, problem: h("p", { class: "kc-error", id: `${id}-problem` }) };
}

/** Says in text what is missing; true where nothing is. */
function check({ name, input, problem }: Field, fields: Field[], context: CardContext): boolean {
  const isWay = WAYS.includes(name);
  const enough = isWay ? fields.filter((other) => WAYS.includes(other.name)) : [{ input }];
  const isFilled = enough.some((one) => one.input.value.trim());
  const key = enough.length > 1 ? "contact_either" : "contact_required";
  problem.textContent = isFilled ? "" : context.say(key);
  input.setAttribute("aria-invalid", String(!isFilled));
  return isFilled;
}

/** One line for each field that was filled in. */
function written(fields: readonly Field[]): string {
  return fields
    .map(({ name, input }) => ({ name, value: input.value.trim().replace(/\s+/g, " ") }))
    .filter(({ value }) => value)
    .map(({ name, value }) => `${name}: ${value}`)
    .join("\n");
}

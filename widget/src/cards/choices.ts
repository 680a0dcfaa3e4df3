/** Answers to tap: one at once, or several and then "Done". */

import { h, type Child } from "../dom";
import type { Option } from "../types";
import type { CardContext } from "./context";
import { button, group, many } from "./parts";
import { Selection } from "./selection";

/** Sends one answer: its payload where it has one, which is exact, else its words. */
export function choose({ title, payload }: Option, context: CardContext): void {
  if (payload) context.sendPayload(title, payload);
  else context.sendText(title);
}

/** The answers of a message that is no longer the newest: to read, not to send. */
export function pastChoices(options: readonly Option[]): Child {
  const titles = options.map((option) => option.title).join(" · ");
  return titles && h("p", { class: "kc-past" }, titles);
}

/** Answers of which one is sent as soon as it is tapped. */
export function chips(
  options: readonly Option[] | undefined,
  name: string,
  context: CardContext,
): Child {
  const all = many(options);
  if (!context.isLatest || !all.length) return pastChoices(all);
  return group(
    name,
    "kc-chips",
    ...all.map((option) => button(option.title, "kc-chip", () => choose(option, context))),
  );
}

/** A button that stays pressed as long as its answer is chosen. */
export function toggle(option: Option, selection: Selection): HTMLButtonElement {
  const chip = button(option.title, "kc-chip", () => selection.toggle(option.value));
  selection.watch(() => chip.setAttribute("aria-pressed", String(selection.has(option.value))));
  return chip;
}

/**
 * The button that sends what is chosen. One answer goes as its payload; several go as one text
 * of their titles, as the contract has it.
 */
export function done(
  options: readonly Option[],
  selection: Selection,
  context: CardContext,
): HTMLElement {
  const problem = h("p", { class: "kc-error" });
  selection.watch(() => problem.replaceChildren());
  const send = button(context.say("done"), "kc-button", () => {
    const chosen = options.filter((option) => selection.has(option.value));
    if (chosen.length > 1) {
      context.sendText(chosen.map((option) => option.title).join(", "));
    } else if (chosen[0]) {
      choose(chosen[0], context);
    } else {
      problem.textContent = context.say("none_chosen");
      context.announce(problem.textContent);
    }
  });
  return h("div", {}, problem, send);
}

/** Answers of which several may be chosen. */
export function toggles(
  options: readonly Option[],
  name: string,
  context: CardContext,
): Child[] {
  const selection = new Selection();
  return [
    h("p", { class: "kc-hint" }, context.say("choose_several")),
    group(name, "kc-chips", ...options.map((option) => toggle(option, selection))),
    done(options, selection, context),
  ];
}

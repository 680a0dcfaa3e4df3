/** The fields of the page's forms. */

import { h, type Child } from "../dom";
import { word } from "./content";

let ids = 0;
const newName = (): string => `kp-${(ids += 1)}`;

/** A field; `complain` shows what is wrong with it, or with "" that nothing is. */
export interface Field<T> {
  readonly element: HTMLElement;
  value(): T;
  complain(text: string): void;
  focus(): void;
}

/** A choice of one: its value and its title. */
export type Choice = readonly [value: string, title: string];

/**
 * One of several, as radio buttons.
 *
 * @param legend - what is asked.
 * @param choices - in order.
 * @param chosen - the value that is chosen at first; "" for none.
 * @param onChange - told of the value.
 */
export function radios(
  legend: string,
  choices: readonly Choice[],
  chosen = "",
  onChange: (value: string) => void = () => undefined,
): Field<string> {
  return radioField(legend, "kp-choices", choices, [], chosen, onChange);
}

/**
 * A number from 0 to 10, as radio buttons; null for none.
 *
 * @param legend - what is asked.
 * @param low - what 0 stands for.
 * @param high - what 10 stands for.
 */
export function scale(legend: string, low: string, high: string): Field<number | null> {
  const choices = Array.from({ length: 11 }, (_, n): Choice => [String(n), String(n)]);
  // The ends say what they stand for to those who don't see the line above them.
  const names = [low, ...Array<string>(9).fill(""), high];
  const field = radioField(legend, "kp-scale", choices, names, "", () => undefined);
  const ends = h("p", { class: "kp-ends", "aria-hidden": "true" });
  ends.append(h("span", {}, low), h("span", {}, high));
  field.element.querySelector(".kp-scale")?.before(ends);
  return { ...field, value: () => (field.value() ? Number(field.value()) : null) };
}

function radioField(
  legend: string,
  look: string,
  choices: readonly Choice[],
  names: readonly string[],
  chosen: string,
  onChange: (value: string) => void,
): Field<string> {
  const name = newName();
  const error = errorLine();
  const inputs = choices.map(([value], index) =>
    h("input", {
      type: "radio",
      name,
      value,
      checked: value === chosen,
      "aria-label": names[index] || undefined,
      "aria-describedby": error.id,
      onchange: () => onChange(value),
    }),
  );
  const labels = inputs.map((input, index) =>
    h("label", { class: "kp-radio" }, input, h("span", {}, choices[index]![1])),
  );
  const element = h(
    "fieldset",
    {},
    h("legend", {}, legend),
    h("div", { class: look }, ...labels),
    error,
  );
  return {
    element,
    value: () => inputs.find(({ checked }) => checked)?.value ?? "",
    complain: (text) => error.replaceChildren(text),
    focus: () => inputs[0]?.focus(),
  };
}

/**
 * A line of text.
 *
 * @param label - what is asked.
 * @param attributes - of the input, such as its value and `maxlength`.
 * @param hint - stands below the label.
 */
export function text(
  label: string,
  attributes: Parameters<typeof h>[1] = {},
  hint = "",
): Field<string> {
  const id = newName();
  const error = errorLine();
  const help = h("span", { class: "kp-hint", id: `${id}-hint` }, hint);
  const input = h("input", {
    type: "text",
    id,
    autocomplete: "off",
    "aria-describedby": `${help.id} ${error.id}`,
    ...attributes,
  });
  return {
    element: h("p", {}, h("label", { for: id }, label), hint && help, input, error),
    value: () => input.value.trim(),
    complain(problem) {
      error.replaceChildren(problem);
      if (problem) input.setAttribute("aria-invalid", "true");
      else input.removeAttribute("aria-invalid");
    },
    focus: () => input.focus(),
  };
}

/** What was typed as a number: null for nothing, NaN for what is none. */
export function typedNumber(typed: string): number | null {
  if (!typed) return null;
  return /^\d+([.,]\d+)?$/.test(typed) ? Number(typed.replace(",", ".")) : NaN;
}

/** A form that the browser doesn't send. */
export function form(submit: () => void, ...children: Child[]): HTMLFormElement {
  const onsubmit = (event: Event): void => {
    event.preventDefault();
    submit();
  };
  return h("form", { novalidate: true, onsubmit }, ...children);
}

/** A button that does something. */
export function action(key: string, look: string, act: () => void): HTMLButtonElement {
  return h("button", { type: "button", class: look, onclick: act }, word(key));
}

/** The button that sends a form. */
export function submitButton(key: string): HTMLButtonElement {
  return h("button", { type: "submit", class: "kc-button" }, word(key));
}

function errorLine(): HTMLElement {
  return h("span", { class: "kp-error", id: newName(), role: "alert" });
}

import { h } from "../dom";
import { word } from "./content";
import { isValue, type Entry, type Progress } from "./entries";
import { form, radios, scale, submitButton, text, typedNumber, type Field } from "./fields";

/**
 * The form in which a visitor logs how it is today.
 *
 * @param progress - what is tracked, and what was logged before.
 * @param save - takes what was logged, without its time.
 */
export function logForm(progress: Progress, save: (logged: Omit<Entry, "at">) => void): HTMLElement {
  const bother = scale(word("bother_label"), word("bother_low"), word("bother_high"));
  const asked = valueField(progress);
  const submit = (): void => {
    const points = bother.value();
    const value = asked?.value() ?? null;
    const isWrong = value !== null && !isValue(progress.plan.kind, value);
    bother.complain(points === null ? word("bother_missing") : "");
    asked?.complain(isWrong ? word("number_wrong") : "");
    if (points === null) bother.focus();
    else if (isWrong) asked?.focus();
    else save(value === null ? { bother: points } : { bother: points, value });
  };
  const actions = h("div", { class: "kp-actions" }, submitButton("log"));
  return form(submit, bother.element, asked?.element, actions);
}

/** For what the visitor wants to do; null where there is nothing to ask. */
function valueField({ plan, entries }: Progress): Field<number | null> | null {
  const { name, unit } = plan;
  if (!name) return null;
  if (plan.kind === "scale")
    return scale(word("value_scale", { name }), word("scale_low"), word("scale_high"));
  if (plan.kind === "amount") {
    const field = text(word("value_amount", { name, unit }), { inputmode: "decimal", maxlength: 6 });
    return { ...field, value: () => typedNumber(field.value()) };
  }
  // At first there is no last time.
  if (!entries.length) return null;
  const field = radios(word("value_change", { name }), [
    ["1", word("easier")],
    ["0", word("same")],
    ["-1", word("harder")],
  ]);
  return { ...field, value: () => (field.value() ? Number(field.value()) : null) };
}

import { h } from "../dom";
import { word } from "./content";
import { isValue, LONGEST_NAME, LONGEST_UNIT, type Kind, type Plan, type Side } from "./entries";
import { action, form, radios, submitButton, text, typedNumber, type Choice } from "./fields";

const SIDES: Choice[] = [
  ["medical", word("side_medical")],
  ["relaxation", word("side_relaxation")],
  ["either", word("side_either")],
];
const KINDS: Choice[] = [
  ["scale", word("kind_scale")],
  ["amount", word("kind_amount")],
  ["change", word("kind_change")],
];

/**
 * The form in which a visitor says what they want to track.
 *
 * @param plan - what they track already: then only the goals can be changed, because other
 *   entries could not be compared with these; null at first.
 * @param side - chosen at first, where it was recommended.
 * @param save - takes the plan.
 * @param cancel - goes back without.
 */
export function setupForm(
  plan: Plan | null,
  side: Side | undefined,
  save: (plan: Plan) => void,
  cancel: () => void,
): HTMLElement {
  const typed = (value: number | undefined) => (value === undefined ? "" : String(value));
  const numeric = { inputmode: "decimal", maxlength: 6 };
  const sides = radios(word("side_label"), SIDES, plan?.side ?? side);
  const name = text(
    word("function_label"),
    { maxlength: LONGEST_NAME, value: plan?.name ?? "", oninput: () => fit() },
    word("function_hint"),
  );
  const kinds = radios(word("kind_label"), KINDS, plan?.kind ?? "scale", () => fit());
  const unit = text(word("unit_label"), {
    maxlength: LONGEST_UNIT,
    value: plan?.unit || word("unit"),
  });
  const goalValue = text(word("goal_function"), { ...numeric, value: typed(plan?.goalValue) });
  const goalBother = text(word("goal_bother"), { ...numeric, value: typed(plan?.goalBother) });

  /** Only what can be answered is asked. */
  const fit = (): void => {
    const kind = kinds.value();
    name.element.hidden = !!plan;
    kinds.element.hidden = !!plan || !name.value();
    unit.element.hidden = !!plan || !name.value() || kind !== "amount";
    goalValue.element.hidden = !name.value() || kind === "change";
  };
  const submit = (): void => {
    const kind = kinds.value() as Kind;
    const made: Plan = {
      side: sides.value() as Side,
      name: name.value(),
      kind,
      unit: unit.value() || word("unit"),
    };
    const value = goalValue.element.hidden ? null : typedNumber(goalValue.value());
    const bother = typedNumber(goalBother.value());
    const isValueWrong = value !== null && !isValue(kind, value);
    const isBotherWrong = bother !== null && !isValue("scale", bother);
    sides.complain(made.side ? "" : word("side_missing"));
    goalValue.complain(isValueWrong ? word(kind === "scale" ? "scale_wrong" : "number_wrong") : "");
    goalBother.complain(isBotherWrong ? word("scale_wrong") : "");
    if (!made.side) return sides.focus();
    if (isValueWrong) return goalValue.focus();
    if (isBotherWrong) return goalBother.focus();
    if (value !== null) made.goalValue = value;
    if (bother !== null) made.goalBother = bother;
    save(made);
  };
  fit();
  const fields = [sides, name, kinds, unit, goalValue, goalBother];
  return form(
    submit,
    ...fields.map(({ element }) => element),
    h(
      "div",
      { class: "kp-actions" },
      submitButton("save"),
      plan && action("cancel", "kc-chip", cancel),
    ),
  );
}

import { filled, word, type ProgressContent } from "./content";
import { valueText, type Formats } from "./formats";
import type { Progress } from "./entries";
import type { Trend } from "./trend";

/** What is said of a trend: a title, a text, and where it comes from. */
export function saidOf({ verdict, count, days }: Trend, { plan }: Progress, content: ProgressContent) {
  const { title, text, sources } = content.verdicts[verdict];
  return { title, text: filled(text[plan.side], { count, days }), sources };
}

/**
 * The entries as text to paste into a message or to print.
 *
 * @param progress - with at least one entry.
 * @param formats - of dates and numbers.
 */
export function reportOf(progress: Progress, formats: Formats): string {
  const { plan, entries } = progress;
  const value = plan.name ? word(plan.kind, { ...plan }) : "";
  const goals = [
    plan.goalBother !== undefined && `${word("bother")}: ${word("goal", { goal: formats.number(plan.goalBother) })}`,
    plan.goalValue !== undefined && `${value}: ${word("goal", { goal: formats.number(plan.goalValue) })}`,
  ];
  const lines = entries.map((entry) =>
    [
      `${formats.date(Date.parse(entry.at))}: ${entry.bother}`,
      value && entry.value !== undefined && valueText(plan, entry, formats),
    ]
      .filter(Boolean)
      .join("; "),
  );
  const last = formats.date(Date.parse(entries.at(-1)!.at));
  return [
    word("copy_title", { date: last }),
    [word("date"), ": ", word("bother"), value && `; ${value}`].join(""),
    ...lines,
    ...goals.filter(Boolean),
  ].join("\n");
}

import { filled, word, type ProgressContent } from "./content";
import { valueText, type Formats } from "./formats";
import type { Progress } from "./entries";
import type { Trend } from "./trend";

/** What is said of a trend: a title, a text, and where it comes from. */
export function saidOf({ verdict, count, days }: Trend, { plan }: Progress, content: ProgressContent) {
  const { title, text, sources } = content.verdicts[verdict];
  return { title, text: filled(text[plan.side], { count, days }), sources };
}

// What a message of the chat may be long.
const LONGEST = 1000;
const LAST = 12;

/**
 * What the visitor says in the chat to send the entries along: a wish for a message, and on a
 * line of its own, as the message form takes it, what it is about.
 *
 * @param progress - with at least one entry; of many only the last are in it.
 * @param formats - of dates and numbers.
 */
export function messageOf(progress: Progress, formats: Formats): string {
  for (let count = Math.min(progress.entries.length, LAST); ; count -= 1) {
    const report = reportOf({ ...progress, entries: progress.entries.slice(-count) }, formats);
    const text = `${word("send_said")}\nMessage: ${report.split("\n").join("; ")}`;
    if (text.length <= LONGEST || count === 1) return text.slice(0, LONGEST);
  }
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

/**
 * What the entries say. The thresholds and where they come from stand in
 * `content/progress.yml`; no rule says why something changed.
 */

import type { Entry, Plan, Progress } from "./entries";

/** The thresholds: points of 0 to 10, percent of other numbers. */
export interface Rules {
  better: { points: number; percent: number };
  worse: { points: number; percent: number };
  jumped: { points: number };
  plateau: { entries: number; days: number; points: number; percent: number };
}

export type VerdictName = "few" | "jumped" | "worse" | "goal" | "plateau" | "better" | "steady";

export interface Trend {
  verdict: VerdictName;
  /** Of a plateau: its entries, and the days from its first to its last; else 0. */
  count: number;
  days: number;
}

const DAY = 86_400_000;

/**
 * Tells how it goes. What needs someone else comes first, then what the article ends care by.
 *
 * @param progress - the entries in order of time.
 * @param rules - the thresholds.
 */
export function trendOf({ plan, entries }: Progress, rules: Rules): Trend {
  const only = (verdict: VerdictName): Trend => ({ verdict, count: 0, days: 0 });
  const last = entries.at(-1);
  if (!last) return only("few");
  const rise = riseOf(entries);
  if (rise >= rules.jumped.points) return only("jumped");
  if (rise >= rules.worse.points || isHarder(plan, entries, rules)) return only("worse");
  if (isAtGoal(plan, last)) return only("goal");
  if (entries.length < 2) return only("few");
  const plateau = plateauOf(plan, entries, rules);
  if (plateau) return plateau;
  return only(isBetter(entries, rules) ? "better" : "steady");
}

/** By how many points it bothers more than at first, or than the time before. */
function riseOf(entries: Entry[]): number {
  const last = entries.at(-1)!.bother;
  return Math.max(last - entries[0]!.bother, last - (entries.at(-2) ?? entries[0])!.bother);
}

/** Less by some points, or by some percent (Farrar 2001). */
function isBetter(entries: Entry[], { better }: Rules): boolean {
  const first = entries[0]!.bother;
  const fall = first - entries.at(-1)!.bother;
  return fall >= better.points || (fall > 0 && fall * 100 >= first * better.percent);
}

/** Whether what the visitor wants to do goes worse than at first, or than the time before. */
function isHarder({ kind }: Plan, entries: Entry[], { worse }: Rules): boolean {
  const now = entries.at(-1)!.value;
  const values = valuesOf(entries);
  if (now === undefined || values.length < 2) return false;
  const before = values.at(-2)!;
  // One harder day is no trend.
  if (kind === "change") return now < 0 && before < 0;
  const most = Math.max(values[0]!, before);
  const fall = most - now;
  return kind === "scale" ? fall >= worse.points : fall > 0 && fall * 100 >= most * worse.percent;
}

function isAtGoal({ goalBother, goalValue }: Plan, { bother, value }: Entry): boolean {
  if (goalBother === undefined && goalValue === undefined) return false;
  const isCalm = goalBother === undefined || bother <= goalBother;
  return isCalm && (goalValue === undefined || (value !== undefined && value >= goalValue));
}

/** The shortest end of the entries that is many and long enough, where it is all the same. */
function plateauOf(plan: Plan, entries: Entry[], { plateau }: Rules): Trend | null {
  const end = Date.parse(entries.at(-1)!.at);
  for (let count = plateau.entries; count <= entries.length; count += 1) {
    const part = entries.slice(-count);
    const days = Math.round((end - Date.parse(part[0]!.at)) / DAY);
    if (days < plateau.days) continue;
    const isSame =
      range(part.map(({ bother }) => bother)) <= plateau.points &&
      isSameValue(plan, valuesOf(part), plateau);
    return isSame ? { verdict: "plateau", count, days } : null;
  }
  return null;
}

function isSameValue({ kind }: Plan, values: number[], rule: Rules["plateau"]): boolean {
  if (!values.length) return true;
  if (kind === "change") return values.every((value) => value === 0);
  if (kind === "scale") return range(values) <= rule.points;
  return range(values) * 100 <= Math.max(...values) * rule.percent;
}

function range(values: number[]): number {
  return Math.max(...values) - Math.min(...values);
}

function valuesOf(entries: Entry[]): number[] {
  return entries.flatMap(({ value }) => value ?? []);
}

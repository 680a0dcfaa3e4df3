/** What a visitor logs, and how it is read from the browser again. */

export type Side = "medical" | "relaxation" | "either";

/** How what the visitor wants to do is measured: 0 to 10, a number of theirs, or in words. */
export type Kind = "scale" | "amount" | "change";

/** What the visitor tracks. */
export interface Plan {
  side: Side;
  /** What they want to do, in their words; "" for nothing. */
  name: string;
  kind: Kind;
  /** What an amount counts, such as minutes. */
  unit: string;
  /** For what they want to do: this much or more; none for `change`. */
  goalValue?: number;
  /** How much it may bother, 0 to 10: this much or less. */
  goalBother?: number;
}

/** What was logged at one time. */
export interface Entry {
  /** ISO 8601, UTC. */
  at: string;
  /** How much it bothers, 0 to 10. */
  bother: number;
  /** Of what they want to do; of `change` 1 is easier, 0 the same, -1 harder. */
  value?: number;
}

/** All of it; the entries are in order of time. */
export interface Progress {
  plan: Plan;
  entries: Entry[];
}

export const LONGEST_NAME = 60;
export const LONGEST_UNIT = 20;
export const LARGEST_AMOUNT = 9999;
/** Years of weekly entries. */
const MOST_ENTRIES = 300;

const LIMITS: Record<Kind, [number, number]> = {
  scale: [0, 10],
  amount: [0, LARGEST_AMOUNT],
  change: [-1, 1],
};

/** Whether `value` can be logged, or be a goal, for this kind. */
export function isValue(kind: Kind, value: unknown): value is number {
  const [least, most] = LIMITS[kind];
  return typeof value === "number" && value >= least && value <= most;
}

/**
 * Adds an entry. Of too many the oldest but the first go: changes are told from the first.
 *
 * @returns the new whole; what was given is not changed.
 */
export function withEntry({ plan, entries }: Progress, entry: Entry): Progress {
  const sorted = [...entries, entry].sort((a, b) => Date.parse(a.at) - Date.parse(b.at));
  const [first, ...rest] = sorted;
  return { plan, entries: first ? [first, ...rest.slice(1 - MOST_ENTRIES)] : [] };
}

/**
 * Reads what was kept.
 *
 * @param text - JSON of a `Progress`; anything else may stand there.
 * @returns null where it isn't one; entries that can't be read are left out.
 */
export function parseProgress(text: string | null): Progress | null {
  let kept: unknown;
  try {
    kept = JSON.parse(text ?? "");
  } catch {
    return null;
  }
  if (!isRecord(kept) || !isRecord(kept["plan"]) || !Array.isArray(kept["entries"])) return null;
  const plan = parsePlan(kept["plan"]);
  if (!plan) return null;
  return kept["entries"]
    .filter((entry): entry is Entry => isEntry(entry, plan))
    .reduce(withEntry, { plan, entries: [] });
}

function parsePlan(kept: Record<string, unknown>): Plan | null {
  const { side, name, kind, unit, goalValue, goalBother } = kept;
  if (side !== "medical" && side !== "relaxation" && side !== "either") return null;
  if (kind !== "scale" && kind !== "amount" && kind !== "change") return null;
  if (typeof name !== "string" || typeof unit !== "string") return null;
  const plan: Plan = { side, name, kind, unit };
  if (kind !== "change" && isValue(kind, goalValue)) plan.goalValue = goalValue;
  if (isValue("scale", goalBother)) plan.goalBother = goalBother;
  return plan;
}

function isEntry(entry: unknown, { kind }: Plan): entry is Entry {
  if (!isRecord(entry)) return false;
  const { at, bother, value } = entry;
  const isTime = typeof at === "string" && !Number.isNaN(Date.parse(at));
  return isTime && isValue("scale", bother) && (value === undefined || isValue(kind, value));
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}

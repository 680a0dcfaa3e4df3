/** What the entries say: tables, and rules that hold for any entries. */
import { describe, expect, it } from "vitest";
import type { Entry, Kind, Plan } from "../../src/progress/entries";
import { trendOf, type Rules } from "../../src/progress/trend";
import { randomly } from "./random";

const RULES: Rules = {
  better: { points: 2, percent: 30 },
  worse: { points: 2, percent: 30 },
  jumped: { points: 4 },
  plateau: { entries: 3, days: 14, points: 1, percent: 10 },
};
const PLAN: Plan = { side: "medical", name: "", kind: "scale", unit: "" };
const DAY = 86_400_000;

/** Entries a week apart. */
function weekly(bothers: number[], values: (number | undefined)[] = []): Entry[] {
  return every(7, bothers, values);
}

function every(days: number, bothers: number[], values: (number | undefined)[] = []): Entry[] {
  return bothers.map((bother, index) => {
    const at = new Date(Date.UTC(2026, 0, 1) + index * days * DAY).toISOString();
    const value = values[index];
    return value === undefined ? { at, bother } : { at, bother, value };
  });
}

function verdict(entries: Entry[], plan: Partial<Plan> = {}, rules = RULES): string {
  return trendOf({ plan: { ...PLAN, ...plan }, entries }, rules).verdict;
}

describe("how much it bothers", () => {
  it.each<[number[], string]>([
    [[], "few"],
    [[6], "few"],
    [[6, 6], "steady"],
    [[6, 5], "steady"],
    [[6, 4], "better"],
    // Two points are enough, whatever they are in percent.
    [[10, 8], "better"],
    // 30 percent of 3 is less than a point.
    [[3, 2], "better"],
    [[4, 3], "steady"],
    [[10, 9], "steady"],
    [[0, 0], "steady"],
    [[6, 7], "steady"],
    [[6, 8], "worse"],
    [[6, 4, 6], "worse"],
    [[4, 5, 6], "worse"],
    [[6, 3, 2, 4], "worse"],
    [[3, 6], "worse"],
    [[3, 7], "jumped"],
    [[8, 2, 6], "jumped"],
    [[2, 4, 6], "jumped"],
    [[0, 10], "jumped"],
    [[6, 5, 5], "plateau"],
    [[8, 3, 3, 2], "plateau"],
    [[6, 4, 5], "steady"],
    [[6, 4, 4, 2], "better"],
    // The first of the last three is two points away.
    [[5, 3, 3], "better"],
  ])("%j is %s", (bothers, expected) => expect(verdict(weekly(bothers))).toBe(expected));
});

describe("a plateau", () => {
  it("tells its entries and days", () => {
    const found = trendOf({ plan: PLAN, entries: weekly([8, 5, 5, 4]) }, RULES);
    expect(found).toEqual({ verdict: "plateau", count: 3, days: 14 });
  });

  it("needs its days, however many entries there are", () => {
    expect(verdict(every(1, [6, 6, 6, 6, 6, 6]))).toBe("steady");
    expect(trendOf({ plan: PLAN, entries: every(1, Array(20).fill(6)) }, RULES)).toEqual({
      verdict: "plateau",
      count: 15,
      days: 14,
    });
  });

  it("needs its entries, however many days there are", () => {
    expect(verdict(every(60, [6, 6]))).toBe("steady");
  });

  it("is none where one of the days between was another", () => {
    expect(verdict(every(4, [6, 6, 4, 6, 5, 5]))).not.toBe("plateau");
  });

  it.each<[Kind, (number | undefined)[], string]>([
    ["scale", [5, 5, 6], "plateau"],
    ["scale", [4, 5, 6], "steady"],
    ["amount", [20, 20, 22], "plateau"],
    ["amount", [20, 20, 30], "steady"],
    ["amount", [0, 0, 0], "plateau"],
    ["change", [undefined, 0, 0], "plateau"],
    ["change", [undefined, 1, 1], "steady"],
    ["scale", [], "plateau"],
  ])("of %s counts what is done as well: %j is %s", (kind, values, expected) => {
    expect(verdict(weekly([6, 6, 6], values), { kind, name: "walk" })).toBe(expected);
  });
});

describe("what the visitor wants to do", () => {
  it.each<[Kind, (number | undefined)[], string]>([
    ["scale", [5, 3], "worse"],
    ["scale", [5, 4], "steady"],
    ["scale", [5, 8, 6], "worse"],
    ["scale", [8, 7, 6], "worse"],
    ["amount", [30, 21], "worse"],
    ["amount", [30, 22], "steady"],
    ["amount", [0, 0], "steady"],
    ["change", [undefined, -1], "steady"],
    ["change", [undefined, -1, -1], "worse"],
    ["change", [undefined, -1, 0], "steady"],
    ["change", [undefined, 0, -1], "steady"],
    // The last entry says nothing of it.
    ["scale", [5, 2, undefined], "steady"],
  ])("%s %j is %s", (kind, values, expected) => {
    const entries = every(1, Array(values.length).fill(6), values);
    expect(verdict(entries, { kind, name: "walk" })).toBe(expected);
  });
});

describe("a goal", () => {
  it.each<[Partial<Plan>, number[], number[], string]>([
    [{ goalBother: 2 }, [6, 2], [], "goal"],
    [{ goalBother: 2 }, [6, 3], [], "better"],
    [{ goalBother: 0 }, [1, 0], [], "goal"],
    [{ goalValue: 30 }, [6, 6], [10, 30], "goal"],
    [{ goalValue: 30 }, [6, 6], [10, 29], "steady"],
    [{ goalValue: 30 }, [6, 6], [30], "steady"],
    [{ goalValue: 30, goalBother: 2 }, [6, 2], [10, 29], "better"],
    [{ goalValue: 30, goalBother: 2 }, [6, 2], [10, 30], "goal"],
    [{ goalBother: 5 }, [2, 5], [], "worse"],
    [{ goalBother: 2 }, [2], [], "goal"],
  ])("%j with %j and %j is %s", (goals, bothers, values, expected) => {
    expect(verdict(every(1, bothers, values), { ...goals, kind: "amount" })).toBe(expected);
  });
});

describe("any entries", () => {
  const KINDS = ["scale", "amount", "change"] as const;

  it("never hide a rise behind something pleasant", () => {
    randomly(3_000, (next) => {
      const bothers = Array.from({ length: 2 + next(8) }, () => next(11));
      const goals = next(2) ? { goalBother: next(11) } : {};
      const entries = every(next(20), bothers);
      const last = bothers.at(-1)!;
      const rise = last - Math.min(bothers[0]!, bothers.at(-2)!);
      const found = verdict(entries, goals);
      if (rise >= 4) expect(found).toBe("jumped");
      else if (rise >= 2) expect(found).toBe("worse");
      else expect(["worse", "jumped"]).not.toContain(found);
    });
  });

  it("are called a plateau only where the thresholds say so", () => {
    let plateaus = 0;
    randomly(3_000, (next) => {
      const kind = KINDS[next(3)]!;
      const bothers = Array.from({ length: next(9) }, () => 4 + next(3));
      const values = bothers.map(() => (next(3) ? (kind === "change" ? next(3) - 1 : next(11)) : undefined));
      const entries = every(1 + next(10), bothers, values);
      const found = trendOf({ plan: { ...PLAN, name: "walk", kind }, entries }, RULES);
      if (found.verdict !== "plateau") return expect(found).toMatchObject({ count: 0, days: 0 });
      plateaus += 1;
      const part = entries.slice(-found.count).map(({ bother }) => bother);
      expect(Math.max(...part) - Math.min(...part)).toBeLessThanOrEqual(1);
      expect(found.count).toBeGreaterThanOrEqual(3);
      return expect(found.days).toBeGreaterThanOrEqual(14);
    });
    expect(plateaus).toBeGreaterThan(50);
  });

  it("have a verdict that the thresholds of content decide", () => {
    const loose = { ...RULES, worse: { points: 3, percent: 50 }, jumped: { points: 6 } };
    expect(verdict(weekly([4, 6]))).toBe("worse");
    expect(verdict(weekly([4, 6]), {}, loose)).toBe("steady");
  });
});

// @vitest-environment happy-dom
/** What is logged: kept, read again, and never trusted. */
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { parseProgress, withEntry, type Entry, type Progress } from "../../src/progress/entries";
import { typedNumber } from "../../src/progress/fields";
import { openProgress } from "../../src/progress/store";
import { randomly } from "./random";

const BASE = "https://chat.example";
const PROGRESS: Progress = {
  plan: { side: "medical", name: "turn my head", kind: "scale", unit: "minutes", goalValue: 8, goalBother: 2 },
  entries: [
    { at: "2026-01-01T10:00:00.000Z", bother: 6, value: 4 },
    { at: "2026-01-08T10:00:00.000Z", bother: 5 },
  ],
};

beforeEach(() => localStorage.clear());
afterEach(() => vi.unstubAllGlobals());

describe("reading", () => {
  it("gives back what was written", () => {
    const store = openProgress(BASE);
    expect(store.read()).toBeNull();
    expect(store.write(PROGRESS)).toBe(true);
    expect(openProgress(BASE).read()).toEqual(PROGRESS);
    expect(openProgress("https://other.example").read()).toBeNull();
    store.clear();
    expect(localStorage.length).toBe(0);
  });

  it.each([
    null, "", "{", "null", "7", "[]", "{}", '{"plan":{},"entries":[]}', '{"plan":null,"entries":[]}',
    JSON.stringify({ ...PROGRESS, entries: 7 }),
    JSON.stringify({ ...PROGRESS, plan: { ...PROGRESS.plan, side: "other" } }),
    JSON.stringify({ ...PROGRESS, plan: { ...PROGRESS.plan, kind: "other" } }),
    JSON.stringify({ ...PROGRESS, plan: { ...PROGRESS.plan, name: 7 } }),
  ])("takes %s for nothing", (text) => expect(parseProgress(text)).toBeNull());

  it.each<unknown>([
    null, 7, {}, { at: "2026-01-01" }, { at: "soon", bother: 5 }, { at: 7, bother: 5 },
    { at: "2026-01-01", bother: 11 }, { at: "2026-01-01", bother: -1 }, { at: "2026-01-01", bother: "5" },
    { at: "2026-01-01", bother: 5, value: 11 }, { at: "2026-01-01", bother: 5, value: "6" },
  ])("leaves out the entry %j", (entry) => {
    const kept = { ...PROGRESS, entries: [...PROGRESS.entries, entry] };
    expect(parseProgress(JSON.stringify(kept))).toEqual(PROGRESS);
  });

  it("leaves out goals that can't be", () => {
    const plan = { ...PROGRESS.plan, goalValue: 99, goalBother: -1 };
    const { goalValue: _, goalBother: __, ...rest } = PROGRESS.plan;
    expect(parseProgress(JSON.stringify({ plan, entries: [] }))?.plan).toEqual(rest);
  });

  it("lasts as long as the page where storage is forbidden", () => {
    const forbidden = () => {
      throw new DOMException("forbidden", "SecurityError");
    };
    vi.stubGlobal("localStorage", { getItem: forbidden, setItem: forbidden, removeItem: forbidden });
    const store = openProgress(BASE);
    expect(store.write(PROGRESS)).toBe(false);
    expect(store.read()).toEqual(PROGRESS);
    store.clear();
    expect(store.read()).toBeNull();
  });
});

describe("adding", () => {
  it("keeps order, the first entry and a bounded number, whatever is added", () => {
    randomly(30, (next) => {
      let progress: Progress = { plan: PROGRESS.plan, entries: [] };
      const all: Entry[] = [];
      const total = 250 + next(150);
      for (let count = 0; count < total; count += 1) {
        const entry = { at: new Date(next(2 ** 31)).toISOString(), bother: next(11) };
        all.push(entry);
        progress = withEntry(progress, entry);
      }
      const times = progress.entries.map(({ at }) => Date.parse(at));
      expect(times).toEqual([...times].sort((a, b) => a - b));
      expect(times.length).toBe(Math.min(all.length, 300));
      expect(times[0]).toBe(Math.min(...all.map(({ at }) => Date.parse(at))));
    });
  });

  it("changes nothing that was given", () => {
    const before = structuredClone(PROGRESS);
    withEntry(PROGRESS, { at: "2025-01-01T00:00:00Z", bother: 1 });
    expect(PROGRESS).toEqual(before);
  });
});

describe("a number", () => {
  it.each<[string, number | null]>([
    ["", null], ["0", 0], ["12", 12], ["2.5", 2.5], ["2,5", 2.5],
    ["-1", NaN], ["1e3", NaN], ["twelve", NaN], [".", NaN], ["1.", NaN], ["1 000", NaN],
  ])("typed as %j is %d", (typed, value) => expect(typedNumber(typed)).toBe(value));
});

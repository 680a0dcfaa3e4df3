/** What a visitor shows or sends of the entries. */
import { describe, expect, it, vi } from "vitest";
import type { Entry, Plan } from "../../src/progress/entries";
import { formatsOf } from "../../src/progress/formats";
import { messageOf, reportOf } from "../../src/progress/report";

vi.mock("../../src/progress/content", async (original) => ({
  ...(await original<object>()),
  word: (key: string, values: Record<string, string> = {}) => [key, ...Object.values(values)].join(" "),
}));

const FORMATS = formatsOf("en-US");
const PLAN: Plan = { side: "medical", name: "walk", kind: "amount", unit: "minutes", goalBother: 1 };

function entries(count: number): Entry[] {
  return Array.from({ length: count }, (_, day) => ({
    at: new Date(Date.UTC(2026, 0, 1 + day, 15)).toISOString(),
    bother: day % 11,
    value: day,
  }));
}

describe("a message with the entries", () => {
  it("asks for a message, and says what it is about on one line", () => {
    const [first, second, ...more] = messageOf({ plan: PLAN, entries: entries(2) }, FORMATS).split("\n");
    expect(first).toBe("send_said");
    expect(second).toMatch(/^Message: copy_title Jan 2, 2026; .*Jan 1, 2026: 0; .*Jan 2, 2026: 1; /);
    expect(more).toEqual([]);
  });

  it("has the last entries of many, and fits into a message of the chat", () => {
    for (const name of ["walk", "w".repeat(300)]) {
      const text = messageOf({ plan: { ...PLAN, name }, entries: entries(300) }, FORMATS);
      expect(text.length).toBeLessThanOrEqual(1000);
      expect(text).toContain("Oct 27, 2026: 2");
    }
  });
});

it("is copied whole", () => {
  const lines = reportOf({ plan: PLAN, entries: entries(30) }, FORMATS).split("\n");
  expect(lines).toHaveLength(33);
});

import { describe, expect, it } from "vitest";
import { contrast, readable, repairContrast } from "../src/contrast";

const WHITE = "#ffffff";
const DARK = "#17191b";

describe("contrast", () => {
  it("is WCAG's", () => {
    expect(contrast("#000000", WHITE)).toBeCloseTo(21, 5);
    expect(contrast("#777777", WHITE)).toBeCloseTo(4.48, 2);
    expect(contrast(WHITE, "#777777")).toBe(contrast("#777777", WHITE));
  });
});

describe("repairContrast", () => {
  it("keeps colours that can be read", () => {
    const colors = { primary: "#2f5d50", on_primary: WHITE };
    expect(repairContrast(colors, WHITE)).toEqual(colors);
  });

  it.each([
    ["pale on white", "#ffe9a8", WHITE],
    ["white on white", WHITE, WHITE],
    ["black on black", "#000000", "#000000"],
    ["mid grey on mid grey", "#808080", "#7f7f7f"],
    ["dark on dark", "#101010", "#202020"],
    ["bright green with white", "#00ff00", WHITE],
    ["no colour at all", "red", "url(x)"],
  ])("repairs %s in both themes", (_, primary, on_primary) => {
    for (const background of [WHITE, DARK]) {
      const repaired = repairContrast({ primary, on_primary }, background);
      expect(contrast(repaired.primary, repaired.on_primary)).toBeGreaterThanOrEqual(4.5);
      expect(contrast(repaired.primary, background)).toBeGreaterThanOrEqual(3);
      expect(repaired.primary).toMatch(/^#[\da-f]{6}$/);
      expect(repaired.on_primary).toMatch(/^#[\da-f]{6}$/);
    }
  });

  it("changes the shade before the text's colour", () => {
    const repaired = repairContrast({ primary: "#ffe9a8", on_primary: WHITE }, WHITE);
    expect(repaired.on_primary).toBe(WHITE);
    expect(repaired.primary).not.toBe("#ffe9a8");
  });

  it("takes no darker a shade than is needed", () => {
    const { primary } = repairContrast({ primary: "#808080", on_primary: WHITE }, WHITE);
    expect(contrast(primary, WHITE)).toBeLessThan(4.7);
  });
});

describe("readable", () => {
  it("finds a shade for text on every background", () => {
    for (const color of ["#ffe9a8", "#2f5d50", "#000000"])
      for (const backgrounds of [
        [WHITE, "#f4f4f1"],
        [DARK, "#24272a"],
      ]) {
        const shade = readable(color, backgrounds);
        for (const background of backgrounds)
          expect(contrast(shade, background)).toBeGreaterThanOrEqual(4.5);
      }
  });
});

/** No state breaks WCAG 2.2 AA as far as axe sees, whatever the theme and the practice's colours. */
import { afterAll, describe, expect, it } from "vitest";
import type { Page } from "playwright-core";
import { violations } from "./support/axe";
import { STATES } from "./support/states";
import { home, PHONE, newVisitor, stopBrowser } from "./support/visit";

afterAll(stopBrowser);

/** The practice's own, and a pair that no one can read. */
const BRANDS = {
  "the practice's colours": undefined,
  "unreadable colours": { primary: "#ffe9a8", on_primary: "#ffffff" },
};

async function paint(page: Page, colors: { primary: string; on_primary: string }): Promise<void> {
  await page.route("**/config", async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, json: { ...(await response.json()), colors } });
  });
  await page.route("**/widget.js", async (route) => {
    const response = await route.fetch();
    const body = (await response.text()).replace(/"colors": ?\{[^}]*\}/, `"colors":${JSON.stringify(colors)}`);
    await route.fulfill({ response, body });
  });
}

for (const colorScheme of ["light", "dark"] as const) {
  for (const [brand, colors] of Object.entries(BRANDS)) {
    describe(`${colorScheme}, ${brand}`, () => {
      it("has no violation in any state", { timeout: 240_000 }, async () => {
        const visitor = await newVisitor({ viewport: PHONE, colorScheme, reducedMotion: "reduce" });
        const page = await visitor.newPage();
        if (colors) await paint(page, colors);
        await page.goto(home());
        const found: Record<string, string[]> = {};
        for (const [name, reach] of STATES) {
          await reach(page);
          const inState = await violations(page);
          if (inState.length) found[name] = inState;
        }
        expect(found).toEqual({});
      });
    });
  }
}

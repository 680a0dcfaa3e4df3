/** Every kind of paper, with every outcome that it may have: by axe, and how small its letters print. */
import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { afterAll, describe, expect, it } from "vitest";
import type { Page } from "playwright-core";
import { violations } from "./support/axe";
import { newVisitor, stopBrowser } from "./support/visit";

afterAll(stopBrowser);

const ROOT = fileURLToPath(new URL("../../..", import.meta.url));
const SCRIPT = fileURLToPath(new URL("support/papers.py", import.meta.url));
const SCREENSHOTS = fileURLToPath(new URL("../../screenshots/papers", import.meta.url));
const SITE = "http://papers.invalid";
/** Eight points, in pixels of CSS. */
const SMALLEST = (8 * 96) / 72;

const made = JSON.parse(
  execFileSync(`${ROOT}/.venv/bin/python`, [SCRIPT], { encoding: "utf8", maxBuffer: 64 * 1024 * 1024 }),
) as { papers: Record<string, string>; styles: Record<string, string> };

/** Texts that print smaller than that, the drawing's scale included. */
function tooSmall(page: Page): Promise<string[]> {
  return page.evaluate((smallest) => {
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const found: string[] = [];
    for (let node = texts.nextNode(); node; node = texts.nextNode()) {
      const parent = node.parentElement!;
      if (!node.textContent?.trim() || parent.getClientRects().length === 0) continue;
      const scale = (parent as unknown as SVGGraphicsElement).getScreenCTM?.()?.a ?? 1;
      const size = parseFloat(getComputedStyle(parent).fontSize) * scale;
      if (size < smallest - 0.05) found.push(`${node.textContent.trim()}: ${size.toFixed(1)} px`);
    }
    return found;
  }, SMALLEST);
}

describe("the papers", () => {
  it("are of four kinds, with each outcome", () => {
    const names = Object.keys(made.papers);
    expect(names).toHaveLength(1 + 3 * 7 + 1);
  });

  it("have nothing to complain of, on the screen and in print", { timeout: 180_000 }, async () => {
    const context = await newVisitor({ viewport: { width: 816, height: 1056 } });
    await context.route(`${SITE}/**`, (route) => {
      const path = decodeURIComponent(new URL(route.request().url()).pathname);
      const style = made.styles[path];
      return style === undefined
        ? route.fulfill({ body: made.papers[path.slice(1)] ?? "", contentType: "text/html; charset=utf-8" })
        : route.fulfill({ body: style, contentType: "text/css" });
    });
    const page = await context.newPage();
    const found: Record<string, string[]> = {};
    for (const name of Object.keys(made.papers)) {
      await page.goto(`${SITE}/${encodeURIComponent(name)}`);
      await page.screenshot({ path: `${SCREENSHOTS}/${name}.png`, fullPage: true });
      for (const media of ["screen", "print"] as const) {
        await page.emulateMedia({ media });
        const wrong = [...(await violations(page)), ...(await tooSmall(page))];
        if (wrong.length) found[`${name}, ${media}`] = wrong;
      }
    }
    expect(found).toEqual({});
    await context.close();
  });
});

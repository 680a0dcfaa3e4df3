/** Fits every screen: small, zoomed, right to left, without motion, without colours. */
import { fileURLToPath } from "node:url";
import { afterAll, describe, expect, it } from "vitest";
import type { Page } from "playwright-core";
import { STATES } from "./support/states";
import { chat, DESKTOP, home, hostUrl, input, launcher, log, newVisitor, panel, PHONE, say, stopBrowser, visit } from "./support/visit";

afterAll(stopBrowser);

const SCREENSHOTS = fileURLToPath(new URL("../../screenshots", import.meta.url));

/** Controls smaller than 44 px either way; links within sentences may be (WCAG 2.5.8). */
function smallTargets(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const found: string[] = [];
    for (const host of document.querySelectorAll("*"))
      for (const node of host.shadowRoot?.querySelectorAll("button, summary, input, textarea, [role=button], [role=checkbox]") ?? []) {
        const box = node.getBoundingClientRect();
        const seen = box.width > 0 && getComputedStyle(node).visibility === "visible";
        if (seen && (box.height < 43.5 || box.width < 43.5) && !node.closest("[hidden], svg"))
          found.push(`${Math.round(box.width)}x${Math.round(box.height)} ${node.outerHTML.slice(0, 90)}`);
      }
    return found;
  });
}

/** How far anything inside the chat reaches beyond its sides. */
function overflow(page: Page): Promise<number> {
  return page.evaluate(() => {
    let most = document.documentElement.scrollWidth - innerWidth;
    for (const host of document.querySelectorAll("*"))
      for (const node of host.shadowRoot?.querySelectorAll('[role="dialog"], [role="log"]') ?? [])
        most = Math.max(most, node.scrollWidth - node.clientWidth);
    return most;
  });
}

describe.each([
  ["320 pixels", { viewport: { width: 320, height: 568 } }],
  ["a phone", { viewport: PHONE }],
  // Zoom to 200 % halves the pixels that a page has.
  ["200 % zoom", { viewport: { width: 640, height: 450 }, deviceScaleFactor: 2 }],
  ["a desktop", { viewport: DESKTOP }],
])("on %s", (screen, options) => {
  it("nothing reaches beyond the sides and every target is large enough", { timeout: 240_000 }, async () => {
    const page = await visit(home(), options);
    const problems: Record<string, unknown> = {};
    for (const [index, [name, reach]] of STATES.entries()) {
      await reach(page);
      // For a person to look at.
      const file = `${String(index + 1).padStart(2, "0")} ${name}.png`;
      await page.screenshot({ path: `${SCREENSHOTS}/${screen}/${file}` });
      const wide = await overflow(page);
      const small = await smallTargets(page);
      if (wide > 1 || small.length) problems[name] = { wide, small };
    }
    expect(problems).toEqual({});
  });
});

it("does not cover the book button, and is at most 56 pixels, on a small phone", async () => {
  const page = await visit(home(), { viewport: { width: 360, height: 640 } });
  const box = (await launcher(page).boundingBox())!;
  expect(box.height).toBeLessThanOrEqual(56);
  const book = (await page.getByRole("link", { name: /^Book/ }).first().boundingBox())!;
  const apart = book.x + book.width <= box.x || book.y + book.height <= box.y || book.y >= box.y + box.height;
  expect(apart).toBe(true);
});

it("lays the two styles side by side in a real table on a phone", async () => {
  const page = await chat(home(), { viewport: PHONE });
  await say(page, "compare the two styles");
  const table = log(page).getByRole("table").last();
  expect(await table.locator("caption").count()).toBe(1);
  expect(await table.getByRole("columnheader").count()).toBeGreaterThanOrEqual(2);
  // Each row's label heads a group of its own above the two cells.
  expect(await table.locator("th[scope=rowgroup]").count()).toBe(6);
  const cells = table.locator("td");
  expect(await cells.count()).toBe(12);
  const [medical, relaxation] = [await cells.nth(0).boundingBox(), await cells.nth(1).boundingBox()];
  expect(Math.abs(medical!.y - relaxation!.y)).toBeLessThan(4);
  expect(relaxation!.x).toBeGreaterThan(medical!.x);
});

it("runs from right to left on such a page", async () => {
  const page = await chat(hostUrl("/rtl"));
  expect(await panel(page).evaluate((node) => getComputedStyle(node).direction)).toBe("rtl");
  const box = (await panel(page).boundingBox())!;
  expect(box.x).toBeLessThan(200);
  await say(page, "compare the two styles");
  expect(await overflow(page)).toBeLessThanOrEqual(1);
});

it("moves nothing where motion is unwanted", async () => {
  const page = await chat(home(), { reducedMotion: "reduce" });
  await say(page, "hello");
  const moving = await page.evaluate(() => {
    const found: string[] = [];
    for (const host of document.querySelectorAll("*"))
      for (const node of host.shadowRoot?.querySelectorAll("*") ?? []) {
        const style = getComputedStyle(node);
        const seconds = [style.animationDuration, style.transitionDuration].map((s) => parseFloat(s) || 0);
        if ((style.animationName !== "none" && seconds[0]! > 0.01) || seconds[1]! > 0.01) found.push(node.outerHTML.slice(0, 80));
      }
    return found;
  });
  expect(moving).toEqual([]);
});

it("keeps its outlines where the system forces its colours", async () => {
  const page = await chat(home(), { forcedColors: "active" });
  const border = await launcherAndInputBorders(page);
  expect(border.every((width) => width >= 1)).toBe(true);
});

function launcherAndInputBorders(page: Page): Promise<number[]> {
  return Promise.all(
    [input(page), panel(page)].map((part) =>
      part.evaluate((node) => {
        let at: Element | null = node;
        while (at) {
          const width = parseFloat(getComputedStyle(at).borderBlockStartWidth);
          if (width >= 1) return width;
          at = at.parentElement;
        }
        return 0;
      }),
    ),
  );
}

it("keeps a line spacing that the visitor has set", async () => {
  const page = await chat(home(), { viewport: { width: 320, height: 568 } });
  await say(page, "compare the two styles");
  await page.evaluate(() => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync("* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important; }");
    for (const host of document.querySelectorAll("*"))
      if (host.shadowRoot) host.shadowRoot.adoptedStyleSheets = [...host.shadowRoot.adoptedStyleSheets, sheet];
  });
  expect(await overflow(page)).toBeLessThanOrEqual(1);
});

it("is a whole page at /chat, open at once", async () => {
  const page = await (await newVisitor({ viewport: PHONE })).newPage();
  await page.goto(`${home()}chat`);
  await log(page).getByText("automated assistant of").first().waitFor();
  expect((await say(page, "should i tip"))[0]!.card?.kind).toBe("faq");
});

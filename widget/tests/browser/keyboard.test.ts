/** Everything by keyboard, focus where it belongs, nothing trapped. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Page } from "playwright-core";
import { answered, chat, DESKTOP, home, input, launcher, log, panel, PHONE, say, stopBrowser, visit } from "./support/visit";

afterAll(stopBrowser);

/** The focused element's accessible role and name, through shadow roots. */
function focused(page: Page): Promise<string> {
  return page.evaluate(() => {
    let active = document.activeElement;
    while (active?.shadowRoot?.activeElement) active = active.shadowRoot.activeElement;
    if (!active) return "";
    return `${active.tagName.toLowerCase()} ${active.getAttribute("aria-label") ?? active.textContent?.trim() ?? ""}`;
  });
}

async function tabTo(page: Page, wanted: RegExp, most = 60): Promise<void> {
  const seen: string[] = [];
  for (let i = 0; i < most; i += 1) {
    const now = await focused(page);
    if (wanted.test(now)) return;
    seen.push(now);
    await page.keyboard.press("Tab");
  }
  throw new Error(`${wanted} was not reached: ${seen.slice(-8).join(" › ")}`);
}

describe("with the keyboard alone", () => {
  it("opens, answers five questions, reads the table, closes", async () => {
    const page = await visit(home(), { viewport: DESKTOP });
    await tabTo(page, /Chat with us/);
    await page.keyboard.press("Enter");
    await log(page).getByText("automated assistant of").first().waitFor();
    expect(await focused(page)).toMatch(/^(textarea|input) /);
    await say(page, "help me choose");
    for (const choice of [/^button Relax$/, /^button Nothing like that/, /^button None of these/]) {
      await page.keyboard.press("Shift+Tab");
      await tabBackTo(page, choice);
      const pressed = await page.evaluate(
        () => {
          let active = document.activeElement;
          while (active?.shadowRoot?.activeElement) active = active.shadowRoot.activeElement;
          return active?.hasAttribute("aria-pressed") ?? false;
        },
      );
      await answered(page, async () => {
        await page.keyboard.press("Space");
        if (pressed) {
          await tabTo(page, /^button Done/);
          await page.keyboard.press("Enter");
        }
      });
    }
    expect(await log(page).getByText("Relaxation massage").count()).toBeGreaterThan(0);
    // The link of the card, and no chip of the same name beside it.
    expect(await log(page).getByRole("link", { name: "Book a session" }).count()).toBe(1);
    expect(await log(page).getByRole("button", { name: "Book a session" }).count()).toBe(0);
    await say(page, "compare the two styles");
    expect(await log(page).getByRole("table").count()).toBeGreaterThan(0);
    await page.keyboard.press("Escape");
    await panel(page).waitFor({ state: "hidden" });
    expect(await focused(page)).toMatch(/Chat with us/);
  });

  async function tabBackTo(page: Page, wanted: RegExp, most = 60): Promise<void> {
    const seen: string[] = [];
    for (let i = 0; i < most; i += 1) {
      const now = await focused(page);
      if (wanted.test(now)) return;
      seen.push(now);
      await page.keyboard.press("Shift+Tab");
    }
    throw new Error(`${wanted} was not reached: ${seen.slice(-8).join(" › ")}`);
  }

  it("does not hold the focus on a wide window, where the page stays usable", async () => {
    const page = await chat();
    await tabTo(page, /Home|Juniper/, 80);
    expect(await panel(page).getAttribute("aria-modal")).not.toBe("true");
  });

  it("holds it on a phone, where the chat fills the screen, and gives the page back", async () => {
    const page = await visit(home(), { viewport: PHONE });
    const inertBefore = await page.locator("body > [inert]").count();
    await launcher(page).click();
    await log(page).getByText("automated assistant of").first().waitFor();
    expect(await panel(page).getAttribute("aria-modal")).toBe("true");
    expect(await page.locator("body > main[inert], body > header[inert]").count()).toBeGreaterThan(0);
    expect(await launcher(page).isVisible()).toBe(false);
    await page.keyboard.press("Escape");
    await panel(page).waitFor({ state: "hidden" });
    expect(await page.locator("body > [inert]").count()).toBe(inertBefore);
    expect(await focused(page)).toMatch(/Chat with us/);
  });
});

describe("focus", () => {
  let page: Page;
  beforeAll(async () => {
    page = await chat();
  });

  it("stays in the input while answers arrive", async () => {
    await say(page, "should i tip");
    expect(await input(page).evaluate((node) => node === (node.getRootNode() as ShadowRoot).activeElement)).toBe(true);
  });

  it("is visible wherever it goes", async () => {
    for (let i = 0; i < 12; i += 1) {
      await page.keyboard.press("Tab");
      const outline = await page.evaluate(() => {
        let active = document.activeElement;
        while (active?.shadowRoot?.activeElement) active = active.shadowRoot.activeElement;
        if (!active || active === document.body) return "page";
        const style = getComputedStyle(active);
        return style.outlineStyle !== "none" || style.boxShadow !== "none" ? "seen" : active.outerHTML.slice(0, 120);
      });
      expect(["page", "seen"]).toContain(outline);
    }
  });
});

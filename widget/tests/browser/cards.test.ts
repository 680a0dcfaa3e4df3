/** What cards do beyond being read: the body map, copying, printing, asking on. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Page } from "playwright-core";
import { violations } from "./support/axe";
import { answered, home, log, newVisitor, openChat, say, stopBrowser, toRecommendation } from "./support/visit";

afterAll(stopBrowser);

async function openedPage(): Promise<Page> {
  const visitor = await newVisitor({ permissions: ["clipboard-read", "clipboard-write"] });
  // In every tab and frame: no printer is asked, what would be printed is kept.
  await visitor.addInitScript(() => {
    const top = window.top as unknown as { printed?: string[] };
    window.print = () => (top.printed ??= []).push(document.body.innerText);
  });
  const page = await visitor.newPage();
  await page.goto(home());
  await openChat(page);
  return page;
}

describe("the body map", () => {
  it("is the same as its list, by keyboard too, and sends what is chosen", async () => {
    const page = await openedPage();
    await say(page, "help me choose");
    await say(page, "less pain, my muscles ache, not an injury");
    const region = log(page).getByRole("button", { name: "Neck", exact: true }).last();
    await region.focus();
    await page.keyboard.press("Space");
    expect(await region.getAttribute("aria-pressed")).toBe("true");
    await log(page).getByRole("button", { name: "List", exact: true }).click();
    const item = log(page).getByRole("button", { name: "Neck", exact: true }).last();
    expect(await item.getAttribute("aria-pressed")).toBe("true");
    await log(page).getByRole("button", { name: "Hip", exact: true }).last().click();
    const [next] = await answered(page, () => log(page).getByRole("button", { name: "Done" }).click());
    expect(next!.text).toMatch(/your neck/i);
    expect(next!.text).toMatch(/your hip/i);
    expect(await log(page).getByText("Neck, Hip", { exact: true }).count()).toBe(1);
  });
});

describe("the recommendation", () => {
  let page: Page;
  const refused: string[] = [];
  beforeAll(async () => {
    page = await openedPage();
    page.on("console", (m) => {
      if (/Content Security Policy|Trusted/i.test(m.text())) refused.push(m.text());
    });
    await toRecommendation(page);
  });

  it("is copied as text", async () => {
    await log(page).getByRole("button", { name: "Copy" }).click();
    const copied = await page.evaluate(() => navigator.clipboard.readText());
    expect(copied).toContain("Relaxation massage");
    expect(copied).toContain("What would change this");
  });

  it.each([
    ["Print my result", "Your massage result", "Relaxation massage"],
    ["Note for my doctor", "Note for your doctor", "Cleared for massage"],
  ])("%s opens the paper in a tab and prints it, and the page stays", async (chip, title, line) => {
    const opened = page.context().waitForEvent("page");
    await log(page).getByRole("button", { name: chip }).click();
    const paper = await opened;
    await paper.waitForFunction(() => "printed" in window);
    expect(await paper.title()).toContain(title);
    expect(await paper.locator("main").innerText()).toContain(line);
    // Its style sheet came too.
    expect(await paper.evaluate(() => getComputedStyle(document.body).maxWidth)).not.toBe("none");
    expect(paper.url()).toMatch(/^blob:/);
    expect(await violations(paper)).toEqual([]);
    await paper.close();
    expect(await log(page).isVisible()).toBe(true);
    expect(refused).toEqual([]);
  });

  it("says so where the server has no paper", async () => {
    await page.route("**/papers/result", (route) => route.abort());
    await log(page).getByRole("button", { name: "Print my result" }).click();
    await log(page).locator(".kc-copied").waitFor();
    expect(await log(page).locator(".kc-copied").innerText()).toMatch(/\w/);
    expect(page.context().pages()).toHaveLength(1);
  });

  it("tells of a technique that it suggests", async () => {
    const [answer] = await answered(page, () =>
      log(page).getByRole("button", { name: "Swedish massage" }).first().click(),
    );
    expect(answer!.card?.kind).toBe("technique");
  });
});

/** A screen reader hears each message of the bot once, and nothing of what is old. */
import { afterAll, expect, it } from "vitest";
import type { Page } from "playwright-core";
import { chat, launcher, log, say, stopBrowser } from "./support/visit";

afterAll(stopBrowser);

/** Collects every text that appears in a polite live region from now on. */
async function listen(page: Page): Promise<() => Promise<string[]>> {
  await page.evaluate(() => {
    const heard: string[] = [];
    (window as unknown as { heard: string[] }).heard = heard;
    const roots: (Document | ShadowRoot)[] = [document];
    for (const element of document.querySelectorAll("*"))
      if (element.shadowRoot) roots.push(element.shadowRoot);
    for (const root of roots)
      for (const region of root.querySelectorAll('[aria-live="polite"], [role="status"]'))
        new MutationObserver((changes) => {
          for (const change of changes)
            for (const node of change.addedNodes)
              if (node.textContent?.trim()) heard.push(node.textContent.trim());
        }).observe(region, { childList: true, subtree: true, characterData: true });
  });
  return () => page.evaluate(() => (window as unknown as { heard: string[] }).heard);
}

it("announces each answer exactly once", async () => {
  const page = await chat();
  const heard = await listen(page);
  const said = [...(await say(page, "should i tip")), ...(await say(page, "compare the two styles"))];
  await page.waitForTimeout(3_000);
  const texts = await heard();
  for (const message of said)
    expect(texts.filter((text) => text.includes(message.text)).length, message.text).toBe(1);
});

it("is silent about what was said before a reload", async () => {
  const page = await chat();
  const [before] = await say(page, "should i tip");
  await page.reload();
  await launcher(page).click();
  const heard = await listen(page);
  await log(page).getByText(before!.text.slice(0, 40)).waitFor();
  await page.waitForTimeout(2_500);
  expect((await heard()).filter((text) => text.includes(before!.text))).toEqual([]);
});

it("has one log that is not live itself", async () => {
  const page = await chat();
  expect(await log(page).getAttribute("aria-live")).toBe("off");
});

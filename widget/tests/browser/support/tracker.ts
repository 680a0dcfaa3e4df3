/** How a visitor uses the page on which they track how it goes. */
import type { Locator, Page } from "playwright-core";
import { expect } from "vitest";

export const DAY = 86_400_000;
export const START = Date.UTC(2026, 0, 5, 15);

export const tracker = (page: Page): Locator => page.getByRole("region", { name: "Track how it goes" });
export const press = (page: Page, name: string): Promise<void> =>
  tracker(page).getByRole("button", { name, exact: true }).click();

export async function openTracker(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Chat menu" }).click();
  await page.getByRole("button", { name: "Track how it goes" }).click();
  await tracker(page).waitFor();
}

/** What the form's fields are given; the rest is left as it is. */
export interface Setup {
  side?: string;
  name?: string;
  kind?: string;
  goal?: string;
  botherGoal?: string;
}

export async function setUp(page: Page, plan: Setup): Promise<void> {
  await openTracker(page);
  await press(page, "Yes, keep it here");
  await fillIn(page, plan);
}

export async function fillIn(page: Page, { side = "A pain, an injury or a condition", ...rest }: Setup): Promise<void> {
  const at = tracker(page);
  await at.getByRole("radio", { name: side }).check();
  if (rest.name) await at.getByLabel("One thing you want to do").fill(rest.name);
  if (rest.kind) await at.getByRole("radio", { name: rest.kind }).check();
  if (rest.goal) await at.getByLabel("Your goal for it").fill(rest.goal);
  if (rest.botherGoal) await at.getByLabel("it bothers me no more than").fill(rest.botherGoal);
  await press(page, "Save");
  await at.getByRole("heading", { name: "How is it today?" }).waitFor();
}

/** Logs on a day counted from the first. */
export async function logOn(page: Page, day: number, bother: number, value?: string): Promise<void> {
  await page.clock.setFixedTime(START + day * DAY);
  const asked = tracker(page).getByRole("group", { name: "How much does it bother you?" });
  await asked.locator(`input[value="${bother}"]`).check();
  if (value) await tracker(page).getByLabel(/how many/).fill(value);
  const rows = await tracker(page).getByRole("row").count();
  await press(page, "Save this entry");
  await expect.poll(() => tracker(page).getByRole("row").count()).toBeGreaterThan(rows);
}

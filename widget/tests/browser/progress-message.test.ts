/** What a visitor has tracked goes along with a message, where they agree. */
import { afterAll, describe, expect, it } from "vitest";
import { violations } from "./support/axe";
import { fillIn, logOn, press, tracker } from "./support/tracker";
import { chat, input, log, stopBrowser } from "./support/visit";

afterAll(stopBrowser);

describe("sent along with a message", () => {
  it("is offered in the chat, shown first, and passed on only after the chat has asked", async () => {
    const page = await chat();
    await input(page).fill("can i log my pain");
    await page.keyboard.press("Enter");
    await log(page).getByText("The article measures medical massage").waitFor();
    await log(page).getByRole("button", { name: "Track how it goes" }).click();
    await tracker(page).waitFor();
    await press(page, "Yes, keep it here");
    await fillIn(page, { name: "turn my head" });
    await logOn(page, 0, 6);
    await logOn(page, 7, 4);
    await press(page, "Put it in a message to us");
    await tracker(page).getByText("Message: How it goes").waitFor();
    await press(page, "No, keep it here");
    await press(page, "Put it in a message to us");
    expect(await violations(page)).toEqual([]);
    await press(page, "Yes, put it in a message");
    await log(page).getByText("What name shall I give them?").waitFor();
    await input(page).fill("Robin");
    await page.keyboard.press("Enter");
    await log(page).getByText("How can they reach you").waitFor();
    await input(page).fill("robin@example.com");
    await page.keyboard.press("Enter");
    const summary = log(page).getByText("This is what I would send.");
    await summary.waitFor();
    expect(await summary.textContent()).toContain("12, 2026: 4");
  });
});
